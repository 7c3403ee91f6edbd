/// Finds where the bracket of a call closes, byte by byte, and where the brackets stop making sense.
///
/// It knows Python's strings and how `PythonReader` reads them, no more: what is between the brackets is that one's to
/// say.
struct PythonExtent {
    enum Step {
        case goesOn
        /// The bracket closes with this byte.
        case ends
        /// A bracket that does not fit, or too many inside each other.
        case breaks
    }

    private enum State {
        case code
        /// After one or two quotes that may open a string.
        case opening(UInt8, count: Int)
        /// In a string; `closing` counts the quotes just read that may close it.
        case string(UInt8, isTriple: Bool, closing: Int)
        case escape(UInt8, isTriple: Bool)
        /// After a quote behind a letter, which ends the string unless a letter follows.
        case apostrophe
    }

    private var closers = [UInt8(ascii: ")")]
    private var state = State.code
    private var last: UInt8 = 0

    /// Whether the next byte stands in a string.
    var isInString: Bool {
        switch state {
        case .code, .apostrophe, .opening(_, count: 2): false
        default: true
        }
    }

    /// Takes the next byte after `(`.
    mutating func take(_ byte: UInt8) -> Step {
        defer { last = byte }
        switch state {
        case .code: return takeCode(byte)
        case .opening(let quote, let count):
            if byte == quote {
                state = count == 1 ? .opening(quote, count: 2) : .string(quote, isTriple: true, closing: 0)
            } else if count == 1 {
                state = .string(quote, isTriple: false, closing: 0)
                takeString(byte, quote, isTriple: false, closing: 0)
            } else {
                state = .code
                return takeCode(byte)
            }
        case .string(let quote, let isTriple, let closing):
            takeString(byte, quote, isTriple: isTriple, closing: closing)
        case .escape(let quote, let isTriple): state = .string(quote, isTriple: isTriple, closing: 0)
        case .apostrophe:
            guard !isPythonWord(byte) else {
                state = .string(UInt8(ascii: "'"), isTriple: false, closing: 0)
                return .goesOn
            }
            state = .code
            return takeCode(byte)
        }
        return .goesOn
    }

    private mutating func takeString(_ byte: UInt8, _ quote: UInt8, isTriple: Bool, closing: Int) {
        if byte == UInt8(ascii: "\\") {
            state = .escape(quote, isTriple: isTriple)
        } else if byte != quote {
            state = .string(quote, isTriple: isTriple, closing: 0)
        } else if isTriple {
            state = closing == 2 ? .code : .string(quote, isTriple: true, closing: closing + 1)
        } else {
            state = quote == UInt8(ascii: "'") && isPythonWord(last) ? .apostrophe : .code
        }
    }

    private mutating func takeCode(_ byte: UInt8) -> Step {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "'"): state = .opening(byte, count: 1)
        case UInt8(ascii: "("): return open(UInt8(ascii: ")"))
        case UInt8(ascii: "["): return open(UInt8(ascii: "]"))
        case UInt8(ascii: "{"): return open(UInt8(ascii: "}"))
        case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
            guard closers.popLast() == byte else { return .breaks }
            return closers.isEmpty ? .ends : .goesOn
        default: break
        }
        return .goesOn
    }

    private mutating func open(_ closer: UInt8) -> Step {
        guard closers.count < PythonReader.depthLimit else { return .breaks }
        closers.append(closer)
        return .goesOn
    }
}
