import ArgumentParser
import Devices

/// `--device`: which device a command is for.
enum DeviceChoice: Sendable, Hashable, ExpressibleByArgument {
    /// The only one there is, or the one that ANDROID_SERIAL names.
    case any
    case serial(String)
    /// A simulated phone with this app in front, started for the command and gone with it.
    case simulated(app: String)

    init?(argument: String) {
        if argument.hasPrefix("sim:") {
            let app = String(argument.dropFirst(4))
            guard !app.isEmpty else { return nil }
            self = .simulated(app: app)
        } else {
            guard !argument.isEmpty else { return nil }
            self = .serial(argument)
        }
    }

    var defaultValueDescription: String {
        switch self {
        case .any: "the only one"
        case .serial(let serial): serial
        case .simulated(let app): "sim:\(app)"
        }
    }
}

/// Opens the device that was chosen, lends it, and closes it again.
protocol DeviceLender: Sendable {
    /// - Throws: when the device cannot be opened, and what the body throws.
    func withDevice<Value>(_ choice: DeviceChoice, _ body: (any Device) async throws -> Value) async throws -> Value
}
