package import ADBTransport
package import Devices
package import Hierarchies
import Synchronization

/// A phone behind ADB, through the adb server or straight to its adbd.
///
/// Source of the commands: AOSP's `input`, `am`, `pm`, `wm`, `settings`, `uiautomator` and `screencap`.
package final class ADBDevice: Device {
    package let serial: String
    package let limits: DeviceLimits
    let transport: any DeviceTransport
    let shell: ADBShell
    let server: UIAutomatorServer?
    let memory = Mutex(Memory())

    /// What was learnt about the device and saves asking again.
    struct Memory {
        /// Set once the screen found no idle moment; plain dumps would wait ten seconds for it each time.
        var prefersCompressedDumps = false
        /// Why the warm server is left alone from now on.
        var serverFailure: DeviceError?
    }

    /// A device, with the warm server on it to take dumps from when the user opted for that.
    package init(
        serial: String, transport: any DeviceTransport, limits: DeviceLimits = DeviceLimits(),
        server: UIAutomatorServer.Source? = nil
    ) {
        self.serial = serial
        self.limits = limits
        self.transport = transport
        let shell = ADBShell(transport: transport, serial: serial, outputLimit: limits.output)
        self.shell = shell
        self.server = server.map { UIAutomatorServer($0, transport: transport, shell: shell, limits: limits) }
    }

    /// The warm server, unless it has failed.
    var usableServer: UIAutomatorServer? { memory.withLock { $0.serverFailure == nil } ? server : nil }

    /// Ends a server that failed: while it runs, the other ways would not work.
    func giveUp(_ server: UIAutomatorServer, for error: DeviceError) async {
        memory.withLock { $0.serverFailure = error }
        await server.stop()
    }

    package func shell(_ command: String) async throws(DeviceError) -> ShellResult {
        try await shell.run(command, within: limits.command, label: command)
    }

    // MARK: Touching

    package func tap(at point: Point) async throws(DeviceError) {
        try await perform("input tap \(point.x) \(point.y)")
    }

    package func doubleTap(at point: Point) async throws(DeviceError) {
        try await perform(InputCommand.doubleTap(at: point))
    }

    package func longPress(at point: Point, for duration: Duration) async throws(DeviceError) {
        try await swipe(from: point, to: point, in: duration)
    }

    package func swipe(from start: Point, to end: Point, in duration: Duration) async throws(DeviceError) {
        let milliseconds = duration / .milliseconds(1)
        try await perform(
            "input swipe \(start.x) \(start.y) \(end.x) \(end.y) \(Int(milliseconds.rounded()))",
            within: limits.command + duration)
    }

    package func press(_ key: KeyCode) async throws(DeviceError) {
        try await perform("input keyevent \(ShellQuoting.quoted(key.name))")
    }

    /// Deletes from the end of the text, in batches.
    package func erase(_ count: Int) async throws(DeviceError) {
        guard count > 0 else { return }
        var left = count
        while left > 0 {
            let batch = min(left, 50)
            let end = left == count ? "KEYCODE_MOVE_END " : ""
            try await perform(
                "input keyevent " + end + Array(repeating: "KEYCODE_DEL", count: batch).joined(separator: " "))
            left -= batch
        }
    }

    // MARK: Looking

    package func screenshot() async throws(DeviceError) -> [UInt8] {
        let bytes = try await shell.execute("screencap -p", within: limits.command, label: "screencap -p")
        let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47]
        guard bytes.prefix(4).elementsEqual(signature.prefix(bytes.count)) else {
            let said = String(decoding: bytes.prefix(200), as: UTF8.self)
            throw DeviceError(
                .commandFailed, "screencap gave no PNG: \(said)", serial: serial, service: "screencap -p")
        }
        // The raw bytes end where the connection does; the adb server does not tell the one from the other.
        guard bytes.suffix(8).starts(with: Array("IEND".utf8)) else {
            throw DeviceError(
                .connectionLost, "the picture is cut off after \(bytes.count) bytes", serial: serial,
                service: "screencap -p")
        }
        return bytes
    }

    package func properties() async throws(DeviceError) -> [String: String] {
        DeviceReports.properties(try await output(of: "getprop"))
    }

    // MARK: Running commands

    /// Runs a command that is worth nothing unless it succeeds.
    ///
    /// The label is what errors call it, for commands that hold a secret.
    func perform(
        _ command: String, within limit: Duration? = nil, label: String? = nil
    ) async throws(DeviceError) {
        _ = try await output(of: command, within: limit, label: label)
    }

    /// What a command prints that ends with exit code 0.
    func output(
        of command: String, within limit: Duration? = nil, label: String? = nil
    ) async throws(DeviceError) -> String {
        let label = label ?? command
        let result = try await shell.run(command, within: limit ?? limits.command, label: label)
        if let code = result.exitCode, code != 0 {
            let said = DeviceReports.firstLine(result.errorText, or: result.text)
            throw DeviceError(
                .commandFailed, "exit code \(code)" + (said.isEmpty ? "" : ": \(said)"), serial: serial,
                service: label)
        }
        // `input` and `am` report some failures on stderr with exit code 0.
        if let complaint = DeviceReports.complaint(result.errorText) {
            throw DeviceError(.commandFailed, complaint, serial: serial, service: label)
        }
        return result.text
    }
}
