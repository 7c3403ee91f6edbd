internal import YAML

/// Values as Python writes them.
extension ExportText {
    /// A string, or a formatted one where variables are in it.
    var python: String {
        // Python has the escapes of YAML.
        if let literal { return YAMLNode.quoted(literal) }
        if parts.count == 1 { return Self.lookup(parts[0], quote: "\"") }
        let inner = parts.map { part in
            guard case .literal(let text) = part else { return "{\(Self.lookup(part, quote: "'"))}" }
            let doubled = text.map { "{}".contains($0) ? "\($0)\($0)" : String($0) }.joined()
            return String(YAMLNode.quoted(doubled).dropFirst().dropLast())
        }
        return "f\"" + inner.joined() + "\""
    }

    private static func lookup(_ part: Part, quote: Character) -> String {
        switch part {
        case .literal(let text): text
        case .variable(let name): "ENV[\(quote)\(name)\(quote)]"
        case .copied: "ENV[\(quote)maestro.copiedText\(quote)]"
        }
    }
}

extension ExportNumber {
    /// A number of seconds, from milliseconds.
    var pythonSeconds: String {
        switch self {
        case .known(let milliseconds): Self.python(milliseconds / 1000)
        case .later(let text): "float(\(text.python)) / 1000"
        }
    }

    var pythonInteger: String {
        switch self {
        case .known(let number): Self.python(number.rounded(.towardZero))
        case .later(let text): "int(float(\(text.python)))"
        }
    }

    /// Whole numbers have no point.
    static func python(_ number: Double) -> String {
        Int(exactly: number).map(String.init) ?? "\(number)"
    }
}
