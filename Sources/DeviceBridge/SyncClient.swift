package import ADBTransport
import ADBWire
package import Devices
package import NIOCore

/// Files to and from a device: ADB's sync service, in the version that the device has.
///
/// Source: AOSP `SYNC.TXT`, `file_sync_protocol.h`.
package struct SyncClient: Sendable {
    private let transport: any DeviceTransport
    private let serial: String
    private let limits: DeviceLimits

    package init(transport: any DeviceTransport, serial: String, limits: DeviceLimits) {
        self.transport = transport
        self.serial = serial
        self.limits = limits
    }

    /// nil when there is nothing at that path.
    package func stat(_ path: String) async throws(DeviceError) -> DeviceFile? {
        try await session("stat", path) { session in
            let isModern = session.features.contains(.statV2)
            try await session.ask(isModern ? .stat2(path) : .stat(path))
            switch try await session.answer() {
            case .stat(let stat)?, .stat2(let stat)?:
                guard stat.error == 0 || stat.error == Self.noEntry else { throw session.failure(errno: stat.error) }
                return stat.exists ? DeviceFile(named: path, stat) : nil
            case .fail(let reason)?: throw session.failure(reason, path)
            default: throw session.confusion(path)
            }
        }
    }

    /// ENOENT, as the device's Linux has it.
    private static let noEntry: UInt32 = 2

    /// What lies in a folder, `.` and `..` left out.
    ///
    /// - Throws: `.noSuchFile` when there is nothing at that path.
    package func list(_ folder: String) async throws(DeviceError) -> [DeviceFile] {
        let files = try await entries(folder)
        // The service lists nothing of what is not there, and says no word about it.
        if files.isEmpty, try await stat(folder) == nil {
            throw DeviceError(.noSuchFile, "there is no folder \(folder)", serial: serial, service: "list \(folder)")
        }
        return files
    }

    private func entries(_ folder: String) async throws(DeviceError) -> [DeviceFile] {
        try await session("list", folder) { session in
            let isModern = session.features.contains(.listV2)
            try await session.ask(isModern ? .list2(folder) : .list(folder))
            var files: [DeviceFile] = []
            while true {
                switch try await session.answer() {
                case .entry(let entry)?, .entry2(let entry)?:
                    if entry.name != ".", entry.name != ".." { files.append(DeviceFile(named: entry.name, entry.stat)) }
                case .endOfList?, .endOfList2?: return files
                case .fail(let reason)?: throw session.failure(reason, folder)
                default: throw session.confusion(folder)
                }
            }
        }
    }

    package func push(_ content: [UInt8], to path: String, mode: UInt32 = 0o644) async throws(DeviceError) {
        let whole = ByteBuffer(bytes: content)
        try await push(to: path, mode: mode, modified: 0) { start, frames in
            guard let piece = whole.getSlice(at: start, length: min(Self.batch, whole.readableBytes - start)) else {
                return 0
            }
            frames.writeSyncData(piece)
            return piece.readableBytes
        }
    }

    /// Sends a file in batches, so that no more than one of them is in memory.
    ///
    /// `modified` is in seconds since 1970. `next` writes what comes after so many bytes, as DATA, and returns how much
    /// that was, 0 at the end.
    package func push(
        to path: String, mode: UInt32, modified: UInt32,
        next: @Sendable (_ start: Int, _ frames: inout ByteBuffer) throws(DeviceError) -> Int
    ) async throws(DeviceError) {
        try await session("push", path) { session in
            let type: UInt32 = mode & 0o170000 == 0 ? 0o100000 : 0
            let isModern = session.features.contains(.sendReceiveV2)
            try await session.ask(
                isModern
                    ? .send2(path: path, mode: type | mode, flags: []) : .send(path: path, mode: type | mode))
            var sent = 0
            while true {
                var frames = ByteBuffer()
                frames.reserveCapacity(Self.batch + 4 * SyncLimits.dataHeader)
                let count = try next(sent, &frames)
                guard count > 0 else { break }
                sent += count
                try await session.write(frames)
            }
            try await session.ask(.done(modificationTime: modified))
            switch try await session.answer() {
            case .okay?: return
            case .fail(let reason)?: throw session.failure(reason, path)
            default: throw session.confusion(path)
            }
        }
    }

    package func pull(_ path: String) async throws(DeviceError) -> [UInt8] {
        let collected = Collected()
        try await pull(path) { collected.bytes += $0.readableBytesView }
        return collected.bytes
    }

    /// Receives a file piece by piece.
    package func pull(_ path: String, take: (ByteBuffer) throws(DeviceError) -> Void) async throws(DeviceError) {
        try await session("pull", path) { session in
            let isModern = session.features.contains(.sendReceiveV2)
            try await session.ask(isModern ? .receive2(path: path, flags: []) : .receive(path))
            var left = limits.file
            while true {
                switch try await session.answer() {
                case .data(let piece)?:
                    left -= piece.readableBytes
                    guard left >= 0 else {
                        throw DeviceError(
                            .protocolViolation, "\(path) has more than the \(limits.file) bytes that are taken",
                            serial: serial, service: "pull")
                    }
                    try take(piece)
                case .endOfFile?: return
                case .fail(let reason)?: throw session.failure(reason, path)
                default: throw session.confusion(path)
                }
            }
        }
    }

    /// Bytes of a file that travel together.
    ///
    /// Few enough that the processor's cache still has them when they are sent.
    package static let batch = 4 * SyncLimits.data

    private final class Collected { var bytes: [UInt8] = [] }

    private func session<Value>(
        _ name: String, _ path: String, _ body: (SyncSession) async throws -> Value
    ) async throws(DeviceError) -> Value {
        let label = "\(name) \(path)"
        do {
            let features = try await transport.features()
            let stream = try await transport.open("sync:", within: limits.command.timeAmount)
            defer { stream.close() }
            let session = SyncSession(
                stream: stream, features: features, serial: serial, label: label, limit: limits.transferStall)
            let value = try await body(session)
            // It is done whether or not the device hears the farewell.
            try? await session.ask(.quit)
            return value
        } catch let error as DeviceError {
            throw error
        } catch let error as TransportError {
            throw DeviceError(error, serial: serial, service: label)
        } catch {
            throw DeviceError(.protocolViolation, "\(error)", serial: serial, service: label)
        }
    }
}

