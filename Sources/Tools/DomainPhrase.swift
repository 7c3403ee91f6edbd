import JSON
import Schemas

extension ArgumentDomain {
    /// What the argument takes, as an error says it: "up, down, left or right", "a number from 0 to 60".
    var phrase: String {
        switch self {
        case .elements(let ids): ids.isEmpty ? "nothing" : Wording.choice(Wording.runs(ids))
        case .anyElement: "an element's id"
        case .string(let length):
            "a text" + Self.span("of", length.map { ($0.statedLow, $0.statedHigh) }, " characters")
        case .integer(let range): "a whole number" + Self.span("from", range.map { ($0.statedLow, $0.statedHigh) }, "")
        case .number(let range):
            "a number"
                + Self.span(
                    "from", range.map { ($0.statedLow.map(Wording.number), $0.statedHigh.map(Wording.number)) }, "")
        case .boolean: "true or false"
        case .oneOf(let words): Wording.choice(words)
        case .array(let item, let count):
            "a list" + Self.span("of", count.map { ($0.statedLow, $0.statedHigh) }, "")
                + (item.isEmpty ? "" : ", each \(item.phrase)")
        case .schema(let schema): SchemaSignature(schema).text
        }
    }

    /// " from 3 to 5", " of 3 or more", " of 5 at most", then the unit; nothing where no bound is stated.
    private static func span<Bound: Equatable>(_ word: String, _ bounds: (Bound?, Bound?)?, _ unit: String) -> String {
        switch bounds {
        case (let low?, let high?)?: " \(word) " + (low == high ? "\(low)" : "\(low) to \(high)") + unit
        case (let low?, nil)?: " of \(low) or more" + unit
        case (nil, let high?)?: " of \(high) at most" + unit
        case (nil, nil)?, nil: ""
        }
    }
}

extension JSONValue {
    /// Its kind in a sentence; what it holds is not said.
    var kind: String {
        switch self {
        case .null: "null"
        case .bool: "true or false"
        case .integer, .number: "a number"
        case .string: "a text"
        case .array: "a list"
        case .object: "an object"
        }
    }
}
