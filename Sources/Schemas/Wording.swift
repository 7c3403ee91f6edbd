import JSON

/// The phrases of which messages are made.
enum Wording {
    /// "a", "a or b", "a, b or c".
    static func choice(_ words: [String]) -> String {
        guard let last = words.last, words.count > 1 else { return words.first ?? "" }
        return words.dropLast().joined(separator: ", ") + " or " + last
    }

    /// "a, b, c".
    static func list(_ words: [String]) -> String { words.joined(separator: ", ") }

    /// " of 3 to 5 items", " of 3 items or more", " of 5 items at most"; nothing where no bound is set.
    static func span(_ low: Int?, _ high: Int?, _ unit: String) -> String {
        switch (low, high) {
        case (let low?, let high?) where low > 0:
            low == high ? " of \(low) \(unit)" : " of \(low) to \(high) \(unit)"
        case (let low?, nil): low == 0 ? "" : " of \(low) \(unit) or more"
        case (_, let high?): high == 0 ? " of no \(unit)" : " of \(high) \(unit) at most"
        case (nil, nil): ""
        }
    }

    /// A name or word as it stands, when it is short and plain, so that it can be no secret and no instruction.
    static func word(_ text: String) -> String? {
        let isPlain = text.utf8.allSatisfy { byte in
            (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || [0x24, 0x2D, 0x2E, 0x5F].contains(byte)
        }
        return isPlain && !text.isEmpty && text.utf8.count <= 32 ? text : nil
    }

    /// A member's name in a sentence.
    static func name(_ name: String) -> String {
        word(name).map { "\"\($0)\"" } ?? "a member with a name of \(name.unicodeScalars.count) characters"
    }

    /// A value of the schema: scalars in full, a list or an object cut to 60 characters.
    static func shown(_ value: JSONValue) -> String {
        switch value {
        case .string(let text): quoted(text)
        case .array, .object:
            String(value.print().unicodeScalars.prefix(60)) + (value.print().unicodeScalars.count > 60 ? "…" : "")
        default: value.print()
        }
    }

    /// ", not "bus"" for a short plain word, ", not 9", ", not a list"; nothing for other texts.
    static func butNot(_ value: JSONValue) -> String {
        guard case .string(let text) = value else { return ", not \(value.phrase)" }
        return word(text).map { ", not \"\($0)\"" } ?? ""
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
