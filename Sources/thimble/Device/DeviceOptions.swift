import ArgumentParser
import Devices

/// Which device a command is about, and how it is looked at.
struct DeviceOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A serial, HOST:PORT of an adbd, or sim:APP for a simulated phone; needed when several are connected.",
            valueName: "serial"))
    var device = DeviceChoice.any

    @Option(
        help: ArgumentHelp(
            "Take dumps from uiautomator2's server, pushed from this u2.jar; \"installed\" when the device has it.",
            valueName: "jar"),
        completion: .file(extensions: ["jar"]))
    var dumpServer: String?

    /// Opens the device for as long as the body runs.
    func withDevice<Value>(_ body: (any Device) async throws -> Value) async throws -> Value {
        try await ReachableDevices(dumpServer: dumpServer).withDevice(device, body)
    }
}

extension DeviceError: ReportableError {
    /// EX_UNAVAILABLE; the shell's code for an interrupt when that was it.
    var exitCode: Int32 { code == .cancelled ? 130 : 69 }
}
