import NIOCore

/// What file sync tells about a file.
///
/// Version 1 tells mode, size and modification time; all else is then 0.
package struct SyncStat: Sendable, Hashable {
    /// An `errno` of the device; version 2 only.
    package var error: UInt32 = 0
    package var device: UInt64 = 0
    package var inode: UInt64 = 0
    /// As `st_mode`: kind and permissions.
    package var mode: UInt32
    package var linkCount: UInt32 = 0
    package var userID: UInt32 = 0
    package var groupID: UInt32 = 0
    /// Bytes; version 1 carries the low 32 bits alone.
    package var size: UInt64
    /// Seconds since 1970, as are all times; version 1 carries the low 32 bits alone.
    package var modificationTime: Int64
    package var accessTime: Int64 = 0
    package var changeTime: Int64 = 0

    package init(mode: UInt32, size: UInt64, modificationTime: Int64) {
        self.mode = mode
        self.size = size
        self.modificationTime = modificationTime
    }

    /// What version 1 says of a file that is not there.
    package static let missing = SyncStat(mode: 0, size: 0, modificationTime: 0)

    /// A failure as version 2 tells it.
    package static func failure(_ error: UInt32) -> SyncStat {
        var stat = missing
        stat.error = error
        return stat
    }

    /// Whether there is such a file, in either version.
    package var exists: Bool { error == 0 && mode != 0 }
    package var isDirectory: Bool { mode & 0o170000 == 0o040000 }
    package var isRegularFile: Bool { mode & 0o170000 == 0o100000 }
    package var isSymbolicLink: Bool { mode & 0o170000 == 0o120000 }
}

extension SyncStat {
    /// Bytes of the two bodies, without the id.
    static let length1 = 12
    static let length2 = 68

    func write1(into buffer: inout ByteBuffer) {
        buffer.writeMultipleIntegers(
            mode, UInt32(truncatingIfNeeded: size), UInt32(truncatingIfNeeded: modificationTime), endianness: .little)
    }

    func write2(into buffer: inout ByteBuffer) {
        buffer.writeMultipleIntegers(error, device, inode, mode, linkCount, userID, groupID, endianness: .little)
        buffer.writeMultipleIntegers(size, accessTime, modificationTime, changeTime, endianness: .little)
    }

    init?(version1 body: inout ByteBuffer) {
        guard
            let (mode, size, time) = body.readMultipleIntegers(
                endianness: .little, as: (UInt32, UInt32, UInt32).self)
        else { return nil }
        self.init(mode: mode, size: UInt64(size), modificationTime: Int64(time))
    }

    init?(version2 body: inout ByteBuffer) {
        guard
            let (error, device, inode, mode, links, user, group) = body.readMultipleIntegers(
                endianness: .little, as: (UInt32, UInt64, UInt64, UInt32, UInt32, UInt32, UInt32).self),
            let (size, access, modification, change) = body.readMultipleIntegers(
                endianness: .little, as: (UInt64, Int64, Int64, Int64).self)
        else { return nil }
        self.init(mode: mode, size: size, modificationTime: modification)
        self.error = error
        self.device = device
        self.inode = inode
        linkCount = links
        userID = user
        groupID = group
        accessTime = access
        changeTime = change
    }
}

/// A file in a list.
package struct SyncEntry: Sendable, Hashable {
    package var name: String
    package var stat: SyncStat

    package init(name: String, stat: SyncStat) {
        self.name = name
        self.stat = stat
    }
}
