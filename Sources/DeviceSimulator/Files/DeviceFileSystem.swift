/// The files of a simulated phone: a tree in memory.
///
/// A value: a copy is a snapshot, and copies share what they have in common. What may be read and written is decided for
/// adb's shell user (2000) from owners and modes, and by folders that lie on a read-only volume. Times are handed in, in
/// seconds since 1970, so that the phone's own clock decides them. Paths are absolute; `.` and `..` are followed.
package struct DeviceFileSystem: Sendable {
    package struct Limits: Sendable {
        /// Of all files together, in bytes.
        package var totalBytes = 512 << 20
        package var fileBytes = 256 << 20
        package var files = 100_000
        /// `PATH_MAX` of the sync service, in bytes.
        package var pathBytes = 1024
        package var nameBytes = 255
        /// How many symbolic links one path may pass; Linux' own figure.
        package var links = 40

        package init() {}
    }

    struct Node: Sendable {
        var mode: UInt32
        var owner: UInt32
        var group: UInt32
        var modified: Int64
        /// Whether it lies on a volume that cannot be written.
        var readOnly: Bool
        /// A file's content.
        var content = FileContent()
        /// A folder's entries.
        var entries: [String: Int] = [:]
        /// Where a symbolic link points.
        var target = ""

        var kind: UInt32 { mode & FileMode.type }
        var isFolder: Bool { kind == FileMode.folder }
    }

    package let limits: Limits
    /// The bytes of all files together.
    package internal(set) var usedBytes = 0
    var nodes: [Int: Node]
    private var nextInode = 2
    static let root = 1

    /// A root folder and nothing in it.
    package init(limits: Limits = Limits()) {
        self.limits = limits
        nodes = [
            Self.root: Node(
                mode: FileMode.folder | 0o755, owner: FileOwner.root, group: FileOwner.root, modified: 0,
                readOnly: false)
        ]
    }

    // MARK: Nodes

    func node(_ inode: Int) throws(DeviceErrno) -> Node {
        guard let node = nodes[inode] else { throw .noEntry }
        return node
    }

    func status(of inode: Int) throws(DeviceErrno) -> FileStatus {
        let node = try node(inode)
        let size =
            switch node.kind {
            case FileMode.folder: 4096
            case FileMode.link: node.target.utf8.count
            default: node.content.count
            }
        return FileStatus(
            mode: node.mode, size: UInt64(size), modified: node.modified, inode: UInt64(inode),
            links: node.isFolder ? 2 : 1, owner: node.owner, group: node.group)
    }

    /// Puts a node into a folder under a name that is free.
    @discardableResult
    mutating func insert(_ node: Node, named name: String, in folder: Int) throws(DeviceErrno) -> Int {
        guard nodes.count < limits.files else { throw .noSpace }
        let inode = nextInode
        nextInode += 1
        nodes[inode] = node
        nodes[folder]?.entries[name] = inode
        nodes[folder]?.modified = node.modified
        return inode
    }

    /// Takes a node and all below it out of the books.
    mutating func discard(_ inode: Int) {
        guard let node = nodes.removeValue(forKey: inode) else { return }
        usedBytes -= node.content.count
        for child in node.entries.values { discard(child) }
    }

    // MARK: Permission

    enum Access: UInt32 {
        case read = 4
        case write = 2
        case search = 1
    }

    func require(_ access: Access, of node: Node) throws(DeviceErrno) {
        if access == .write, node.readOnly { throw .readOnly }
        let shift: UInt32 =
            node.owner == FileOwner.shell ? 6 : FileOwner.shellGroups.contains(node.group) ? 3 : 0
        guard node.mode >> shift & access.rawValue != 0 else { throw .accessDenied }
    }
}
