import JSON
import Tools

/// What the value of one parameter is chosen from, and what the chosen text stands for.
struct FunctionValue {
    private let domain: ArgumentDomain
    private let name: String
    private let request: FoldedText

    init(_ argument: CallSpace.Argument, request: FoldedText) {
        domain = argument.domain
        name = FunctionPrompt.words(argument.parameter.name)
        self.request = request
    }

    private static let truth = [FoldedText("true", limit: 8), FoldedText("false", limit: 8)]

    /// Words of the request, or options; no texts for values that the specialist cannot write.
    var part: Quotation.Part {
        switch domain {
        case .string, .integer, .number: Quotation.Part(name: name, origin: .task, sources: [request])
        case .oneOf(let options):
            Quotation.Part(
                name: name, origin: .tools, sources: options.map { FoldedText($0, limit: 200) }, isWhole: true)
        case .boolean: Quotation.Part(name: name, origin: .tools, sources: Self.truth, isWhole: true)
        case .elements, .anyElement, .array, .schema: Quotation.Part(name: name, origin: .tools, sources: [])
        }
    }

    /// The value of what was chosen, or nil when it does not belong to the domain.
    func value(_ choice: Quotation.Choice) -> JSONValue? {
        switch domain {
        case .oneOf(let options): .string(options[choice.source])
        case .boolean: .bool(choice.source == 0)
        case .integer, .number: (try? JSONValue(parsing: Array(choice.text.utf8))).flatMap(domain.normalized)
        default: domain.normalized(.string(choice.text))
        }
    }

    /// The text that stands for a value.
    func text(of value: JSONValue) -> String { value.string ?? value.print() }
}
