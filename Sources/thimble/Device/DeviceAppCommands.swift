import ArgumentParser
import Devices
import Glibc

/// `thimble device launch`.
struct DeviceLaunchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "launch",
        abstract: "Bring an app to the front.",
        discussion: "Example: thimble device launch com.android.settings")

    @OptionGroup var options: DeviceOptions

    @Argument(help: "The app's package.")
    var package: String

    @Flag(help: "Delete the app's data first, as on its first start.")
    var clear = false

    func run() async throws {
        try await options.withDevice { device in
            if clear { try await device.clear(package) }
            try await device.launch(package)
        }
    }
}

/// `thimble device stop`.
struct DeviceStopCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stop", abstract: "Stop an app.", discussion: "Example: thimble device stop com.android.settings")

    @OptionGroup var options: DeviceOptions

    @Argument(help: "The app's package.")
    var package: String

    func run() async throws { try await options.withDevice { try await $0.stop(package) } }
}

/// `thimble device push`.
struct DevicePushCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "push",
        abstract: "Copy a file to the device.",
        discussion: "Example: thimble device push photo.jpg /sdcard/Pictures/photo.jpg")

    @OptionGroup var options: DeviceOptions

    @Argument(help: "The file here; - reads standard input.", completion: .file())
    var file: String

    @Argument(help: "The path on the device.")
    var path: String

    func run() async throws {
        let bytes = try InputFile.read(file, limit: 1 << 30)
        try await options.withDevice { try await $0.push(bytes, to: path) }
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
        let bytes = try await options.withDevice { try await $0.pull(path) }
        try BinaryOutput.write(bytes, to: file)
    }
}
