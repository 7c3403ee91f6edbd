import JSON

/// The phrases of which messages are made.
enum Wording {
    /// "a", "a or b", "a, b or c"; of more than twenty the first ones, and how many there are beside.
    static func choice(_ words: [String]) -> String {
        let words = words.count > 20 ? words.prefix(20) + ["\(words.count - 20) others"] : words
        guard let last = words.last, words.count > 1 else { return words.first ?? "" }
        return words.dropLast().joined(separator: ", ") + " or " + last
    }

    /// "a, b, c"; of more than twenty the first ones, and how many there are beside.
    static func list<Item>(_ items: [Item], as word: (Item) -> String) -> String {
        let others = items.count > 20 ? " and \(items.count - 20) others" : ""
        return items.prefix(20).map(word).joined(separator: ", ") + others
    }

    /// "3 to 5 items", "1 item or more", "5 items at most"; nil where no bound is set.
    static func count(_ low: Int?, _ high: Int?, _ unit: String) -> String? {
        func some(_ count: Int) -> String { "\(count == 0 ? "no" : "\(count)") \(unit)\(count == 1 ? "" : "s")" }
        switch (low ?? 0, high) {
        case (0, nil): return nil
        case (let low, nil): return "\(some(low)) or more"
        case (0, 0?): return some(0)
        case (0, let high?): return "\(some(high)) at most"
        case (let low, let high?): return low == high ? some(low) : "\(low) to \(some(high))"
        }
    }

    /// " of 3 to 5 items"; nothing where no bound is set.
    static func span(_ low: Int?, _ high: Int?, _ unit: String) -> String {
        count(low, high, unit).map { " of \($0)" } ?? ""
    }

    /// A name or word as it stands, when it is short and plain enough to be no secret and no instruction: up to 24
    /// letters, digits, `$`, `-`, `.` and `_`, a letter or sign first, four digits at most.
    static func word(_ text: String) -> String? {
        let isPlain = text.utf8.allSatisfy { byte in
            (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || [0x24, 0x2D, 0x2E, 0x5F].contains(byte)
        }
        let digits = text.utf8.count { $0 &- 0x30 < 10 }
        guard isPlain, let first = text.utf8.first, first &- 0x30 >= 10, text.utf8.count <= 24, digits <= 4 else {
            return nil
        }
        return text
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
