extension DeviceFileSystem {
    /// The folders every phone has: shared storage and `/data/local/tmp` can be written, the system cannot.
    ///
    /// The commands are the names to be found in `/system/bin`; all of it was made at that time.
    package static func android(commands: [String], limits: Limits = Limits(), at time: Int64) -> DeviceFileSystem {
        var files = DeviceFileSystem(limits: limits)
        files.nodes[root]?.modified = time
        for folder in folders { files.install(folder, at: time) }
        for (path, target) in links {
            files.install(
                Installed(path, mode: FileMode.link | 0o777, readOnly: false, target: target), at: time)
        }
        for name in commands {
            files.install(
                Installed("/system/bin/\(name)", mode: FileMode.file | 0o755, group: FileOwner.shell), at: time)
        }
        for (path, content) in texts {
            files.install(
                Installed(path, mode: FileMode.file | 0o444, readOnly: true, content: content), at: time)
        }
        files.nameBoot(0, at: time)
        files.nodes[root]?.readOnly = true
        return files
    }

    /// Gives a boot the name by which the kernel tells it from all others.
    mutating func nameBoot(_ number: Int, at time: Int64) {
        let path = "/proc/sys/kernel/random/boot_id"
        if let old = try? inode(at: path) { discard(old) }
        let name = "00000000-0000-4000-8000-\(100_000_000_000 + number)\n"
        install(Installed(path, mode: FileMode.file | 0o444, readOnly: true, content: name), at: time)
    }

    private struct Installed {
        var path: String
        var mode: UInt32
        var owner: UInt32
        var group: UInt32
        var readOnly: Bool
        var content: String
        var target: String

        init(
            _ path: String, mode: UInt32, owner: UInt32 = FileOwner.root, group: UInt32 = FileOwner.root,
            readOnly: Bool = true, content: String = "", target: String = ""
        ) {
            self.path = path
            self.mode = mode
            self.owner = owner
            self.group = group
            self.readOnly = readOnly
            self.content = content
            self.target = target
        }
    }

    private static let folders: [Installed] = {
        func folder(
            _ path: String, _ mode: UInt32 = 0o755, _ owner: UInt32 = FileOwner.root, _ group: UInt32? = nil,
            readOnly: Bool = false
        ) -> Installed {
            Installed(
                path, mode: FileMode.folder | mode, owner: owner, group: group ?? owner, readOnly: readOnly)
        }
        let storage = [
            "", "/Alarms", "/Android", "/Android/data", "/Android/media", "/DCIM", "/Documents", "/Download",
        ]
        let media = ["/Movies", "/Music", "/Notifications", "/Pictures", "/Podcasts", "/Ringtones"]
        return [
            folder("/system", readOnly: true),
            folder("/system/bin", 0o751, FileOwner.root, FileOwner.shell, readOnly: true),
            folder("/system/etc", readOnly: true), folder("/system/app", readOnly: true),
            folder("/system/fonts", readOnly: true), folder("/system/framework", readOnly: true),
            folder("/vendor", readOnly: true), folder("/product", readOnly: true), folder("/apex", readOnly: true),
            folder("/data", 0o771, FileOwner.system), folder("/data/app", 0o771, FileOwner.system),
            folder("/data/data", 0o771, FileOwner.system), folder("/data/local", 0o751),
            folder("/data/local/tmp", 0o771, FileOwner.shell), folder("/dev"), folder("/proc", 0o555), folder("/mnt"),
            folder("/proc/sys", 0o555), folder("/proc/sys/kernel", 0o555), folder("/proc/sys/kernel/random", 0o555),
            folder("/cache", 0o770, FileOwner.system), folder("/storage"), folder("/storage/self"),
            folder("/storage/emulated", 0o755),
        ]
            + (storage + media).map {
                folder("/storage/emulated/0\($0)", 0o770, FileOwner.root, FileOwner.storage)
            }
            + [Installed("/dev/null", mode: FileMode.characterDevice | 0o666, readOnly: false)]
    }()

    private static let links = [
        ("/sdcard", "/storage/self/primary"), ("/storage/self/primary", "/storage/emulated/0"),
        ("/bin", "/system/bin"), ("/etc", "/system/etc"),
    ]

    private static let texts = [
        ("/proc/version", "Linux version 5.15.41-android13 (simulated)\n"),
        ("/proc/meminfo", "MemTotal:        4028588 kB\nMemFree:         1200344 kB\nMemAvailable:    2301124 kB\n"),
        ("/proc/cpuinfo", "processor\t: 0\nBogoMIPS\t: 38.40\n"),
        ("/system/etc/hosts", "127.0.0.1       localhost\n::1             ip6-localhost\n"),
    ]

    /// Puts a part of the system in its place, past all permission.
    private mutating func install(_ part: Installed, at time: Int64) {
        let node = Node(
            mode: part.mode, owner: part.owner, group: part.group, modified: time, readOnly: part.readOnly,
            content: FileContent(part.content.utf8), target: part.target)
        usedBytes += node.content.count
        var folder = Self.root
        for name in part.path.split(separator: "/").dropLast() {
            guard let next = nodes[folder]?.entries[String(name)] else { return }
            folder = next
        }
        _ = try? insert(node, named: Self.baseName(part.path), in: folder)
    }
}
