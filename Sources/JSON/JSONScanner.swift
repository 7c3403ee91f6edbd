/// A strict, linear pass over the bytes of one value, before json-c sees them.
///
/// json-c reports neither the place of most faults nor several faults at all: even when strict it saturates integers,
/// accepts NaN, raw control characters and overlong UTF-8, and cuts a key at `\u0000`. The scanner decides what is
/// JSON; json-c builds the tree of what passed.
struct JSONScanner: ~Copyable {
    /// What is wrong and where; the caller turns the offset into a line and a column.
    struct Fault: Error {
        var code: JSONError.Code
        var message: String
        var offset: Int
    }

    let bytes: UnsafeRawBufferPointer
    let end: Int
    let limits: JSONLimits
    var index: Int

    /// Where the literals end that are integers to the eye but do not fit `Int64`.
    var wideIntegerEnds: [Int] = []

    /// The most levels that were open at once.
    private(set) var deepest = 0

    private var values = 0
    private var objects = 0

    /// One entry per open container: whether it is an object.
    private var open: [Bool] = []

    init(_ bytes: UnsafeRawBufferPointer, in range: Range<Int>, limits: JSONLimits) {
        self.bytes = bytes
        self.limits = limits
        index = range.lowerBound
        end = range.upperBound
    }

    /// The byte at the index, or nil at the end.
    var current: UInt8? { index < end ? bytes[index] : nil }

    /// Moves past one value and the white space before it.
    ///
    /// - Returns: the offset at which the value starts.
    mutating func scanValue() throws(Fault) -> Int {
        skipWhitespace()
        let start = index
        guard start < end else { throw Fault(code: .empty, message: "there is no value here", offset: start) }
        repeat {
            let expectsValue = try scanScalarOrOpening()
            if !expectsValue { try scanToNextValue() }
        } while !open.isEmpty
        return start
    }

    mutating func skipWhitespace() {
        while index < end, case let byte = bytes[index], byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
            index += 1
        }
    }

    /// The fault of a byte that the grammar does not allow at the index.
    func unexpected(wanted: String) -> Fault {
        guard let byte = current else {
            return Fault(code: .unexpectedEnd, message: "the document ends where \(wanted) should be", offset: index)
        }
        let message =
            switch byte {
            case UInt8(ascii: "/"), UInt8(ascii: "#"): "comments are not JSON; \(wanted) should be here"
            case UInt8(ascii: "'"): "JSON quotes with \" and not with '; \(wanted) should be here"
            case UInt8(ascii: "N"), UInt8(ascii: "I"): "NaN and Infinity are not JSON; \(wanted) should be here"
            case 0x21...0x7E: "unexpected \"\(Character(Unicode.Scalar(byte)))\"; \(wanted) should be here"
            default: "unexpected byte 0x\(hexadecimal(byte)); \(wanted) should be here"
            }
        return Fault(code: .unexpectedCharacter, message: message, offset: index)
    }

    /// Moves past a scalar, an empty container, or the opening of a container up to its first value.
    ///
    /// - Returns: whether a value must follow.
    private mutating func scanScalarOrOpening() throws(Fault) -> Bool {
        skipWhitespace()
        values += 1
        guard values <= limits.values else {
            throw Fault(code: .tooManyValues, message: "there are more than \(limits.values) values", offset: index)
        }
        switch current {
        case UInt8(ascii: "{"): return try scanOpening(isObject: true)
        case UInt8(ascii: "["): return try scanOpening(isObject: false)
        case UInt8(ascii: "\""): try scanString(isKey: false)
        case UInt8(ascii: "-"), (UInt8(ascii: "0")...UInt8(ascii: "9"))?: try scanNumber()
        case UInt8(ascii: "t"): try scanWord("true")
        case UInt8(ascii: "f"): try scanWord("false")
        case UInt8(ascii: "n"): try scanWord("null")
        default: throw unexpected(wanted: "a value")
        }
        return false
    }

    private mutating func scanOpening(isObject: Bool) throws(Fault) -> Bool {
        let allowed = min(limits.depth, JSONLimits.deepest)
        guard open.count < allowed else {
            throw Fault(code: .tooDeep, message: "values are nested deeper than \(allowed) levels", offset: index)
        }
        if isObject { objects += 1 }
        guard objects <= limits.objects else {
            throw Fault(code: .tooManyValues, message: "there are more than \(limits.objects) objects", offset: index)
        }
        deepest = max(deepest, open.count + 1)
        index += 1
        skipWhitespace()
        if current == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) {
            index += 1
            return false
        }
        open.append(isObject)
        if isObject { try scanKey(wanted: "a key or \"}\"") }
        return true
    }

    /// Moves past the ends of containers and one comma, up to the next value or to the end of the root.
    private mutating func scanToNextValue() throws(Fault) {
        while let isObject = open.last {
            skipWhitespace()
            switch current {
            case UInt8(ascii: ","):
                index += 1
                if isObject { try scanKey(wanted: "a key") }
                return
            case UInt8(ascii: "}") where isObject, UInt8(ascii: "]") where !isObject:
                index += 1
                open.removeLast()
            default:
                throw unexpected(wanted: isObject ? "\",\" or \"}\"" : "\",\" or \"]\"")
            }
        }
    }

    private mutating func scanKey(wanted: String) throws(Fault) {
        skipWhitespace()
        guard current == UInt8(ascii: "\"") else { throw unexpected(wanted: wanted) }
        try scanString(isKey: true)
        skipWhitespace()
        guard current == UInt8(ascii: ":") else { throw unexpected(wanted: "\":\"") }
        index += 1
    }

    private mutating func scanWord(_ word: StaticString) throws(Fault) {
        for offset in 0..<word.utf8CodeUnitCount {
            guard current == word.utf8Start[offset] else { throw unexpected(wanted: "\"\(word)\"") }
            index += 1
        }
    }
}

/// Two hexadecimal digits, upper case.
private func hexadecimal(_ byte: UInt8) -> String {
    (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
}
