import JSON
import Schemas
import TestSupport
package import Tools

/// Draws calls from a call space, their arguments in the tool's order as its grammar has them.
package struct CallGenerator {
    private var random: SeededGenerator

    package init(seed: UInt64) { random = SeededGenerator(state: seed) }

    package mutating func call(from choice: CallSpace.Choice) -> ToolCall {
        var call = ToolCall(choice.tool.name)
        for argument in choice.arguments where argument.parameter.isRequired || Bool.random(using: &random) {
            call.arguments[argument.parameter.name] = value(of: argument.domain)
        }
        return call
    }

    private mutating func value(of domain: ArgumentDomain) -> JSONValue {
        switch domain {
        case .elements(let ids): return .integer(Int64(ids.randomElement(using: &random) ?? 0))
        case .anyElement: return .integer(.random(in: 1...99, using: &random))
        case .string(let length): return .string(text(length ?? 0...8))
        case .integer(let range): return .integer(.random(in: range ?? -999_999...999_999, using: &random))
        case .number(let range):
            // Quarters print with two digits, so the grammar's limit on fractions does not matter.
            let range = range ?? -1000...1000
            let steps = Int((range.upperBound - range.lowerBound) * 4)
            return .number(range.lowerBound + Double(Int.random(in: 0...steps, using: &random)) / 4)
        case .boolean: return .bool(.random(using: &random))
        case .oneOf(let words): return .string(words.randomElement(using: &random) ?? "")
        case .array(let item, let count):
            let range = count ?? 0...4
            let size = item.isEmpty ? 0 : Int.random(in: range.lowerBound...min(range.upperBound, 6), using: &random)
            return .array((0..<size).map { _ in value(of: item) })
        case .schema(let schema):
            // Drawing from any schema is another's business; the fixture's name examples.
            return schema.document["examples"]?.array?.randomElement(using: &random) ?? .null
        }
    }

    private mutating func text(_ length: ClosedRange<Int>) -> String {
        let alphabet = Array("aZ9 \"\\/\n\téß猫😀{}<|".unicodeScalars)
        let size = Int.random(in: length.lowerBound...min(length.upperBound, 20), using: &random)
        var text = String.UnicodeScalarView()
        for _ in 0..<size { text.append(alphabet.randomElement(using: &random) ?? "a") }
        return String(text)
    }
}
