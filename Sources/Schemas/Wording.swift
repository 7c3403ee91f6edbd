import JSON

/// The phrases of which messages are made.
enum Wording {
    /// "a", "a or b", "a, b or c".
    static func choice(_ words: [String]) -> String {
        guard let last = words.last, words.count > 1 else { return words.first ?? "" }
        return words.dropLast().joined(separator: ", ") + " or " + last
    }

    /// A text of the schema, cut to 60 characters, control characters and quotes replaced.
    static func quoted(_ text: String) -> String {
        let safe = text.unicodeScalars.prefix(60).map { scalar in
            scalar.properties.generalCategory == .control ? " " : scalar == "\"" ? "'" : Character(scalar)
        }
        return "\"" + String(safe) + (text.unicodeScalars.count > 60 ? "…\"" : "\"")
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

    /// A number itself, and of any other value its kind.
    var phrase: String {
        switch self {
        case .integer, .number: print()
        default: kind
        }
    }

    /// Whether it is a number without a fraction, however large.
    var isInteger: Bool {
        switch self {
        case .integer: true
        case .number(let number): number == number.rounded()
        default: false
        }
    }
}
