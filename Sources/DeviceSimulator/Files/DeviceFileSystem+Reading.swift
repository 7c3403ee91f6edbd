extension DeviceFileSystem {
    /// An entry of a folder.
    package struct Entry: Sendable, Hashable {
        package var name: String
        package var status: FileStatus
    }

    /// What is at a path; a symbolic link at its end is followed (`stat`) or told of (`lstat`).
    package func status(_ path: String, followingLinks: Bool = true) throws(DeviceErrno) -> FileStatus {
        try status(of: inode(at: path, followingLast: followingLinks))
    }

    package func exists(_ path: String) -> Bool { (try? status(path)) != nil }

    /// The entries of a folder by name, without `.` and `..`.
    package func list(_ path: String) throws(DeviceErrno) -> [Entry] {
        let node = try node(inode(at: path))
        guard node.isFolder else { throw .notFolder }
        try require(.read, of: node)
        var entries: [Entry] = []
        for (name, inode) in node.entries.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
            entries.append(Entry(name: name, status: try status(of: inode)))
        }
        return entries
    }

    package func read(_ path: String) throws(DeviceErrno) -> [UInt8] {
        let node = try node(inode(at: path))
        guard !node.isFolder else { throw .isFolder }
        try require(.read, of: node)
        return node.content.bytes
    }

    /// Where a symbolic link points.
    /// - Throws: `.invalid` for anything but a link.
    package func target(ofLink path: String) throws(DeviceErrno) -> String {
        let node = try node(inode(at: path, followingLast: false))
        guard node.kind == FileMode.link else { throw .invalid }
        return node.target
    }

    /// Whether the shell may do that: `test -r`, `-w`, `-x`.
    package func allows(_ permission: Permission, at path: String) -> Bool {
        guard let inode = try? inode(at: path), let node = try? node(inode) else { return false }
        let access: Access =
            switch permission {
            case .read: .read
            case .write: .write
            case .execute: .search
            }
        return (try? require(access, of: node)) != nil
    }

    package enum Permission: Sendable { case read, write, execute }
}
