/// A constructor call as Maestro's tests write it in Kotlin: names, numbers, texts, and calls with arguments.
indirect enum KotlinExpression: Hashable {
    case name(String)
    case number(Double)
    case text(String)
    case call(String, [Argument])

    struct Argument: Hashable {
        var label: String?
        var value: KotlinExpression
    }

    /// - Throws: `KotlinError` for anything else.
    init(parsing source: String) throws(KotlinError) {
        var parser = KotlinParser(Array(source.unicodeScalars))
        self = try parser.expression()
        guard parser.isAtEnd else { throw KotlinError() }
    }
}

/// What is no call of a constructor.
struct KotlinError: Error {}

private struct KotlinParser {
    private let scalars: [Unicode.Scalar]
    private var place = 0

    init(_ scalars: [Unicode.Scalar]) { self.scalars = scalars }

    var isAtEnd: Bool {
        mutating get {
            skipSpaces()
            return place == scalars.count
        }
    }

    mutating func expression() throws(KotlinError) -> KotlinExpression {
        skipSpaces()
        guard let first = peek else { throw KotlinError() }
        if first == "\"" { return try text() }
        let word = word()
        guard !word.isEmpty else { throw KotlinError() }
        skipSpaces()
        if peek == "(" { return .call(word, try arguments()) }
        // "a" to "b" is a pair; its call is spelled like any other here.
        if let number = Double(word.filter { $0 != "L" && $0 != "_" }) { return .number(number) }
        return .name(word)
    }

    private mutating func arguments() throws(KotlinError) -> [KotlinExpression.Argument] {
        place += 1
        var arguments: [KotlinExpression.Argument] = []
        while true {
            skipSpaces()
            if take(")") { return arguments }
            var value = try expression()
            var label: String?
            skipSpaces()
            if case .name(let name) = value, take("=") {
                label = name
                value = try expression()
                skipSpaces()
            }
            if peek == "t", word() == "to" {
                value = .call("Pair", [.init(label: nil, value: value), .init(label: nil, value: try expression())])
                skipSpaces()
            }
            arguments.append(.init(label: label, value: value))
            guard take(",") || peek == ")" else { throw KotlinError() }
        }
    }

    private mutating func text() throws(KotlinError) -> KotlinExpression {
        place += 1
        var value = String.UnicodeScalarView()
        while let scalar = peek {
            place += 1
            if scalar == "\"" { return .text(String(value)) }
            guard scalar == "\\" else {
                value.append(scalar)
                continue
            }
            guard let escaped = peek else { break }
            place += 1
            let plain: Unicode.Scalar = escaped == "n" ? "\n" : escaped == "t" ? "\t" : escaped
            value.append(plain)
        }
        throw KotlinError()
    }

    private var peek: Unicode.Scalar? { place < scalars.count ? scalars[place] : nil }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard peek == scalar else { return false }
        place += 1
        return true
    }

    private mutating func word() -> String {
        let start = place
        while let scalar = peek,
            scalar == "." || scalar == "_" || scalar == "-" || scalar.properties.isAlphabetic
                || ("0"..."9").contains(scalar)
        { place += 1 }
        var word = String.UnicodeScalarView()
        word.append(contentsOf: scalars[start..<place])
        return String(word)
    }

    private mutating func skipSpaces() {
        while let scalar = peek, scalar.properties.isWhitespace { place += 1 }
    }
}
