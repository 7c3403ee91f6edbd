/// Reads a pattern by recursive descent over its scalars.
struct PatternParser {
    let scalars: [UInt32]
    let limits: PatternLimits
    var position = 0
    var depth = 0

    /// The sets that the syntax names by number, each once.
    private(set) var sets: [ScalarSet] = []
    private var setNumbers: [ScalarSet: Int32] = [:]
    private(set) var usesWordBoundary = false

    init(_ source: String, limits: PatternLimits) {
        scalars = source.unicodeScalars.map(\.value)
        self.limits = limits
    }

    mutating func parse() throws(PatternError) -> PatternSyntax {
        guard scalars.count <= limits.sourceLength else {
            throw PatternError(.tooLarge, "The pattern is longer than \(limits.sourceLength) scalars.", offset: 0)
        }
        let syntax = try choice()
        guard position == scalars.count else {
            throw PatternError(.unbalanced, "This ) closes no group.", offset: position)
        }
        return syntax
    }

    var next: UInt32? { position < scalars.count ? scalars[position] : nil }

    func peek(_ distance: Int) -> UInt32? {
        position + distance < scalars.count ? scalars[position + distance] : nil
    }

    mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard next == scalar.value else { return false }
        position += 1
        return true
    }

    func starts(with text: StaticString) -> Bool {
        text.withUTF8Buffer { bytes in
            position + bytes.count <= scalars.count
                && bytes.indices.allSatisfy { scalars[position + $0] == UInt32(bytes[$0]) }
        }
    }

    mutating func scalar(in set: ScalarSet) -> PatternSyntax {
        if let number = setNumbers[set] { return .scalar(number) }
        let number = Int32(sets.count)
        sets.append(set)
        setNumbers[set] = number
        return .scalar(number)
    }

    private mutating func choice() throws(PatternError) -> PatternSyntax {
        let first = try sequence()
        guard next == "|" else { return first }
        var branches = [first]
        while take("|") { branches.append(try sequence()) }
        return .choice(branches)
    }

    private mutating func sequence() throws(PatternError) -> PatternSyntax {
        var terms: [PatternSyntax] = []
        while let scalar = next, scalar != "|", scalar != ")" {
            let term = try term()
            if !term.isEmpty { terms.append(term) }
        }
        return terms.isEmpty ? .empty : terms.count == 1 ? terms[0] : .sequence(terms)
    }

    private mutating func term() throws(PatternError) -> PatternSyntax {
        let start = position
        let atom = try atom()
        let quantifierStart = position
        guard let (least, most) = try quantifier() else { return atom }
        if case .assertion = atom, scalars[start] != "(" {
            throw PatternError(.invalidQuantifier, "An assertion cannot be repeated.", offset: start)
        }
        guard max(least, most ?? 0) <= limits.repetitions else {
            throw PatternError(
                .tooLarge, "A count is larger than \(limits.repetitions), the limit of repetitions.",
                offset: quantifierStart)
        }
        return atom.isEmpty || most == 0 ? .empty : .repeated(atom, least: least, most: most)
    }

    private mutating func atom() throws(PatternError) -> PatternSyntax {
        let start = position
        guard let scalar = next else { return .empty }
        position += 1
        switch scalar {
        case "^": return .assertion(.start)
        case "$": return .assertion(.end)
        case ".": return self.scalar(in: .notLineTerminators)
        case "[":
            let set = try scalarClass()
            return self.scalar(in: set)
        case "(": return try group(start)
        case "\\": return try escapedAtom(start)
        case "*", "+", "?":
            throw PatternError(.invalidQuantifier, "Nothing stands before this quantifier.", offset: start)
        case "{":
            position = start
            if try bracedQuantifier() != nil {
                throw PatternError(.invalidQuantifier, "Nothing stands before this quantifier.", offset: start)
            }
            if peek(1) == "," {
                throw PatternError(
                    .invalidQuantifier, "{,n} means different things in different dialects; write {0,n}.",
                    offset: start)
            }
            position = start + 1
            return self.scalar(in: ScalarSet(scalar))
        default: return self.scalar(in: ScalarSet(scalar))
        }
    }

    private mutating func escapedAtom(_ start: Int) throws(PatternError) -> PatternSyntax {
        switch next {
        case "b", "B":
            usesWordBoundary = true
            let assertion: PatternAssertion = next == "b" ? .wordBoundary : .notWordBoundary
            position += 1
            return .assertion(assertion)
        case .some(0x31...0x39):
            throw PatternError(.unsupported, "Backreferences are not supported.", offset: start)
        case "k":
            throw PatternError(.unsupported, "Named backreferences are not supported.", offset: start)
        default:
            let set = try escape(from: start).set
            return scalar(in: set)
        }
    }

    private mutating func group(_ start: Int) throws(PatternError) -> PatternSyntax {
        if take("?") { try groupKind(start) }
        depth += 1
        guard depth <= limits.depth else {
            throw PatternError(.tooLarge, "Groups are nested deeper than \(limits.depth).", offset: start)
        }
        let syntax = try choice()
        depth -= 1
        guard take(")") else {
            throw PatternError(.unexpectedEnd, "This group is not closed.", offset: start)
        }
        return syntax
    }

    private mutating func groupKind(_ start: Int) throws(PatternError) {
        if take(":") { return }
        if starts(with: "=") || starts(with: "!") {
            throw PatternError(.unsupported, "Lookahead is not supported.", offset: start)
        }
        if starts(with: "<=") || starts(with: "<!") {
            throw PatternError(.unsupported, "Lookbehind is not supported.", offset: start)
        }
        if take("<") {
            let nameStart = position
            while let scalar = next.flatMap(Unicode.Scalar.init), scalar != ">" {
                let allowed =
                    scalar == "$" || scalar == "_"
                    || (position == nameStart ? scalar.properties.isIDStart : scalar.properties.isIDContinue)
                guard allowed else { break }
                position += 1
            }
            guard position > nameStart, take(">") else {
                throw PatternError(.invalidGroup, "A group's name is an identifier between < and >.", offset: start)
            }
            return
        }
        if let scalar = next, [0x69, 0x6D, 0x73, 0x2D].contains(scalar) {
            throw PatternError(.unsupported, "Flags inside a pattern are not supported.", offset: start)
        }
        throw PatternError(.invalidGroup, "ECMA-262 has no group that begins so.", offset: start)
    }
}