/// One stream to the sync service, between two requests.
final class SyncSession {
    let features: ADBFeatures
    private let stream: any ByteStream
    private let serial: String
    private let label: String
    private let limit: Duration
    private var decoder = SyncResponseDecoder(SyncResponseFormat())

    init(stream: any ByteStream, features: ADBFeatures, serial: String, label: String, limit: Duration) {
        self.stream = stream
        self.features = features
        self.serial = serial
        self.label = label
        self.limit = limit
    }

    func ask(_ request: SyncRequest) async throws {
        var buffer = ByteBuffer()
        try request.write(into: &buffer)
        decoder.format.expect(request)
        try await write(buffer)
    }

    func write(_ frames: ByteBuffer) async throws { try await stream.write(frames, within: limit.timeAmount) }

    /// nil when the device ended the stream.
    func answer() async throws -> SyncResponse? {
        while true {
            if let response = try decoder.next() { return response }
            guard let bytes = try await stream.read(within: limit.timeAmount) else { return nil }
            decoder.append(bytes)
        }
    }

    func failure(_ reason: String, _ path: String) -> DeviceError {
        let isMissing = reason.lowercased().contains("no such file")
        return DeviceError(isMissing ? .noSuchFile : .commandFailed, reason, serial: serial, service: label)
    }

    func failure(errno: UInt32) -> DeviceError {
        let names: [UInt32: String] = [13: "permission denied", 20: "not a folder", 40: "too many links"]
        return DeviceError(
            .commandFailed, names[errno] ?? "error \(errno)", serial: serial, service: label)
    }

    func confusion(_ path: String) -> DeviceError {
        DeviceError(.connectionLost, "the device ended the transfer of \(path) early", serial: serial, service: label)
    }
}

extension DeviceFile {
    init(named name: String, _ stat: SyncStat) {
        self.init(name: name, mode: stat.mode, size: stat.size, modified: stat.modificationTime)
    }
}

extension ADBDevice {
    /// The device's files.
    package var files: SyncClient { SyncClient(transport: transport, serial: serial, limits: limits) }

    package func push(_ content: [UInt8], to path: String) async throws(DeviceError) {
        try await files.push(content, to: path)
    }

    package func pull(_ path: String) async throws(DeviceError) -> [UInt8] { try await files.pull(path) }

    package func list(_ folder: String) async throws(DeviceError) -> [DeviceFile] { try await files.list(folder) }
}
