/// A piece of a YAML document, laid out the way flow files are.
indirect enum YAMLNode {
    /// Written as it is: a command's name, a number, true or false.
    case bare(String)
    /// Any text, in double quotes.
    case text(String)
    case mapping([(key: String, value: YAMLNode)])
    case list([YAMLNode])

    /// The lines of an item of a list, first one with its dash.
    func itemLines() -> [String] {
        switch self {
        case .bare(let word): ["- \(word)"]
        case .text(let text): ["- \(Self.quoted(text))"]
        case .mapping, .list:
            // A command's arguments stand four columns in, under its name.
            lines().enumerated().map { place, line in (place == 0 ? "- " : "  ") + line }
        }
    }

    private func lines() -> [String] {
        switch self {
        case .bare(let word): [word]
        case .text(let text): [Self.quoted(text)]
        case .list(let items): items.flatMap { $0.itemLines() }
        case .mapping(let members):
            members.flatMap { key, value in
                switch value {
                case .bare(let word): ["\(key): \(word)"]
                case .text(let text): ["\(key): \(Self.quoted(text))"]
                case .mapping, .list: ["\(key):"] + value.lines().map { "  " + $0 }
                }
            }
        }
    }

    /// The text as a double-quoted scalar on one line.
    ///
    /// Quotes keep numbers, `yes`, `#`, `: ` and leading signs from meaning anything. What cannot be seen or turns the
    /// direction of what follows is escaped, so that the file reads as it runs.
    static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            default:
                if isPlain(scalar) {
                    result.unicodeScalars.append(scalar)
                } else {
                    result += escaped(scalar)
                }
            }
        }
        return result + "\""
    }

    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return (0x20...0x7E).contains(scalar.value) }
        return switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .spaceSeparator, .unassigned, .privateUse,
            .surrogate:
            false
        default: true
        }
    }

    private static func escaped(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        let (letter, width) = scalar.value <= 0xFF ? ("x", 2) : scalar.value <= 0xFFFF ? ("u", 4) : ("U", 8)
        return "\\\(letter)" + String(repeating: "0", count: width - digits.utf8.count) + digits
    }
}
