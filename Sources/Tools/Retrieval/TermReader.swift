/// Takes texts apart into terms, scalar by scalar; ASCII costs no look at Unicode's tables.
struct TermReader {
    /// The letters, digits or ideographs of the term so far, in lower case, as UTF-8.
    private var run: [UInt8] = []
    private var kind = ScalarKind.other
    private var previousIsLower = false

    /// Hands on the terms of a text in order, as UTF-8: most are only looked up, and need no string.
    mutating func read(_ text: String, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
        for scalar in text.unicodeScalars where scalar != "'" && scalar != "\u{2019}" {
            let next = ScalarKind(scalar)
            let isUpper = next == .letter && (scalar.isASCII ? scalar.value < 0x61 : scalar.properties.isUppercase)
            if next != kind || (isUpper && previousIsLower) { endTerm(body) }
            kind = next
            previousIsLower = next == .letter && !isUpper
            if next == .other {
                if let name = Self.word(for: scalar) { name.withUTF8Buffer(body) }
            } else if scalar.isASCII {
                run.append(UInt8(scalar.value) + (isUpper ? 0x20 : 0))
            } else {
                run.append(contentsOf: scalar.properties.lowercaseMapping.utf8)
            }
        }
        endTerm(body)
        kind = .other
        previousIsLower = false
    }

    private mutating func endTerm(_ body: (UnsafeBufferPointer<UInt8>) -> Void) {
        guard !run.isEmpty else { return }
        if kind == .ideograph {
            let characters = Array(String(decoding: run, as: UTF8.self))
            let pairs = zip(characters, characters.dropFirst()).map { "\($0)\($1)" }
            for term in pairs.isEmpty ? [String(characters)] : pairs { Array(term.utf8).withUnsafeBufferPointer(body) }
        } else {
            let end = stemEnd()
            run.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[..<end])) }
        }
        run.removeAll(keepingCapacity: true)
    }

    /// Where the stem ends: plural, -ing, -ed and a final e go, -ies becomes -y; other languages' words stay as they are.
    private mutating func stemEnd() -> Int {
        var end = run.count
        guard end > 3, run.allSatisfy({ (0x61...0x7A).contains($0) }) else { return end }
        if run[end - 1] == 0x73 {
            if ends(end, in: "ies"), end > 4 {
                end -= 2
                run[end - 1] = 0x79
            } else if ends(end, in: "xes") || ends(end, in: "ches") || ends(end, in: "shes") || ends(end, in: "sses") {
                end -= 2
            } else if !ends(end, in: "ss"), !ends(end, in: "us"), !ends(end, in: "is") {
                end -= 1
            }
        }
        if ends(end, in: "ing"), end > 5 {
            end -= 3
        } else if ends(end, in: "ed"), end > 5 {
            end -= 2
        }
        if end > 4, run[end - 1] == 0x65 { end -= 1 }
        return end
    }

    /// Whether what stands before `end` ends so.
    private func ends(_ end: Int, in suffix: StaticString) -> Bool {
        let start = end - suffix.utf8CodeUnitCount
        guard start >= 0 else { return false }
        for place in start..<end where run[place] != suffix.utf8Start[place - start] { return false }
        return true
    }

    /// The word that a sign stands for when a button shows nothing else.
    private static func word(for sign: Unicode.Scalar) -> StaticString? {
        switch sign {
        case "+": "plus"
        case "×", "✕", "✖": "x"
        case "⋮", "…": "more"
        case "☰": "menu"
        case "←": "back"
        case "★", "☆": "star"
        case "♥", "♡": "heart"
        case "&": "and"
        case "%": "percent"
        default: nil
        }
    }
}

/// What a scalar is to a term.
enum ScalarKind {
    case letter, digit, ideograph, other

    init(_ scalar: Unicode.Scalar) {
        switch scalar.value {
        case 0x41...0x5A, 0x61...0x7A: self = .letter
        case 0x30...0x39: self = .digit
        case 0..<0x80: self = .other
        case 0x2E80...0x2FDF, 0x3005...0x3007, 0x3040...0x30FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xAC00...0xD7AF,
            0xF900...0xFAFF, 0x20000...0x3134F:
            self = .ideograph
        default: self = Self.ofOther(scalar)
        }
    }

    private static func ofOther(_ scalar: Unicode.Scalar) -> ScalarKind {
        switch scalar.properties.generalCategory {
        case .decimalNumber: .digit
        case .nonspacingMark, .spacingMark: .letter
        default: scalar.properties.isAlphabetic ? .letter : .other
        }
    }
}
