import ArgumentParser
import Devices

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
