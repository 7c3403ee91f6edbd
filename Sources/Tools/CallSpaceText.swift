import JSON
import Schemas

extension CallSpace {
    /// One line a tool, for a prompt or a person.
    ///
    /// For example `tap(element: 2|5…7) - Tap an element.`
    package var text: String {
        choices.map { choice in
            let arguments = choice.arguments.map(\.text).joined(separator: ", ")
            let summary = choice.tool.summary
            let result = choice.tool.returns.map { " -> \(SchemaSignature($0).text)" } ?? ""
            return "\(choice.tool.name)(\(arguments))\(result)" + (summary.isEmpty ? "" : " - \(summary)")
        }.joined(separator: "\n")
    }
}

extension CallSpace.Argument {
    /// `element: 2|5`, `submit: boolean = false`, `text?: string`.
    fileprivate var text: String {
        let name = parameter.name
        if let value = parameter.defaultValue { return "\(name): \(domain.text) = \(value)" }
        return "\(name)\(parameter.isRequired ? "" : "?"): \(domain.text)"
    }
}

extension ArgumentDomain {
    /// The domain in a few characters; lengths of text are left to the validator.
    fileprivate var text: String {
        switch self {
        case .elements(let ids): Wording.runs(ids).joined(separator: "|")
        case .anyElement: "id"
        case .string: "string"
        case .integer(let range): Self.span("integer", range?.statedLow, range?.statedHigh)
        case .number(let range):
            Self.span("number", range?.statedLow.map(Wording.number), range?.statedHigh.map(Wording.number))
        case .boolean: "boolean"
        case .oneOf(let words): words.joined(separator: "|")
        case .array(let item, _): "[\(item.isEmpty ? "" : item.text)]"
        case .schema(let schema): SchemaSignature(schema).text
        }
    }

    private static func span<Bound>(_ name: String, _ low: Bound?, _ high: Bound?) -> String {
        switch (low, high) {
        case (nil, nil): name
        case (let low?, nil): "\(low)…"
        case (nil, let high?): "…\(high)"
        case (let low?, let high?): "\(low)…\(high)"
        }
    }
}
