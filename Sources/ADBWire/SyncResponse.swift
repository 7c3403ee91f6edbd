package import NIOCore

/// What the device says in file sync.
package enum SyncResponse: Sendable, Hashable {
    /// STAT, version 1.
    case stat(SyncStat)
    case stat2(SyncStat)
    case lstat2(SyncStat)
    /// DENT, version 1.
    case entry(SyncEntry)
    case entry2(SyncEntry)
    /// DONE behind the last DENT.
    case endOfList
    /// DONE behind the last DNT2, which is longer.
    case endOfList2
    /// A part of a file that is received. The decoder gives it in the pieces in which it came, never an empty one.
    case data(ByteBuffer)
    /// DONE behind the last DATA.
    case endOfFile
    /// The file that was sent is there.
    case okay
    /// The request failed. While a file is sent it can come before the file's end.
    case fail(String)
}

extension SyncResponse {
    /// Writes the response; DATA above its limit becomes several.
    ///
    /// Throws for a name or a message that file sync cannot carry.
    package func write(into buffer: inout ByteBuffer) throws(WireError) {
        switch self {
        case .stat(let stat):
            buffer.writeInteger(SyncID.stat.rawValue, endianness: .little)
            stat.write1(into: &buffer)
        case .stat2(let stat):
            buffer.writeInteger(SyncID.stat2.rawValue, endianness: .little)
            stat.write2(into: &buffer)
        case .lstat2(let stat):
            buffer.writeInteger(SyncID.lstat2.rawValue, endianness: .little)
            stat.write2(into: &buffer)
        case .entry(let entry):
            try entry.checkName(.entry)
            buffer.writeInteger(SyncID.entry.rawValue, endianness: .little)
            entry.stat.write1(into: &buffer)
            entry.writeName(into: &buffer)
        case .entry2(let entry):
            try entry.checkName(.entry2)
            buffer.writeInteger(SyncID.entry2.rawValue, endianness: .little)
            entry.stat.write2(into: &buffer)
            entry.writeName(into: &buffer)
        case .endOfList: Self.writeDone(SyncStat.length1 + 4, into: &buffer)
        case .endOfList2: Self.writeDone(SyncStat.length2 + 4, into: &buffer)
        case .data(let bytes): buffer.writeSyncData(bytes)
        case .endOfFile: Self.writeDone(4, into: &buffer)
        case .okay: buffer.writeMultipleIntegers(SyncID.okay.rawValue, UInt32(0), endianness: .little)
        case .fail(let message): try Sync.writeText(.fail, message, atMost: SyncLimits.data, into: &buffer)
        }
    }

    private static func writeDone(_ zeros: Int, into buffer: inout ByteBuffer) {
        buffer.writeInteger(SyncID.done.rawValue, endianness: .little)
        buffer.writeRepeatingByte(0, count: zeros)
    }
}

extension SyncEntry {
    fileprivate func checkName(_ id: SyncID) throws(WireError) {
        guard name.utf8.count <= SyncLimits.path else {
            throw WireError(
                .tooLong,
                "\(id.letters) with a name of \(name.utf8.count) bytes, above the limit of \(SyncLimits.path)",
                in: Sync.name)
        }
    }

    fileprivate func writeName(into buffer: inout ByteBuffer) {
        buffer.writeInteger(UInt32(name.utf8.count), endianness: .little)
        buffer.writeString(name)
    }
}
