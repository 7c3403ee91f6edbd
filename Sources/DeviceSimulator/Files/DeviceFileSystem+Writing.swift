extension DeviceFileSystem {
    /// A file that is open for writing; it stays valid until the file is removed, whatever it is called then.
    package struct Handle: Sendable, Hashable {
        let inode: Int
    }

    /// Opens a file for writing and makes it when it is absent; what it holds goes, unless `appending`.
    package mutating func open(
        _ path: String, appending: Bool = false, mode: UInt32 = 0o644, at time: Int64
    ) throws(DeviceErrno) -> Handle {
        let location = try locate(path)
        if let inode = location.inode {
            let node = try node(inode)
            guard !node.isFolder else { throw .isFolder }
            try require(.write, of: node)
            if !appending {
                usedBytes -= node.content.count
                nodes[inode]?.content = FileContent()
            }
            nodes[inode]?.modified = time
            return Handle(inode: inode)
        }
        guard !path.hasSuffix("/") else { throw .isFolder }
        let made = try add(
            at: location, mode: FileMode.file | mode & FileMode.permissions, modified: time)
        return Handle(inode: made)
    }

    /// Adds bytes at the end of an open file; what a device such as `/dev/null` is given is gone.
    ///
    /// - Throws: `.tooLarge` or `.noSpace` when a limit is reached; then nothing is added.
    package mutating func append(_ bytes: some Collection<UInt8>, to handle: Handle, at time: Int64) throws(DeviceErrno)
    {
        guard let node = nodes[handle.inode], node.kind == FileMode.file else { return }
        guard node.content.count + bytes.count <= limits.fileBytes else { throw .tooLarge }
        guard usedBytes + bytes.count <= limits.totalBytes else { throw .noSpace }
        nodes[handle.inode]?.content.append(bytes)
        nodes[handle.inode]?.modified = time
        usedBytes += bytes.count
    }

    /// Replaces a file's content, and makes it when it is absent.
    package mutating func write(
        _ bytes: some Collection<UInt8>, to path: String, mode: UInt32 = 0o644, at time: Int64
    ) throws(DeviceErrno) {
        let handle = try open(path, mode: mode, at: time)
        try append(bytes, to: handle, at: time)
    }

    /// Sets what an open file's mode and time are, as the end of a push does.
    package mutating func finish(_ handle: Handle, mode: UInt32, modified: Int64) {
        guard let node = nodes[handle.inode] else { return }
        nodes[handle.inode]?.mode = node.kind | mode & FileMode.permissions
        nodes[handle.inode]?.modified = modified
    }

    /// Makes a folder, and with `parents` those above it too, whose presence is then no error.
    package mutating func makeFolder(
        _ path: String, parents: Bool = false, mode: UInt32 = 0o755, at time: Int64
    ) throws(DeviceErrno) {
        if parents {
            if let status = try? status(path) {
                if status.isFolder { return }
                throw .exists
            }
            let above = Self.parent(path)
            if above != "/", above != "." { try makeFolder(above, parents: true, mode: mode, at: time) }
        }
        let location = try locate(path)
        guard location.inode == nil else { throw .exists }
        try add(at: location, mode: FileMode.folder | mode & FileMode.permissions, modified: time)
    }

    /// Makes a symbolic link.
    package mutating func makeLink(_ path: String, to target: String, at time: Int64) throws(DeviceErrno) {
        let location = try locate(path, followingLast: false)
        guard location.inode == nil else { throw .exists }
        guard target.utf8.count <= limits.pathBytes else { throw .nameTooLong }
        guard !target.isEmpty else { throw .noEntry }
        let inode = try add(at: location, mode: FileMode.link | 0o777, modified: time)
        nodes[inode]?.target = target
    }

    package mutating func setModified(_ path: String, at time: Int64) throws(DeviceErrno) {
        let inode = try inode(at: path)
        try require(.write, of: node(inode))
        nodes[inode]?.modified = time
    }

    package mutating func setMode(_ path: String, _ mode: UInt32) throws(DeviceErrno) {
        let inode = try inode(at: path)
        let node = try node(inode)
        if node.readOnly { throw .readOnly }
        guard node.owner == FileOwner.shell else { throw .notPermitted }
        nodes[inode]?.mode = node.kind | mode & FileMode.permissions
    }

    /// Removes a file or a symbolic link.
    package mutating func remove(_ path: String) throws(DeviceErrno) {
        let location = try locate(path, followingLast: false)
        guard let inode = location.inode else { throw .noEntry }
        guard try !node(inode).isFolder else { throw .isFolder }
        try unlink(location)
        discard(inode)
    }

    /// Removes a folder that is empty.
    package mutating func removeFolder(_ path: String) throws(DeviceErrno) {
        let location = try locate(path, followingLast: false)
        guard let inode = location.inode else { throw .noEntry }
        let node = try node(inode)
        guard node.isFolder else { throw .notFolder }
        guard node.entries.isEmpty else { throw .notEmpty }
        try unlink(location)
        discard(inode)
    }

    /// Moves what is at one path to another, over a file or an empty folder that is there.
    package mutating func rename(_ path: String, to destination: String) throws(DeviceErrno) {
        let source = try locate(path, followingLast: false)
        guard let moved = source.inode else { throw .noEntry }
        let goal = try locate(destination, followingLast: false)
        guard goal.inode != moved else { return }
        guard !contains(goal.folder, below: moved) else { throw .invalid }
        try require(.write, of: node(goal.folder))
        guard !goal.name.isEmpty else { throw .busy }
        if let present = goal.inode {
            let node = try node(present)
            if node.isFolder {
                guard try self.node(moved).isFolder else { throw .isFolder }
                guard node.entries.isEmpty else { throw .notEmpty }
            } else if try self.node(moved).isFolder {
                throw .notFolder
            }
        }
        try unlink(source)
        if let present = goal.inode { discard(present) }
        nodes[goal.folder]?.entries[goal.name] = moved
    }

    /// Adds a node where there is none, as the shell's own.
    @discardableResult
    private mutating func add(at location: Location, mode: UInt32, modified: Int64) throws(DeviceErrno) -> Int {
        let folder = try node(location.folder)
        try require(.write, of: folder)
        guard folder.isFolder else { throw .notFolder }
        // On shared storage a file's owner is the volume's; elsewhere its maker's.
        let shared = folder.group == FileOwner.storage
        var mode = mode
        if shared { mode = mode & FileMode.type | (mode & FileMode.type == FileMode.folder ? 0o770 : 0o660) }
        let node = Node(
            mode: mode, owner: shared ? folder.owner : FileOwner.shell,
            group: shared ? folder.group : FileOwner.shell, modified: modified, readOnly: folder.readOnly)
        return try insert(node, named: location.name, in: location.folder)
    }

    private mutating func unlink(_ location: Location) throws(DeviceErrno) {
        guard !location.name.isEmpty else { throw .busy }
        try require(.write, of: node(location.folder))
        nodes[location.folder]?.entries[location.name] = nil
    }

    private func contains(_ inode: Int, below top: Int) -> Bool {
        if inode == top { return true }
        return nodes[top]?.entries.values.contains { contains(inode, below: $0) } ?? false
    }
}
