/// What `stat` tells of a file.
package struct FileStatus: Sendable, Hashable {
    /// `st_mode`: the type in the upper bits, the permissions in the lower twelve.
    package var mode: UInt32
    package var size: UInt64
    /// Seconds since 1970.
    package var modified: Int64
    package var inode: UInt64
    package var links: UInt32
    package var owner: UInt32
    package var group: UInt32

    package var isFolder: Bool { mode & FileMode.type == FileMode.folder }
    package var isLink: Bool { mode & FileMode.type == FileMode.link }
    package var isFile: Bool { mode & FileMode.type == FileMode.file }
}

/// The parts of `st_mode`; source: `<sys/stat.h>`.
package enum FileMode {
    package static let type: UInt32 = 0o170000
    package static let permissions: UInt32 = 0o007777
    package static let folder: UInt32 = 0o040000
    package static let characterDevice: UInt32 = 0o020000
    package static let file: UInt32 = 0o100000
    package static let link: UInt32 = 0o120000

    /// As `ls -l` writes it: `drwxr-xr-x`.
    package static func text(_ mode: UInt32) -> String {
        let kinds: [UInt32: Character] = [folder: "d", characterDevice: "c", file: "-", link: "l"]
        var text = String(kinds[mode & type] ?? "?")
        for shift in [6, 3, 0] {
            let bits = mode >> UInt32(shift)
            text.append(bits & 4 != 0 ? "r" : "-")
            text.append(bits & 2 != 0 ? "w" : "-")
            text.append(bits & 1 != 0 ? "x" : "-")
        }
        return text
    }
}

/// The users and groups of a phone that its files belong to; source: AOSP, `android_filesystem_config.h`.
package enum FileOwner {
    package static let root: UInt32 = 0
    package static let system: UInt32 = 1000
    package static let storage: UInt32 = 1015
    package static let shell: UInt32 = 2000

    /// The groups that adb's shell is in, besides its own.
    package static let shellGroups: Set<UInt32> = [shell, 1004, 1007, 1011, storage, 1028, 1078, 1079, 3003, 3009]

    /// The name of a user or group, or its number where it has none.
    package static func name(_ id: UInt32) -> String {
        switch id {
        case root: "root"
        case system: "system"
        case storage: "sdcard_rw"
        case shell: "shell"
        default: String(id)
        }
    }
}
