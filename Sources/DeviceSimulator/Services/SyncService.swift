import ADBWire
import NIOCore

/// `sync:`: files to and from the phone; source: AOSP `daemon/file_sync_service.cpp`.
///
/// A state machine over the file system: bytes in any pieces in, bytes out. A push that fails keeps taking its bytes, as
/// adbd does, and says FAIL at once.
struct SyncService: ServiceHandler {
    private struct Transfer {
        let path: String
        let mode: UInt32
        /// nil once the push has failed, and for one whose bytes go nowhere.
        var handle: DeviceFileSystem.Handle?
        /// A symbolic link's target as it comes.
        var target: [UInt8] = []
        var hasFailed = false
    }

    private var decoder = SyncRequestDecoder(SyncRequestFormat())
    private var transfer: Transfer?

    /// How many bytes of a file go into one DATA.
    private static let chunk = SyncLimits.data

    mutating func open(on device: inout DeviceState, into output: inout ServiceOutput) {}

    mutating func receive(_ bytes: ByteBuffer, on device: inout DeviceState, into output: inout ServiceOutput) {
        decoder.append(bytes)
        do throws(WireError) {
            while !output.isClosed, let request = try decoder.next() {
                try answer(request, on: &device, into: &output.bytes)
                if case .quit = request { output.isClosed = true }
            }
        } catch {
            Self.fail("\(error)", into: &output.bytes)
            output.isClosed = true
        }
    }

    mutating func endOfInput(on device: inout DeviceState, into output: inout ServiceOutput) { output.isClosed = true }

    private mutating func answer(
        _ request: SyncRequest, on device: inout DeviceState, into bytes: inout ByteBuffer
    ) throws(WireError) {
        switch request {
        case .stat(let path):
            let status = try? device.files.status(path, followingLinks: false)
            try SyncResponse.stat(status.map(Self.stat) ?? .missing).write(into: &bytes)
        case .stat2(let path):
            try SyncResponse.stat2(Self.stat2(path, followingLinks: true, device.files)).write(into: &bytes)
        case .lstat2(let path):
            try SyncResponse.lstat2(Self.stat2(path, followingLinks: false, device.files)).write(into: &bytes)
        case .list(let path):
            for entry in Self.entries(path, device.files) { try SyncResponse.entry(entry).write(into: &bytes) }
            try SyncResponse.endOfList.write(into: &bytes)
        case .list2(let path):
            for entry in Self.entries(path, device.files) { try SyncResponse.entry2(entry).write(into: &bytes) }
            try SyncResponse.endOfList2.write(into: &bytes)
        case .receive(let path): Self.send(path, flags: [], device.files, into: &bytes)
        case .receive2(let path, let flags): Self.send(path, flags: flags, device.files, into: &bytes)
        case .send(let path, let mode): start(path, mode, [], on: &device, into: &bytes)
        case .send2(let path, let mode, let flags): start(path, mode, flags, on: &device, into: &bytes)
        case .data(let data): take(data, on: &device, into: &bytes)
        case .done(let time): finish(time, on: &device, into: &bytes)
        case .quit: break
        }
    }

    // MARK: Looking

    private static func stat(_ status: FileStatus) -> SyncStat {
        var stat = SyncStat(mode: status.mode, size: status.size, modificationTime: status.modified)
        stat.inode = status.inode
        stat.device = 1
        stat.linkCount = status.links
        stat.userID = status.owner
        stat.groupID = status.group
        stat.accessTime = status.modified
        stat.changeTime = status.modified
        return stat
    }

    private static func stat2(_ path: String, followingLinks: Bool, _ files: DeviceFileSystem) -> SyncStat {
        do { return stat(try files.status(path, followingLinks: followingLinks)) } catch {
            return .failure(error.rawValue)
        }
    }

