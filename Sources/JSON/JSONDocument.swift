/// A buffer that holds one value or several, and what may be read from it.
struct JSONDocument {
    var bytes: UnsafeRawBufferPointer
    var limits: JSONLimits

    /// An offset at which a line starts, and the number of that line: places are counted from here.
    var origin = (offset: 0, line: 1)

    /// The value that fills a range but for white space.
    func wholeValue(in range: Range<Int>) throws(JSONError) -> JSONValue {
        guard range.count <= limits.bytes else {
            throw error(tooManyBytes(from: range.lowerBound))
        }
        var (value, end) = try prefix(in: range)
        while end < range.upperBound, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[end]) { end += 1 }
        guard end == range.upperBound else {
            throw error(.init(code: .trailingBytes, message: "there is more after the value", offset: end))
        }
        return value
    }

    /// The first value in a range, and where it ends.
    func prefix(in range: Range<Int>) throws(JSONError) -> (value: JSONValue, end: Int) {
        let mark = range.lowerBound == 0 && bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        // json-c counts in Int32, and a patched copy is longer than the document.
        let allowed = min(limits.bytes, Int(Int32.max) / 2)
        let window = range.prefix(allowed)
        var scanner = JSONScanner(
            bytes, in: range.lowerBound + min(mark, window.count)..<range.lowerBound + window.count, limits: limits)
        let start: Int
        do {
            start = try scanner.scanValue()
        } catch {
            let isCut = window.count < range.count && (error.code == .unexpectedEnd || error.code == .empty)
            throw self.error(isCut ? tooManyBytes(from: range.lowerBound) : error)
        }
        let end = scanner.index
        if end < range.upperBound, continuesScalar(bytes[end - 1], bytes[end]) {
            throw error(
                .init(code: .trailingBytes, message: "there is more where the value should end", offset: end))
        }
        guard
            let value = JSONTree.value(
                of: UnsafeRawBufferPointer(rebasing: bytes[start..<end]), depth: scanner.deepest,
                wideIntegerEnds: scanner.wideIntegerEnds.map { $0 - start })
        else {
            throw error(.init(code: .treeNotBuilt, message: "there is no memory for this document", offset: start))
        }
        return (value, end)
    }

    private func tooManyBytes(from start: Int) -> JSONScanner.Fault {
        .init(code: .tooManyBytes, message: "the document is longer than \(limits.bytes) bytes", offset: start)
    }

    private func error(_ fault: JSONScanner.Fault) -> JSONError {
        var (lineStart, line) = origin
        for offset in origin.offset..<fault.offset where bytes[offset] == 0x0A {
            line += 1
            lineStart = offset + 1
        }
        return JSONError(
            fault.code, fault.message, offset: fault.offset, line: line, column: fault.offset - lineStart + 1)
    }
}

/// Whether a byte right after a value that ends in `last` runs on from a number or a word.
private func continuesScalar(_ last: UInt8, _ next: UInt8) -> Bool {
    func isWordByte(_ byte: UInt8) -> Bool {
        byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || [0x2B, 0x2D, 0x2E, 0x5F].contains(byte)
    }
    return isWordByte(last) && isWordByte(next)
}
