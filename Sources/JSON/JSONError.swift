/// Why a document is not JSON, or is more JSON than the limits allow, and where.
package struct JSONError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The kind of refusal, for code that reacts to it.
    package enum Code: String, Sendable, CaseIterable {
        /// No value at all: no bytes, or only white space.
        case empty
        /// The document ends before its value does.
        case unexpectedEnd
        /// A byte that the grammar does not allow there; comments, single quotes and NaN are named as such.
        case unexpectedCharacter
        /// Bytes after the value.
        case trailingBytes
        /// A malformed number: leading zero, no digit after `.` or `e`.
        case invalidNumber
        /// A number whose magnitude no `Double` holds.
        case numberOutOfRange
        /// A raw control character in a string.
        case controlCharacter
        /// An unknown escape, or `\u` without four hexadecimal digits.
        case invalidEscape
        /// `\u0000` in a key.
        case nulInKey
        /// Bytes that are not UTF-8.
        case invalidUTF8
        /// More bytes than `JSONLimits.bytes`.
        case tooManyBytes
        /// More nesting than `JSONLimits.depth`.
        case tooDeep
        /// More values than `JSONLimits.values`, or more objects than `JSONLimits.objects`.
        case tooManyValues
        /// A string or key longer than `JSONLimits.stringBytes`.
        case stringTooLong
        /// A numeric literal longer than `JSONLimits.numberBytes`.
        case numberTooLong
        /// json-c could not build the tree, for lack of memory.
        case treeNotBuilt
    }

    package var code: Code
    package var message: String

    /// Bytes before the place, from the start of the buffer that was handed in.
    package var offset: Int

    /// The line of the place, from 1; lines end at U+000A.
    package var line: Int

    /// The column of the place, from 1, counted in bytes.
    package var column: Int

    package init(_ code: Code, _ message: String, offset: Int, line: Int, column: Int) {
        self.code = code
        self.message = message
        self.offset = offset
        self.line = line
        self.column = column
    }

    package var description: String { "\(line):\(column): \(message)" }
}
