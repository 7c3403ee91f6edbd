/// A piece of a YAML document to write, laid out the way flow files are.
package indirect enum YAMLNode {
    /// Written as it is: a command's name, a number, true or false.
    case bare(String)
    /// Any text, in double quotes.
    case text(String)
    case mapping([(key: String, value: YAMLNode)])
    case list([YAMLNode])
    /// An item of a list with a line above it, which begins with `#`.
    case commented(String, YAMLNode)

    /// The lines of an item of a list, first one with its dash.
    package func itemLines() -> [String] {
        switch self {
        case .commented(let comment, let node): [comment] + node.itemLines()
        case .bare, .text, .mapping, .list:
            // A command's arguments stand four columns in, under its name.
            lines().enumerated().map { place, line in (place == 0 ? "- " : "  ") + line }
        }
    }

    /// The lines of a whole document.
    package func lines() -> [String] {
        switch self {
        case .bare(let word): [word]
        case .text(let text): [Self.quoted(text)]
        case .commented(_, let node): node.lines()
        case .list(let items): items.isEmpty ? ["[]"] : items.flatMap { $0.itemLines() }
        case .mapping(let members): members.isEmpty ? ["{}"] : members.flatMap(Self.lines)
        }
    }

    private static func lines(_ key: String, _ value: YAMLNode) -> [String] {
        let (key, lines) = (Self.key(key), value.lines())
        return value.standsBelow ? ["\(key):"] + lines.map { "  " + $0 } : ["\(key): \(lines[0])"]
    }

    /// Whether it stands below its key and not beside it.
    private var standsBelow: Bool {
        switch self {
        case .bare, .text: false
        case .commented(_, let node): node.standsBelow
        case .list(let items): !items.isEmpty
        case .mapping(let members): !members.isEmpty
        }
    }

    /// The key as it is when nothing can take it for anything but a word, else in quotes.
    private static func key(_ text: String) -> String {
        let isWord = text.utf8.allSatisfy { byte in
            (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "_")
        }
        let begins = text.utf8.first.map { !(0x30...0x39).contains($0) } ?? false
        return isWord && begins ? text : quoted(text)
    }

    /// The text as a double-quoted scalar on one line.
    ///
    /// Quotes keep numbers, `yes`, `#`, `: ` and leading signs from meaning anything. What cannot be seen or turns the
    /// direction of what follows is escaped, so that the file reads as it runs.
    package static func quoted(_ text: String) -> String {
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
