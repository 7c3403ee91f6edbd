/// The values of a JSON Lines text, one a line, read one at a time.
///
/// Blank lines are skipped but counted; a line that cannot be read is an element of its own, and the next one is read
/// all the same. `limits` hold for each line. Lines end at U+000A, and U+000D before it is white space.
package struct JSONLines: Sequence, Sendable {
    /// One line that is not blank.
    package struct Line: Sendable {
        /// The number of the line in the text, from 1.
        package var number: Int

        /// What the line holds; an error's place counts from the start of the text.
        package var value: Result<JSONValue, JSONError>
    }

    private let bytes: [UInt8]
    private let limits: JSONLimits

    package init(_ bytes: [UInt8], limits: JSONLimits = .init()) {
        self.bytes = bytes
        self.limits = limits
    }

    package init(_ text: String, limits: JSONLimits = .init()) {
        self.init(Array(text.utf8), limits: limits)
    }

    package func makeIterator() -> Iterator { Iterator(bytes: bytes, limits: limits) }

    /// The lines that are still to be read.
    package struct Iterator: IteratorProtocol {
        fileprivate let bytes: [UInt8]
        fileprivate let limits: JSONLimits
        private var offset = 0
        private var number = 0

        fileprivate init(bytes: [UInt8], limits: JSONLimits) {
            self.bytes = bytes
            self.limits = limits
        }

        package mutating func next() -> Line? {
            while offset < bytes.count {
                let start = offset
                let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
                offset = end + 1
                number += 1
                let value = bytes.withUnsafeBytes { buffer in
                    let document = JSONDocument(bytes: buffer, limits: limits, origin: (start, number))
                    return Result { () throws(JSONError) in try document.wholeValue(in: start..<end) }
                }
                if case .failure(let error) = value, error.code == .empty { continue }
                return Line(number: number, value: value)
            }
            return nil
        }
    }
}
