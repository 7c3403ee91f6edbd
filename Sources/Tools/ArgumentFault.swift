import JSON
import Schemas
import Screens

/// Explains why a value is not one that an argument takes.
struct ArgumentFault {
    var tool: Tool
    var parameter: Parameter
    var screen: Screen?

    /// - Precondition: `value` does not belong to `domain`, which is `type` on the screen.
    func explain(_ value: JSONValue, as type: ArgumentType, _ domain: ArgumentDomain) -> ToolCallError {
        switch (type, domain, value) {
        case (.element(let affordance), _, _):
            if let id = value.integer { return element(id, affording: affordance, domain) }
        case (_, .array(let itemDomain, let count), .array(let values)):
            guard case .array(let itemType, _) = type, count?.contains(values.count) ?? true else {
                return error(.outOfRange, "\(takes(domain)), not \(values.count)")
            }
            if let bad = values.first(where: { itemDomain.normalized($0) == nil }) {
                return explain(bad, as: itemType, itemDomain)
            }
        case (_, .schema(let schema), _): return broken(schema.faults(in: value, limit: 3))
        case (_, .string(let length?), .string(let text)):
            let count = text.unicodeScalars.count
            return error(count < length.lowerBound ? .tooShort : .tooLong, "\(takes(domain)), not \(count)")
        case (_, .oneOf, .string(let word)):
            return error(.notAChoice, "\(takes(domain)), not \(Wording.quoted(word))")
        case (_, .integer, .integer(let number)): return error(.outOfRange, "\(takes(domain)), not \(number)")
        case (_, .number, .integer(let number)): return error(.outOfRange, "\(takes(domain)), not \(number)")
        case (_, .integer, .number(let number)):
            let code = Int64(exactly: number) == nil ? ToolCallError.Code.wrongType : .outOfRange
            return error(code, "\(takes(domain)), not \(Wording.number(number))")
        case (_, .number, .number(let number)):
            return error(.outOfRange, "\(takes(domain)), not \(Wording.number(number))")
        default: break
        }
        return error(.wrongType, "\(takes(domain)), not \(value.kind)")
    }

    /// What `Schemas` says, of which the first fault decides the code.
    private func broken(_ faults: [SchemaFault]) -> ToolCallError {
        let messages = Wording.list(faults.map(\.message), separator: "; ")
        let code: ToolCallError.Code =
            switch faults.first?.keyword {
            case "type": .wrongType
            case "enum", "const": .notAChoice
            case "minLength": .tooShort
            case "maxLength": .tooLong
            case "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "minItems", "maxItems": .outOfRange
            default: .brokenRule
            }
        return error(code, "\(tool.name) takes \(parameter.name): \(messages)")
    }

    private func element(_ id: Int64, affording affordance: ElementActions?, _ domain: ArgumentDomain) -> ToolCallError
    {
        guard let screen else { return error(.noSuchElement, "element ids start at 1, so \(id) is none") }
        guard let known = Int(exactly: id), let element = screen[id: known] else {
            let range = screen.elements.isEmpty ? "it has no elements" : "1…\(screen.elements.count)"
            return error(.noSuchElement, "element \(id) is not on this screen (\(range))", element: Int(exactly: id))
        }
        let others = alternatives(domain, affordance)
        switch Usability(element, affording: affordance) {
        case .disabled: return error(.disabled, "element \(id) is disabled; \(others)", element: known)
        case .covered:
            return error(
                .covered, "element \(id) is covered by something else; close that first, or: \(others)", element: known)
        case .offscreen:
            return error(
                .offscreen, "element \(id) is off the screen; scroll to it first, or: \(others)", element: known)
        case .notAfforded, .usable:
            let noun = Wording.noun(element.role)
            return error(.notAfforded, "element \(id) is \(noun); \(others)", element: known)
        }
    }

    /// "elements you can tap: 2, 5, 9", or that there is none.
    private func alternatives(_ domain: ArgumentDomain, _ affordance: ElementActions?) -> String {
        let verb = Wording.verb(affordance)
        guard case .elements(let ids) = domain, !ids.isEmpty else {
            let advice = parameter.isRequired ? "" : "; leave \(parameter.name) out"
            return "there is no element you can \(verb)\(advice)"
        }
        return "elements you can \(verb): \(Wording.list(Wording.runs(ids)))"
    }

    private func takes(_ domain: ArgumentDomain) -> String { "\(tool.name) takes \(parameter.name): \(domain.phrase)" }

    private func error(_ code: ToolCallError.Code, _ message: String, element: Int? = nil) -> ToolCallError {
        ToolCallError(code, message, tool: tool.name, argument: parameter.name, element: element)
    }
}
