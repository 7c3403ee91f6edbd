/// `app_process`: runs a Java program of the device.
///
/// One is known: uiautomator2's server. It runs for as long as whoever started it holds on to its stream.
struct AppProcess: ShellCommand {
    /// Where uiautomator2 pushes its server.
    static let jar = "/data/local/tmp/u2.jar"
    static let serverClass = "com.wetest.uia2.Main"

    private let arguments: [String]
    private var isRunning = false

    init(arguments: [String]) { self.arguments = arguments }

    mutating func resume(_ io: inout CommandIO, on device: inout DeviceState) -> Int? {
        if !isRunning {
            guard arguments.contains(Self.serverClass), device.files.exists(Self.jar) else {
                io.printError("Error: could not find class '\(arguments.dropFirst().first ?? "")'")
                return 1
            }
            isRunning = true
            device.runsUIAutomatorServer = true
            io.print("[server] INFO: [UiAutomator2Server] Starting Server")
        }
        _ = io.input.readAll()
        guard io.input.isAtEnd else { return nil }
        device.runsUIAutomatorServer = false
        return 0
    }
}
