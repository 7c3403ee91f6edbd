package import NIOCore

/// The bytes that came and were not read yet, in the buffers in which they came.
///
/// Reading copies nothing as long as what is read lies in one buffer. Where it spans several, those bytes alone are
/// joined, once, so that a large payload is never moved for the sake of a header that was cut in two.
package struct ByteChain: Sendable {
    /// Bytes that can be read.
    package private(set) var count = 0

    /// Bytes that were read so far.
    package private(set) var offset = 0

    /// Empty only when nothing follows it.
    private var head = ByteBuffer()
    private var rest: [ByteBuffer] = []

    /// Buffers below the first size are gathered, as long as they stay below the second: a stream that comes byte by
    /// byte must not cost a buffer a byte.
    private static let smallBuffer = 1024
    private static let gatheredBuffer = 64 << 10

    package init() {}

    /// Adds the readable bytes of a buffer at the end.
    package mutating func append(_ bytes: ByteBuffer) {
        guard bytes.readableBytes > 0 else { return }
        let before = count
        count += bytes.readableBytes
        if before == 0 {
            head = bytes
        } else if bytes.readableBytes < Self.smallBuffer, let last = rest.indices.last,
            rest[last].readableBytes < Self.gatheredBuffer
        {
            rest[last].writeImmutableBuffer(bytes)
        } else {
            rest.append(bytes)
        }
    }

    /// An integer so many bytes ahead, without reading it; nil when it is not all there.
    package mutating func peek<Value: FixedWidthInteger>(
        at distance: Int = 0, endianness: Endianness = .little, as type: Value.Type = Value.self
    ) -> Value? {
        guard join(distance + MemoryLayout<Value>.size) else { return nil }
        return head.getInteger(at: head.readerIndex + distance, endianness: endianness, as: type)
    }

    /// Reads exactly so many bytes; nil when they are not all there.
    package mutating func readSlice(_ length: Int) -> ByteBuffer? {
        guard join(length), let slice = head.readSlice(length: length) else { return nil }
        advance(length)
        return slice
    }

    /// Reads what lies in one buffer, at most so many bytes; nil when there is none.
    package mutating func readPiece(atMost limit: Int) -> ByteBuffer? {
        let length = min(limit, head.readableBytes)
        guard length > 0, let piece = head.readSlice(length: length) else { return nil }
        advance(length)
        return piece
    }

    /// Passes over bytes that are there.
    package mutating func skip(_ length: Int) {
        precondition(join(length), "only bytes that were peeked at are skipped")
        head.moveReaderIndex(forwardBy: length)
        advance(length)
    }

    /// Gives away all that was not read.
    package mutating func readAll() -> ByteBuffer {
        readSlice(count) ?? ByteBuffer()
    }

    /// Makes the first bytes lie in one buffer; false when there are fewer.
    private mutating func join(_ length: Int) -> Bool {
        guard count >= length else { return false }
        guard head.readableBytes < length else { return true }
        var joined = ByteBuffer()
        joined.reserveCapacity(length)
        joined.writeImmutableBuffer(head)
        var used = 0
        while joined.readableBytes < length {
            let missing = min(length - joined.readableBytes, rest[used].readableBytes)
            if let part = rest[used].readSlice(length: missing) { joined.writeImmutableBuffer(part) }
            if rest[used].readableBytes == 0 { used += 1 }
        }
        rest.removeFirst(used)
        head = joined
        return true
    }

    private mutating func advance(_ length: Int) {
        count -= length
        offset += length
        if head.readableBytes == 0 { head = rest.isEmpty ? ByteBuffer() : rest.removeFirst() }
    }
}
