import ADBWire
import ArgumentParser
import DeviceBridge
import JSON

/// `thimble devices`: what the adb server knows of.
struct DevicesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "devices",
        abstract: "List the devices that the adb server knows.",
        discussion: """
            The server is started when none runs and adb is installed. An adbd that no server knows is reached with \
            --device HOST:PORT all the same.

            Example: thimble devices --json
            """)

    @Flag(help: "Print one JSON object a line.")
    var json = false

    func run() async throws {
        let entries = try await ReachableDevices().finder().devices()
        if json {
            for entry in entries { print(JSONValue.object(Self.object(entry))) }
        } else if entries.isEmpty {
            StandardError.print("thimble: no device is connected")
        } else {
            for entry in entries { print(Self.line(entry)) }
        }
    }

    private static func line(_ entry: DeviceListEntry) -> String {
        let facts = [entry.model?.replacing("_", with: " "), entry.product, entry.path].compactMap { $0 }
        return ([entry.serial, entry.stateText] + facts).joined(separator: "\t")
    }

    private static func object(_ entry: DeviceListEntry) -> JSONObject {
        var object: JSONObject = ["serial": .string(entry.serial), "state": .string(entry.stateText)]
        let facts = [
            ("model", entry.model), ("product", entry.product), ("device", entry.device), ("path", entry.path),
        ]
        for (name, value) in facts { if let value { object[name] = .string(value) } }
        return object
    }
}
