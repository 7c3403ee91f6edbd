/// Takes a text of an argument apart into plain text and what is written like a reference.
///
/// ```
/// reference = "$" call path | "${" call path "}"
/// call      = digits
/// path      = *("." name | "[" digits "]")
/// ```
/// A bare name is letters, digits and `_`, and begins with no digit; in braces it is anything but `.`, `[`, `]`, `{`
/// and `}`. `$$` is a dollar sign, and so is a `$` before anything else. `$5k`, `$5.99` and `$5,000` are amounts.
struct ReferenceScanner {
    enum Piece: Hashable {
        case text(String)
        /// `source` is how it is written.
        case reference(ResultReference, isBraced: Bool, source: String)
    }

    struct Failure: Error {
        /// The reference up to where it breaks off.
        var source: String
    }

    private let scalars: [Unicode.Scalar]
    private var place = 0
    private var pieces: [Piece] = []
    private var plain = String.UnicodeScalarView()

    private init(_ text: String) { scalars = Array(text.unicodeScalars) }

    /// The pieces of a text, in order; texts are not empty and no two are neighbours.
    /// - Throws: for `${1` that does not end as a reference does.
    static func pieces(of text: String) throws(Failure) -> [Piece] {
        var scanner = ReferenceScanner(text)
        while let scalar = scanner.peek() {
            if scalar != "$" {
                scanner.plain.append(scalar)
                scanner.place += 1
            } else if scanner.peek(1) == "$" {
                scanner.plain.append("$")
                scanner.place += 2
            } else if scanner.peek(1) == "{", Self.isDigit(scanner.peek(2)) {
                try scanner.readBraced()
            } else {
                scanner.readBare()
            }
        }
        scanner.endText()
        return scanner.pieces
    }

    private mutating func readBraced() throws(Failure) {
        let start = place
        place += 2
        let call = readNumber()
        var path: [ResultReference.Step] = []
        while let step = readStep(isBraced: true) { path.append(step) }
        guard peek() == "}" else { throw Failure(source: source(from: start)) }
        place += 1
        add(ResultReference(call: call, path: path), isBraced: true, from: start)
    }

    private mutating func readBare() {
        let start = place
        place += 1
        if Self.isDigit(peek()) {
            let call = readNumber()
            var path: [ResultReference.Step] = []
            while let step = readStep(isBraced: false) { path.append(step) }
            if !path.isEmpty || !isInAmount {
                return add(ResultReference(call: call, path: path), isBraced: false, from: start)
            }
        }
        plain.append(contentsOf: scalars[start..<place])
    }

    /// Whether a number that ends here goes on as an amount does: `5k`, `5.99`, `5,000`.
    private var isInAmount: Bool {
        guard let next = peek() else { return false }
        return Self.isName(next) || ((next == "." || next == ",") && Self.isDigit(peek(1)))
    }

    private mutating func add(_ reference: ResultReference, isBraced: Bool, from start: Int) {
        endText()
        pieces.append(.reference(reference, isBraced: isBraced, source: source(from: start)))
    }

    /// Digits; a number beyond any call or list is as good as the largest.
    private mutating func readNumber() -> Int {
        var number = 0
        while let digit = peek(), Self.isDigit(digit) {
            number = min(number * 10 + Int(digit.value - 0x30), 999_999_999)
            place += 1
        }
        return number
    }

    private mutating func readStep(isBraced: Bool) -> ResultReference.Step? {
        let start = place
        place += 1
        if scalars.indices.contains(start), scalars[start] == "[", Self.isDigit(peek()) {
            let index = readNumber()
            if peek() == "]" {
                place += 1
                return .item(index)
            }
        } else if scalars.indices.contains(start), scalars[start] == ".", isBraced || !Self.isDigit(peek()) {
            let first = place
            while let scalar = peek(), isBraced ? !".[]{}".unicodeScalars.contains(scalar) : Self.isName(scalar) {
                place += 1
            }
            if place > first { return .member(source(from: first)) }
        }
        place = start
        return nil
    }

    private mutating func endText() {
        if !plain.isEmpty { pieces.append(.text(String(plain))) }
        plain = String.UnicodeScalarView()
    }

    private func peek(_ ahead: Int = 0) -> Unicode.Scalar? {
        scalars.indices.contains(place + ahead) ? scalars[place + ahead] : nil
    }

    private func source(from start: Int) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars[start..<place])
        return String(view)
    }

    private static func isDigit(_ scalar: Unicode.Scalar?) -> Bool { scalar.map { ("0"..."9").contains($0) } ?? false }

    private static func isName(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "_" || isDigit(scalar) || scalar.properties.isAlphabetic
    }
}
