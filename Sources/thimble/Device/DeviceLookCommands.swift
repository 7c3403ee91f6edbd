import ArgumentParser
import Devices
import Glibc
import Hierarchies
import JSON

/// `thimble device dump`.
struct DeviceDumpCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dump",
        abstract: "Print the UI hierarchy of what is in front.",
        discussion: "Example: thimble device dump | thimble describe -")

    @OptionGroup var options: DeviceOptions

    func run() async throws {
        let dump = try await options.withDevice { try await $0.dump() }
        try BinaryOutput.write(dump.bytes)
        if dump.attempts > 1 || dump.strategy == .uiautomatorCompressed {
            StandardError.print("thimble: \(dump.strategy.rawValue), attempt \(dump.attempts)")
        }
    }
}

/// `thimble device screenshot`.
struct DeviceScreenshotCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "screenshot",
        abstract: "Save the screen as a PNG.",
        discussion: "Example: thimble device screenshot screen.png")

    @OptionGroup var options: DeviceOptions

    @Argument(help: "The file; - writes to standard output.", completion: .file())
    var file: String

    func run() async throws {
        let bytes = try await options.withDevice { try await $0.screenshot() }
        try BinaryOutput.write(bytes, to: file)
    }
}

/// `thimble device info`.
struct DeviceInfoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "info",
        abstract: "Print what the device is and what it shows, as JSON.",
        discussion: "Example: thimble device info --device emulator-5554")

    @OptionGroup var options: DeviceOptions

    @Flag(help: "Print JSON, which it does anyway.")
    var json = false

    func run() async throws {
        let value: JSONValue = try await options.withDevice { device in
            let properties = try await device.properties()
            let display = try await device.display()
            let app = try await device.foregroundApp()
            var object: JSONObject = [
                "serial": .string(device.serial),
                "size": [.integer(Int64(display.size.width)), .integer(Int64(display.size.height))],
                "density": .integer(Int64(display.density)), "rotation": .integer(Int64(display.rotation)),
            ]
            for (key, name) in [
                ("model", "ro.product.model"), ("android", "ro.build.version.release"),
                ("sdk", "ro.build.version.sdk"), ("locale", "persist.sys.locale"),
            ] {
                if let value = properties[name] { object[key] = .string(value) }
            }
            if let app { object["app"] = ["package": .string(app.package), "activity": .string(app.activity)] }
            object["apps"] = .array(try await device.apps().map { .string($0.package) })
            return .object(object)
        }
        print(value)
    }
}

/// `thimble device shell`.
struct DeviceShellCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "shell",
        abstract: "Run a command in the device's shell; its exit code becomes ours.",
        discussion: """
            Options of thimble's own stand before the command; all that follows its first word is the device's.

            Example: thimble device shell --device emulator-5554 settings get global airplane_mode_on
            """)

    @OptionGroup var options: DeviceOptions

    @Flag(help: "Print one JSON object: output, error and exit_code; stands before the command.")
    var json = false

    @Argument(parsing: .captureForPassthrough, help: "The command; joined with spaces, as adb does.")
    var command: [String]

    func run() async throws {
        var words = command[...]
        // What is passed through unread includes these.
        if words == ["--help"] || words == ["-h"] { throw CleanExit.helpRequest(self) }
        if words.first == "--" { words.removeFirst() }
        let line = words.joined(separator: " ")
        let result = try await options.withDevice { try await $0.shell(line) }
        if json {
            var object: JSONObject = ["output": .string(result.text), "error": .string(result.errorText)]
            if let code = result.exitCode { object["exit_code"] = .integer(Int64(code)) }
            print(JSONValue.object(object))
        } else {
            try BinaryOutput.write(result.output)
            _ = DescriptorOutput.write(result.errorOutput, to: STDERR_FILENO)
        }
        if let code = result.exitCode, code != 0 { throw ExitCode(Int32(code)) }
    }
}

/// Bytes as they are, to files and standard output.
enum BinaryOutput {
    /// Writes all of them to a file, `-` being standard output.
    static func write(_ bytes: [UInt8], to file: String = "-") throws(OutputError) {
        let name = file == "-" ? "standard output" : file
        let descriptor = file == "-" ? STDOUT_FILENO : open(file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw OutputError(path: name, code: errno) }
        // What was printed before is to stand before.
        if file == "-" { fflush(nil) }
        let isWritten = DescriptorOutput.write(bytes, to: descriptor)
        let code = errno
        let isClosed = file == "-" || close(descriptor) == 0
        guard isWritten, isClosed else { throw OutputError(path: name, code: isWritten ? errno : code) }
    }
}

/// All of some bytes to a file descriptor.
enum DescriptorOutput {
    /// Whether all of them were written; `errno` tells why not.
    static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }
}
