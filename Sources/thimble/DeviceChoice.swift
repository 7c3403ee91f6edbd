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
    /// - Throws: when the device cannot be opened; what goes wrong afterwards is the business of whoever uses it.
    func withDevice<Value: Sendable>(
        _ choice: DeviceChoice, _ body: @Sendable (any Device) async -> Value
    ) async throws(DeviceError) -> Value
}

/// The devices that this program can reach.
struct ReachableDevices: DeviceLender {
    func withDevice<Value: Sendable>(
        _ choice: DeviceChoice, _ body: @Sendable (any Device) async -> Value
    ) async throws(DeviceError) -> Value {
        switch choice {
        case .any:
            throw DeviceError(.unreachable, "this build reaches no devices yet", serial: "")
        case .serial(let serial):
            throw DeviceError(.unreachable, "this build reaches no devices yet", serial: serial)
        case .simulated(let app):
            throw DeviceError(.unreachable, "this build has no simulated phone yet", serial: "sim:\(app)")
        }
    }
}

extension DeviceError: ReportableError {
    /// EX_UNAVAILABLE; the shell's code for an interrupt when that was it.
    var exitCode: Int32 { code == .cancelled ? 130 : 69 }
}
