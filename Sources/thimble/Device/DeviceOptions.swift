import ADBKeys
import ArgumentParser
import DeviceBridge
import Devices
import Glibc

/// Which device a command is about.
struct DeviceOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A serial, HOST:PORT of an adbd, or sim:APP for a simulated phone; needed when several are connected.",
            valueName: "serial"))
    var device: String?

    @Option(
        help: ArgumentHelp(
            "Take dumps from uiautomator2's server, pushed from this u2.jar; \"installed\" when the device has it.",
            valueName: "jar"),
        completion: .file(extensions: ["jar"]))
    var dumpServer: String?

    /// Opens the device for as long as the body runs.
    func withDevice<Value>(_ body: (any Device) async throws -> Value) async throws -> Value {
        try await DeviceOpener.withDevice(device, dumpServer: dumpServer, body)
    }
}

extension DeviceError: ReportableError {
    /// EX_UNAVAILABLE, or 130 as a shell says it after Ctrl-C.
    var exitCode: Int32 { code == .cancelled ? 130 : 69 }
}

/// Finds devices with this process's environment.
enum DeviceOpener {
    /// The finder that obeys adb's variables, starts `adb` when it is installed, and keeps keys where adb does.
    static func finder(dumpServer: String? = nil) throws -> DeviceFinder {
        var source: UIAutomatorServer.Source?
        if let dumpServer {
            source = dumpServer == "installed" ? .installed : .jar(try InputFile.read(dumpServer, limit: 256 << 20))
        }
        return DeviceFinder(
            keys: { () throws(KeyError) in try ADBKeyStore(environment: Environment.variables) },
            startServer: { () async throws(DeviceError) in try await ADBProgram.startServer() }, dumpServer: source)
    }
}

/// The process's environment.
enum Environment {
    static var variables: [String: String] {
        var variables: [String: String] = [:]
        var entry = environ
        while let text = entry.pointee {
            let pair = String(cString: text).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if pair.count == 2 { variables[String(pair[0])] = String(pair[1]) }
            entry += 1
        }
        return variables
    }
}

extension DeviceOpener {
    static func withDevice<Value>(
        _ name: String?, dumpServer: String? = nil, _ body: (any Device) async throws -> Value
    ) async throws -> Value {
        try await body(try await finder(dumpServer: dumpServer).device(name))
    }
}