// MARK: - Quantifiers

extension PatternParser {
    private mutating func quantifier() throws(PatternError) -> (least: Int, most: Int?)? {
        let bounds: (least: Int, most: Int?)?
        switch next {
        case "*": (bounds, position) = ((0, nil), position + 1)
        case "+": (bounds, position) = ((1, nil), position + 1)
        case "?": (bounds, position) = ((0, 1), position + 1)
        case "{": bounds = try bracedQuantifier()
        default: bounds = nil
        }
        if bounds != nil { _ = take("?") }
        return bounds
    }

    /// `{n}`, `{n,}` or `{n,m}`; nil, with nothing read, where the brace begins none of them.
    private mutating func bracedQuantifier() throws(PatternError) -> (least: Int, most: Int?)? {
        let start = position
        position += 1
        guard let least = number() else {
            position = start
            return nil
        }
        var most: Int? = least
        if take(",") { most = number() }
        guard take("}") else {
            position = start
            return nil
        }
        if let most, most < least {
            throw PatternError(.invalidQuantifier, "The first count is larger than the second.", offset: start)
        }
        return (least, most)
    }

    /// Digits as a number; one too large for any limit stays at the largest `Int32`.
    private mutating func number() -> Int? {
        var value: Int?
        while let digit = next, (0x30...0x39).contains(digit) {
            value = min((value ?? 0) * 10 + Int(digit - 0x30), Int(Int32.max))
            position += 1
        }
        return value
    }
}

/// Lets a scalar's value be compared with, and matched against, a literal.
func == (value: UInt32?, scalar: Unicode.Scalar) -> Bool { value == scalar.value }
func != (value: UInt32?, scalar: Unicode.Scalar) -> Bool { value != scalar.value }
func ~= (scalar: Unicode.Scalar, value: UInt32) -> Bool { value == scalar.value }
func ~= (scalar: Unicode.Scalar, value: UInt32?) -> Bool { value == scalar.value }
