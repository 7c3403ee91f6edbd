package import NIOCore

/// The ids of file sync: four ASCII letters, read as a little-endian word.
///
/// Source: AOSP `file_sync_protocol.h` and `SYNC.TXT`.
package enum SyncID: UInt32, Sendable, CaseIterable {
    case stat = 0x5441_5453
    case stat2 = 0x3241_5453
    case lstat2 = 0x3254_534c
    case list = 0x5453_494c
    case list2 = 0x3253_494c
    case send = 0x444e_4553
    case send2 = 0x3244_4e53
    case receive = 0x5643_4552
    case receive2 = 0x3256_4352
    case entry = 0x544e_4544
    case entry2 = 0x3254_4e44
    case data = 0x4154_4144
    case done = 0x454e_4f44
    case okay = 0x5941_4b4f
    case fail = 0x4c49_4146
    case quit = 0x5449_5551

    /// The four letters, such as `STA2`.
    package var letters: String { Self.letters(of: rawValue) }

    /// Four bytes as they are told to a person; what is not printable ASCII becomes a dot.
    static func letters(of word: UInt32) -> String {
        String(
            decoding: (0..<4).map { index in
                let byte = UInt8(truncatingIfNeeded: word >> (8 * index))
                return (0x20..<0x7f).contains(byte) ? byte : 0x2e
            }, as: UTF8.self)
    }
}

/// What file sync carries at most, in bytes.
///
/// The numbers are AOSP's; the writers keep to them too.
package enum SyncLimits {
    /// A path, or what SEND makes of it; a name in a list.
    package static let path = 1024
    /// One DATA, and the message of a FAIL.
    package static let data = 64 << 10
    /// Bytes of a DATA's id and length.
    package static let dataHeader = 8
}

/// What both directions of file sync share.
enum Sync {
    static let name = "sync"

    static func writeText(
        _ id: SyncID, _ text: String, atMost limit: Int, into buffer: inout ByteBuffer
    ) throws(WireError) {
        let length = text.utf8.count
        guard length <= limit else {
            throw WireError(.tooLong, "\(id.letters) with \(length) bytes, above the limit of \(limit)", in: name)
        }
        buffer.writeMultipleIntegers(id.rawValue, UInt32(length), endianness: .little)
        buffer.writeString(text)
    }

    /// Checks the length of a DATA, whose header is at the front, and passes over the header.
    static func startData(_ length: UInt32, _ input: inout ByteChain) throws(WireError) -> Int {
        guard length <= SyncLimits.data else {
            throw WireError(
                .tooLong, "DATA with \(length) bytes, above the limit of \(SyncLimits.data)", in: name,
                at: input.offset)
        }
        input.skip(SyncLimits.dataHeader)
        return Int(length)
    }
}

extension ByteBuffer {
    /// Writes bytes as DATA, in as many as the limit asks for; they are copied once.
    package mutating func writeSyncData(_ bytes: ByteBuffer) {
        var bytes = bytes
        let frames = (bytes.readableBytes + SyncLimits.data - 1) / SyncLimits.data
        reserveCapacity(minimumWritableBytes: bytes.readableBytes + frames * SyncLimits.dataHeader)
        while let piece = bytes.readSlice(length: min(bytes.readableBytes, SyncLimits.data)), piece.readableBytes > 0 {
            writeMultipleIntegers(SyncID.data.rawValue, UInt32(piece.readableBytes), endianness: .little)
            writeImmutableBuffer(piece)
        }
    }

    /// Writes one DATA whose bytes are put where they will be sent from, as `read(2)` does: no copy at all.
    ///
    /// `fill` gets as much room as was asked for, at most 64 KiB, and tells how much of it was used. When it used none,
    /// or threw, nothing is written.
    ///
    /// - Returns: bytes of the payload.
    /// - Throws: what `fill` throws.
    @discardableResult
    package mutating func writeSyncData<Failure: Error>(
        atMost room: Int = SyncLimits.data, _ fill: (UnsafeMutableRawBufferPointer) throws(Failure) -> Int
    ) throws(Failure) -> Int {
        let room = Swift.min(room, SyncLimits.data)
        let start = writerIndex
        let header = SyncLimits.dataHeader
        reserveCapacity(minimumWritableBytes: header + room)
        var used = 0
        var failure: Failure?
        writeWithUnsafeMutableBytes(minimumWritableBytes: header + room) { bytes in
            do throws(Failure) {
                used = try fill(UnsafeMutableRawBufferPointer(rebasing: bytes[header..<(header + room)]))
            } catch {
                failure = error
            }
            precondition(used >= 0 && used <= room, "more bytes than there was room for")
            return used == 0 ? 0 : header + used
        }
        if let failure { throw failure }
        if used > 0 {
            setInteger(SyncID.data.rawValue, at: start, endianness: .little)
            setInteger(UInt32(used), at: start + 4, endianness: .little)
        }
        return used
    }
}
