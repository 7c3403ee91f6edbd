import ArgumentParser

/// `thimble device …`: one thing done on a device.
struct DeviceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "device",
        abstract: "Look at a device, or do one thing on it.",
        discussion: """
            Example: thimble device dump --device 127.0.0.1:5601 | thimble describe -
            """,
        subcommands: [
            DeviceDumpCommand.self, DeviceTapCommand.self, DeviceTypeCommand.self, DeviceKeyCommand.self,
            DeviceSwipeCommand.self, DeviceShellCommand.self, DeviceScreenshotCommand.self, DeviceInfoCommand.self,
            DeviceLaunchCommand.self, DeviceStopCommand.self, DevicePushCommand.self, DevicePullCommand.self,
        ])
}
