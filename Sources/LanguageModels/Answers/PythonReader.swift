package import JSON

/// Reads Python literals and calls of literals, such as `f(1, b="x")`; nothing is run.
///
/// Literals become JSON as `json.dumps` has it: tuples are arrays, `True`, `False` and `None` also in JSON's spelling,
/// keys of dicts that are numbers or constants are written out. Integers that fit `Int64` are integers, wider ones the
/// nearest number. Infinity, NaN, bytes, f-strings, sets, complex numbers and expressions are refused.
///
/// Read beyond Python are line ends in strings with single quotes, apostrophes between two letters (`'it's'`), and
/// `\ud83d\ude00`, which is one character; half of such a pair is U+FFFD. Time is linear.
package struct PythonReader {
    /// The most nesting of lists, dicts, tuples and calls.
    package static let depthLimit = 64

    let bytes: [UInt8]
    var index = 0
    private var depth = 0
    /// The number of the call whose result a name stands for; nil where values are literals only.
    private let results: [String: Int]?
    /// The number that the next call gets.
    private var nextNumber: Int
    /// The calls read so far, each after those that stand in its arguments.
    package private(set) var calls: [PythonCall] = []

    /// Makes a reader.
    ///
    /// - Parameters:
    ///   - bytes: the text.
    ///   - results: names that stand for the results of calls by their number, and become texts such as `$1`; with them
    ///     a call may also stand in the place of a value. Nil for literals only.
    ///   - number: the number that the first call gets.
    package init(_ bytes: [UInt8], results: [String: Int]? = nil, number: Int = 1) {
        self.bytes = bytes
        self.results = results
        nextNumber = number
    }

    /// Reads a text that is one literal, as `ast.literal_eval` does.
    package static func value(_ text: String) throws(PythonSyntaxError) -> JSONValue {
        var reader = PythonReader(Array(text.utf8))
        let value = try reader.value()
        reader.skipSpace()
        guard reader.index == reader.bytes.count else { throw reader.malformed("something follows the value") }
        return value
    }

    var current: UInt8? { index < bytes.count ? bytes[index] : nil }

    var next: UInt8? { index + 1 < bytes.count ? bytes[index + 1] : nil }

    func malformed(_ message: String) -> PythonSyntaxError {
        index < bytes.count
            ? PythonSyntaxError(.malformed, message, at: index)
            : PythonSyntaxError(.truncated, "the text ends where a value or a bracket was to come", at: index)
    }

    /// Moves past white space, line ends, comments and joined lines: between brackets they mean nothing.
    mutating func skipSpace() {
        while let byte = current {
            switch byte {
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"), 0x0C: index += 1
            case UInt8(ascii: "\\") where next == UInt8(ascii: "\n"): index += 2
            case UInt8(ascii: "#"): while let byte = current, byte != UInt8(ascii: "\n") { index += 1 }
            default: return
            }
        }
    }

    /// Moves past a byte if it is there, and the white space before it.
    mutating func skip(_ character: Unicode.Scalar) -> Bool {
        skipSpace()
        guard current == UInt8(ascii: character) else { return false }
        index += 1
        return true
    }

    /// Reads the value that comes next.
    mutating func value() throws(PythonSyntaxError) -> JSONValue {
        skipSpace()
        guard let byte = current else { throw malformed("a value is missing") }
        switch byte {
        case UInt8(ascii: "["): return .array(try nested { reader throws(PythonSyntaxError) in try reader.list() })
        case UInt8(ascii: "("): return try nested { reader throws(PythonSyntaxError) in try reader.tuple() }
        case UInt8(ascii: "{"): return .object(try nested { reader throws(PythonSyntaxError) in try reader.dict() })
        case UInt8(ascii: "\""), UInt8(ascii: "'"): return .string(try strings())
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "+"):
            return try number()
        case UInt8(ascii: "$") where allowsResults: return try numberedResult()
        default: return try wordValue()
        }
    }

    mutating func nested<Value>(
        _ body: (inout PythonReader) throws(PythonSyntaxError) -> Value
    ) throws(PythonSyntaxError) -> Value {
        guard depth < Self.depthLimit else {
            throw PythonSyntaxError(.tooDeep, "more than \(Self.depthLimit) brackets inside each other", at: index)
        }
        depth += 1
        defer { depth -= 1 }
        index += 1
        return try body(&self)
    }

    /// Keeps a call, and says what stands for its result.
    mutating func keep(_ call: PythonCall) -> JSONValue {
        defer { nextNumber += 1 }
        calls.append(call)
        return .string("$\(nextNumber)")
    }

    /// What stands for the result that a name holds; nil for no such name.
    func result(_ name: String) -> JSONValue? { results?[name].map { .string("$\($0)") } }

    /// Whether results may stand in the place of values.
    var allowsResults: Bool { results != nil }

    /// Reads values up to `]`.
    private mutating func list() throws(PythonSyntaxError) -> [JSONValue] {
        var values: [JSONValue] = []
        while !skip("]") {
            values.append(try value())
            if skip(",") { continue }
            guard skip("]") else { throw malformed("a list wants a comma or ] here") }
            break
        }
        return values
    }

    /// Reads values up to `)`; one without a comma is itself, in parentheses.
    private mutating func tuple() throws(PythonSyntaxError) -> JSONValue {
        var values: [JSONValue] = []
        while !skip(")") {
            values.append(try value())
            if skip(",") { continue }
            guard skip(")") else { throw malformed("a tuple wants a comma or ) here") }
            return values.count == 1 ? values[0] : .array(values)
        }
        return .array(values)
    }

    /// Reads members up to `}`.
    private mutating func dict() throws(PythonSyntaxError) -> JSONObject {
        var members: [JSONObject.Member] = []
        while !skip("}") {
            skipSpace()
            let start = index
            let key: String
            switch try value() {
            case .string(let text): key = text
            case .array, .object: throw PythonSyntaxError(.malformed, "a key of a dict must be a string", at: start)
            case let other: key = other.print()
            }
            guard skip(":") else { throw malformed("a dict wants a colon after its key") }
            members.append((key, try value()))
            if skip(",") { continue }
            guard skip("}") else { throw malformed("a dict wants a comma or } here") }
            break
        }
        return JSONObject(members)
    }
}
