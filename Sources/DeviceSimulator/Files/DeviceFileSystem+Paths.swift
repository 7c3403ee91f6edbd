extension DeviceFileSystem {
    /// Where a path leads: the folder, the last name in it, and what is there, if anything.
    struct Location {
        var folder: Int
        /// Empty for the root folder itself.
        var name: String
        var inode: Int?
    }

    /// Walks a path; a symbolic link at its end may be followed, also to a place that is not there yet.
    func locate(_ path: String, followingLast: Bool = true) throws(DeviceErrno) -> Location {
        guard path.utf8.count <= limits.pathBytes else { throw .nameTooLong }
        guard !path.utf8.contains(0) else { throw .invalid }
        guard !path.isEmpty else { throw .noEntry }
        var folders = [Self.root]
        var pending = Array(path.split(separator: "/").map(String.init).reversed())
        var linksLeft = limits.links
        while let name = pending.popLast() {
            guard let folder = folders.last else { throw .noEntry }
            let node = try node(folder)
            guard node.isFolder else { throw .notFolder }
            try require(.search, of: node)
            if name == "." { continue }
            if name == ".." {
                if folders.count > 1 { folders.removeLast() }
                continue
            }
            guard name.utf8.count <= limits.nameBytes else { throw .nameTooLong }
            let isLast = pending.isEmpty
            guard let inode = node.entries[name] else {
                guard isLast else { throw .noEntry }
                return Location(folder: folder, name: name, inode: nil)
            }
            let child = try self.node(inode)
            if child.kind == FileMode.link, !isLast || followingLast || path.hasSuffix("/") {
                guard linksLeft > 0 else { throw .tooManyLinks }
                linksLeft -= 1
                if child.target.hasPrefix("/") { folders = [Self.root] }
                pending += child.target.split(separator: "/").map(String.init).reversed()
                continue
            }
            if isLast {
                guard child.isFolder || !path.hasSuffix("/") else { throw .notFolder }
                return Location(folder: folder, name: name, inode: inode)
            }
            guard child.isFolder else { throw .notFolder }
            folders.append(inode)
        }
        return Location(folder: folders.dropLast().last ?? Self.root, name: "", inode: folders.last)
    }

    func inode(at path: String, followingLast: Bool = true) throws(DeviceErrno) -> Int {
        guard let inode = try locate(path, followingLast: followingLast).inode else { throw .noEntry }
        return inode
    }

    /// A path as the shell's `cd` and file operations mean it: absolute, from a working folder, without `.` and `..`.
    ///
    /// `..` takes the name before it away, whether or not that name is a symbolic link.
    package static func absolute(_ path: String, from folder: String) -> String {
        var names: [Substring] = []
        for name in (path.hasPrefix("/") ? path : folder + "/" + path).split(separator: "/") where name != "." {
            if name == ".." {
                _ = names.popLast()
            } else {
                names.append(name)
            }
        }
        return "/" + names.joined(separator: "/")
    }

    /// The last name of a path; `/` for the root.
    package static func baseName(_ path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? (path.isEmpty ? "" : "/")
    }

    /// The path without its last name: `dirname`.
    package static func parent(_ path: String) -> String {
        let names = path.split(separator: "/").dropLast()
        if names.isEmpty { return path.hasPrefix("/") ? "/" : "." }
        return (path.hasPrefix("/") ? "/" : "") + names.joined(separator: "/")
    }
}