    /// A folder that cannot be listed has no entries.
    private static func entries(_ path: String, _ files: DeviceFileSystem) -> [SyncEntry] {
        guard var listed = try? files.list(path) else { return [] }
        if let own = try? files.status(path) {
            listed.insert(.init(name: ".", status: own), at: 0)
            listed.insert(.init(name: "..", status: own), at: 1)
        }
        return listed.map { SyncEntry(name: $0.name, stat: stat($0.status)) }
    }

    // MARK: Sending

    private static func fail(_ message: String, into bytes: inout ByteBuffer) {
        // A path of a kilobyte and an error's words are far below what a FAIL carries.
        try? SyncResponse.fail(message).write(into: &bytes)
    }

    private static func send(
        _ path: String, flags: SyncFlags, _ files: DeviceFileSystem, into bytes: inout ByteBuffer
    ) {
        guard flags.isEmpty else { return fail("unsupported compression", into: &bytes) }
        do throws(DeviceErrno) {
            bytes.writeSyncData(ByteBuffer(bytes: try files.read(path)))
        } catch {
            return fail(error == .isFolder ? "read failed: \(error)" : "open failed: \(error)", into: &bytes)
        }
        try? SyncResponse.endOfFile.write(into: &bytes)
    }

    // MARK: Taking

    private mutating func start(
        _ path: String, _ mode: UInt32, _ flags: SyncFlags, on device: inout DeviceState, into bytes: inout ByteBuffer
    ) {
        var started = Transfer(path: path, mode: mode)
        defer { transfer = started }
        guard flags.subtracting(.dryRun).isEmpty else {
            started.hasFailed = true
            return Self.fail("unsupported compression", into: &bytes)
        }
        if flags.contains(.dryRun) { return }
        let parent = DeviceFileSystem.parent(path)
        // What the parents lack shows itself when the file is opened.
        try? device.files.makeFolder(parent, parents: true, mode: 0o775, at: device.seconds)
        do throws(DeviceErrno) {
            if mode & FileMode.type == FileMode.link {
                if (try? device.files.status(path, followingLinks: false)) != nil { try device.files.remove(path) }
            } else {
                if let status = try? device.files.status(path, followingLinks: false), status.isLink {
                    try device.files.remove(path)
                }
                started.handle = try device.files.open(path, mode: mode, at: device.seconds)
            }
        } catch {
            started.hasFailed = true
            Self.fail("couldn't create file: \(error)", into: &bytes)
        }
    }

    private mutating func take(_ data: ByteBuffer, on device: inout DeviceState, into bytes: inout ByteBuffer) {
        guard let transfer, !transfer.hasFailed else { return }
        do throws(DeviceErrno) {
            if transfer.mode & FileMode.type == FileMode.link {
                guard transfer.target.count + data.readableBytes <= SyncLimits.path else { throw .nameTooLong }
                self.transfer?.target += data.readableBytesView
            } else if let handle = transfer.handle {
                try device.files.append(data.readableBytesView, to: handle, at: device.seconds)
            }
        } catch {
            self.transfer?.hasFailed = true
            // adbd takes back what it could not finish.
            if transfer.handle != nil { try? device.files.remove(transfer.path) }
            Self.fail("write failed: \(error)", into: &bytes)
        }
    }

    private mutating func finish(_ time: UInt32, on device: inout DeviceState, into bytes: inout ByteBuffer) {
        defer { transfer = nil }
        guard let transfer, !transfer.hasFailed else { return }
        if transfer.mode & FileMode.type == FileMode.link {
            var target = transfer.target
            if target.last == 0 { target.removeLast() }
            do throws(DeviceErrno) {
                try device.files.makeLink(
                    transfer.path, to: String(decoding: target, as: UTF8.self), at: Int64(time))
            } catch {
                return Self.fail("failed to symlink: \(error)", into: &bytes)
            }
        } else if let handle = transfer.handle {
            // Group and others get what the owner has, as adbd does.
            let mode = transfer.mode | (transfer.mode >> 3 & 0o070) | (transfer.mode >> 3 & 0o007)
            device.files.finish(handle, mode: mode & 0o777, modified: Int64(time))
        }
        try? SyncResponse.okay.write(into: &bytes)
    }
}
