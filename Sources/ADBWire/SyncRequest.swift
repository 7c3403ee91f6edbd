package import NIOCore

/// What the host says in file sync.
///
/// Several requests follow each other on one stream.
package enum SyncRequest: Sendable, Hashable {
    /// STAT: version 1, does not follow links.
    case stat(String)
    /// STA2: follows links.
    case stat2(String)
    /// LST2: does not.
    case lstat2(String)
    case list(String)
    case list2(String)
    /// SEND: DATA and one DONE follow. The mode is that of `st_mode`.
    case send(path: String, mode: UInt32)
    /// SND2, both of its messages.
    case send2(path: String, mode: UInt32, flags: SyncFlags)
    case receive(String)
    /// RCV2, both of its messages.
    case receive2(path: String, flags: SyncFlags)
    /// A part of a file that is sent. The decoder gives it in the pieces in which it came, never an empty one.
    case data(ByteBuffer)
    /// The end of a file that is sent, with its modification time in seconds since 1970.
    case done(modificationTime: UInt32)
    case quit
}

/// How the bytes of a version 2 transfer are packed.
package struct SyncFlags: OptionSet, Sendable, Hashable {
    package let rawValue: UInt32

    package init(rawValue: UInt32) { self.rawValue = rawValue }

    package static let brotli = SyncFlags(rawValue: 1)
    package static let zstd = SyncFlags(rawValue: 4)
    /// SND2 only: the device throws the bytes away.
    package static let dryRun = SyncFlags(rawValue: 0x8000_0000)
}

extension SyncRequest {
    /// Writes the request; DATA above its limit becomes several.
    ///
    /// Throws for a path that file sync cannot carry: too long, or with a NUL in it.
    package func write(into buffer: inout ByteBuffer) throws(WireError) {
        switch self {
        case .stat(let path): try Self.writePath(.stat, path, into: &buffer)
        case .stat2(let path): try Self.writePath(.stat2, path, into: &buffer)
        case .lstat2(let path): try Self.writePath(.lstat2, path, into: &buffer)
        case .list(let path): try Self.writePath(.list, path, into: &buffer)
        case .list2(let path): try Self.writePath(.list2, path, into: &buffer)
        case .send(let path, let mode): try Self.writePath(.send, "\(path),\(mode)", into: &buffer)
        case .send2(let path, let mode, let flags):
            try Self.writePath(.send2, path, into: &buffer)
            buffer.writeMultipleIntegers(SyncID.send2.rawValue, mode, flags.rawValue, endianness: .little)
        case .receive(let path): try Self.writePath(.receive, path, into: &buffer)
        case .receive2(let path, let flags):
            try Self.writePath(.receive2, path, into: &buffer)
            buffer.writeMultipleIntegers(SyncID.receive2.rawValue, flags.rawValue, endianness: .little)
        case .data(let bytes): buffer.writeSyncData(bytes)
        case .done(let time):
            buffer.writeMultipleIntegers(SyncID.done.rawValue, time, endianness: .little)
        case .quit: buffer.writeMultipleIntegers(SyncID.quit.rawValue, UInt32(0), endianness: .little)
        }
    }

    private static func writePath(_ id: SyncID, _ path: String, into buffer: inout ByteBuffer) throws(WireError) {
        guard !path.utf8.contains(0) else {
            throw WireError(.malformed, "\(id.letters) with a path that contains NUL", in: Sync.name)
        }
        try Sync.writeText(id, path, atMost: SyncLimits.path, into: &buffer)
    }
}
