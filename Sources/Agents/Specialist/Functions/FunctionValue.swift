import JSON
import Tools

/// How the value of one parameter is copied, and what the copied text stands for.
struct FunctionValue {
    let domain: ArgumentDomain
    private let request: FoldedText

    init(_ argument: CallSpace.Argument, request: FoldedText) {
        domain = argument.domain
        self.request = request
    }

    private static let truth = [FoldedText("true", limit: 8), FoldedText("false", limit: 8)]

    /// What may be copied; nil for values that the specialist cannot write.
    var copy: TextCopy? {
        switch domain {
        case .string, .integer, .number: TextCopy([request])
        case .oneOf(let options): TextCopy(options.map { FoldedText($0, limit: 200) }, isWhole: true)
        case .boolean: TextCopy(Self.truth, isWhole: true)
        case .elements, .anyElement, .array, .schema: nil
        }
    }

    /// The value of what was copied, or nil when it does not belong to the domain.
    func value(_ copy: TextCopy) -> JSONValue? {
        guard let text = copy.text else { return nil }
        switch domain {
        case .oneOf(let options): return copy.source.map { .string(options[$0]) }
        case .boolean: return copy.source.map { .bool($0 == 0) }
        case .integer, .number:
            return (try? JSONValue(parsing: Array(text.utf8))).flatMap(domain.normalized)
        default: return domain.normalized(.string(text))
        }
    }

    /// The text that stands for a value in an answer, as it is copied; nil where it cannot be.
    func text(of value: JSONValue) -> String? {
        switch domain {
        case .oneOf, .boolean:
            return FoldedText.line(value.string ?? value.print(), limit: 200)
        case .string, .integer, .number:
            let text = value.string ?? value.print()
            return request.range(of: text).map { String(decoding: request.bytes[$0], as: UTF8.self) }
        case .elements, .anyElement, .array, .schema: return nil
        }
    }
}
