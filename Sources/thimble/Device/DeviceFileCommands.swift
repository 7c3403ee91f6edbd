import ADBWire
import ArgumentParser
import DeviceBridge
import Devices
import Glibc
import NIOCore
import Synchronization

/// `thimble device push`.
struct DevicePushCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "push",
        abstract: "Copy a file to the device.",
        discussion: """
            The file keeps its permissions and its time; standard input comes as 0644 and now.

            Example: thimble device push photo.jpg /sdcard/Pictures/photo.jpg
            """)

    @OptionGroup var options: DeviceOptions

    @Argument(help: "The file here; - reads standard input.", completion: .file())
    var file: String

    @Argument(help: "The path on the device.")
    var path: String

    func run() async throws {
        let source = try FileSource(file)
        try await options.withDevice { try await $0.adbFiles.push(source, to: path) }
    }
}

/// `thimble device pull`.
struct DevicePullCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pull",
        abstract: "Copy a file from the device.",
        discussion: "Example: thimble device pull /sdcard/window_dump.xml -")

    @OptionGroup var options: DeviceOptions

    @Argument(help: "The path on the device.")
    var path: String

    @Argument(help: "The file here; - writes to standard output.", completion: .file())
    var file: String

    func run() async throws {
        if file != "-" { try DraftFile.check(file) }
        try await options.withDevice { try await $0.adbFiles.pull(path, into: file) }
    }
}

extension Device {
    /// The device's files as streams, which ADB alone has.
    fileprivate var adbFiles: SyncClient {
        get throws(DeviceError) {
            guard let device = self as? ADBDevice else {
                throw DeviceError(.unsupported, "files go to and from devices behind ADB only", serial: serial)
            }
            return device.files
        }
    }
}

extension SyncClient {
    fileprivate func push(_ source: FileSource, to path: String) async throws {
        let fault = Mutex<InputError?>(nil)
        do {
            try await push(to: path, mode: source.mode, modified: source.modified) { (_, frames) throws(DeviceError) in
                var count = 0
                do throws(InputError) {
                    while count < Self.batch {
                        let read = try frames.writeSyncData { room throws(InputError) in try source.read(into: room) }
                        guard read > 0 else { break }
                        count += read
                    }
                } catch {
                    fault.withLock { $0 = error }
                    throw DeviceError(.cancelled, "the file here failed", serial: "")
                }
                return count
            }
        } catch {
            // What went wrong here is no fault of the device's.
            throw fault.withLock { $0 } ?? error as any Error
        }
    }

    fileprivate func pull(_ path: String, into file: String) async throws {
        let draft = file == "-" ? nil : try DraftFile(for: file)
        var fault: OutputError?
        do {
            try await pull(path) { (piece) throws(DeviceError) in
                do throws(OutputError) {
                    let bytes = Array(piece.readableBytesView)
                    if let draft { try draft.write(bytes) } else { try BinaryOutput.write(bytes) }
                } catch {
                    fault = error
                    throw DeviceError(.cancelled, "the file here failed", serial: "")
                }
            }
        } catch {
            throw fault ?? error as any Error
        }
        try draft?.finish()
    }
}

/// A file here, or standard input, that is read piece by piece.
final class FileSource: Sendable {
    /// Permissions alone.
    let mode: UInt32
    /// Seconds since 1970.
    let modified: UInt32
    private let path: String
    private let descriptor: Int32

    /// Opens a file; `-` is standard input.
    init(_ path: String) throws(InputError) {
        self.path = path
        descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw InputError(path: path, code: errno) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw InputError(path: path, code: errno) }
        if status.st_mode & S_IFMT == S_IFDIR { throw InputError(path: path, code: EISDIR) }
        let isFile = path != "-" && status.st_mode & S_IFMT == S_IFREG
        mode = isFile ? status.st_mode & 0o777 : 0o644
        modified = UInt32(clamping: isFile ? status.st_mtim.tv_sec : time(nil))
    }

    deinit { if descriptor > STDIN_FILENO { close(descriptor) } }

    /// - Returns: how many bytes were read, 0 at the end.
    func read(into room: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
        while true {
            let count = Glibc.read(descriptor, room.baseAddress, room.count)
            if count >= 0 { return count }
            if errno != EINTR { throw InputError(path: path, code: errno) }
        }
    }
}
