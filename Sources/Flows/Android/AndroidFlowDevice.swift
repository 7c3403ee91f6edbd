package import Devices
internal import FlowDocuments
package import Hierarchies
internal import JSON
import Synchronization

/// An Android phone as flows see it: what has no operation of its own is a command of the device's shell.
///
/// Source: Maestro, `AndroidDriver.kt`; AOSP's `am`, `pm`, `cmd` and `screenrecord`.
package final class AndroidFlowDevice: FlowDevice {
    /// A UUID's.
    private static let bootIDLength = 36

    package let device: any Device
    package let platform = FlowPlatform.android
    private let state = Mutex(State())

    private struct State {
        /// Apps that were given all permissions, and not cleared since.
        var granted: Set<String> = []
        /// False once the device had no shell.
        var hasShell = true
    }

    package init(_ device: any Device) {
        self.device = device
    }

    package var serial: String { device.serial }

    // MARK: Looking

    package func hierarchy() async throws(DeviceError) -> Hierarchy {
        let dump = try await device.dump()
        let hierarchy: Hierarchy
        do {
            hierarchy = try Hierarchy(reading: dump.bytes, file: serial, as: nil, limits: DumpLimits())
        } catch {
            throw DeviceError(.noHierarchy, "\(error)", serial: serial, service: "dump")
        }
        // What is missing at its end is not missing on the screen.
        if let cut = hierarchy.warnings.first(where: { $0.repair == .truncated }) {
            throw DeviceError(.noHierarchy, "the dump is cut off: \(cut.message)", serial: serial, service: "dump")
        }
        return hierarchy
    }

    package func size() async throws(DeviceError) -> Size { try await device.display().size }

    package func screenshot() async throws(DeviceError) -> [UInt8] { try await device.screenshot() }

    package func bootID() async throws(DeviceError) -> String? {
        let text = try await shell("cat /proc/sys/kernel/random/boot_id").text.trimmingSpaces
        return text.utf8.count == Self.bootIDLength && !text.contains(" ") ? text : nil
    }

    package func isDark() async throws(DeviceError) -> Bool {
        try await shell("cmd uimode night").text.lowercased().contains("night mode: yes")
    }

    package func isInAirplaneMode() async throws(DeviceError) -> Bool {
        try await device.setting("airplane_mode_on", in: .global) == "1"
    }

    package func isKeyboardShown() async throws(DeviceError) -> Bool {
        guard state.withLock({ $0.hasShell }) else { return false }
        return try await shell("dumpsys input_method").text.contains("mInputShown=true")
    }

    // MARK: Doing

    package func refusal(of action: FlowAction) -> String? {
        switch action {
        case .clearKeychain: "Android has no keychain; clearState deletes what an app keeps"
        case .setPermissions, .killApp, .openLink, .openBrowser, .setLocation,
            .setAirplaneMode, .setDarkMode, .addMedia, .startRecording:
            state.withLock { $0.hasShell } ? nil : "\(serial) has no shell"
        default: nil
        }
    }

    package func perform(_ action: FlowAction) async throws(DeviceError) {
        do throws(DeviceError) {
            try await attempt(action)
        } catch {
            if error.code == .unsupported, error.service == "shell" {
                state.withLock { $0.hasShell = false }
                // The default permissions of a launch are nobody's wish.
                if case .setPermissions(_, let permissions) = action, permissions == [FlowVariable("all", "allow")] {
                    return
                }
            }
            throw error
        }
    }

    private func attempt(_ action: FlowAction) async throws(DeviceError) {
        switch action {
        case .tap(let point): try await device.tap(at: point)
        case .doubleTap(let point): try await device.doubleTap(at: point)
        case .longPress(let point): try await device.longPress(at: point, for: .seconds(1))
        case .swipe(let from, let to, let time): try await device.swipe(from: from, to: to, in: time)
        case .swipeScreen(let direction, let time):
            let (from, to) = SwipePath(on: try await size()).across(direction)
            try await device.swipe(from: from, to: to, in: time)
        case .swipeFrom(let point, let direction, let time):
            let to = SwipePath(on: try await size()).end(from: point, direction)
            try await device.swipe(from: point, to: to, in: time)
        case .scroll:
            let (from, to) = SwipePath(on: try await size()).across(.up)
            try await device.swipe(from: from, to: to, in: .milliseconds(400))
        case .back: try await device.press(KeyCode("BACK"))
        case .hideKeyboard: if try await isKeyboardShown() { try await device.press(KeyCode("BACK")) }
        case .inputText(let text): _ = try await device.type(text)
        case .eraseText(let count): try await device.erase(count)
        case .pressKey(let name):
            guard let key = AndroidNames.key(name) else {
                throw DeviceError(.unsupported, "Android has no key \"\(name)\"", serial: serial, service: "key")
            }
            try await device.press(key)
        case .launchApp(let app, let arguments):
            if arguments.isEmpty {
                try await device.launch(app)
            } else {
                try await run(AndroidCommands.launch(app, arguments), about: app)
            }
        case .stopApp(let app): try await device.stop(app)
        case .killApp(let app): try await run("am kill \(ShellQuoting.quoted(app))", about: app)
        case .clearState(let app):
            try await device.clear(app)
            state.withLock { _ = $0.granted.remove(app) }
        case .clearKeychain: break
        case .setPermissions(let app, let permissions): try await setPermissions(of: app, permissions)
        case .openLink(let link, _): try await run(AndroidCommands.open(link), about: link)
        case .openBrowser(let link): try await run(AndroidCommands.open(link), about: link)
        case .setLocation(let latitude, let longitude):
            try await run(AndroidCommands.location(latitude, longitude), about: "the location")
        case .setOrientation(let orientation):
            try await device.rotate(to: orientation.quarterTurns)
        case .setAirplaneMode(let isOn):
            try await run("cmd connectivity airplane-mode \(isOn ? "enable" : "disable")", about: "airplane mode")
        case .setDarkMode(let isDark): try await run("cmd uimode night \(isDark ? "yes" : "no")", about: "dark mode")
        case .addMedia(let name, let bytes):
            let path = "/sdcard/Pictures/\(name)"
            try await device.push(bytes, to: path)
            try await run(AndroidCommands.scan(path), about: name)
        case .startRecording: try await run(AndroidCommands.startRecording, about: "the recording")
        }
    }

    package func stopRecording() async throws(DeviceError) -> [UInt8] {
        try await run(AndroidCommands.stopRecording, about: "the recording")
        return try await device.pull(AndroidCommands.film)
    }

    // MARK: Shell

    private func shell(_ command: String) async throws(DeviceError) -> ShellResult { try await device.shell(command) }

    @discardableResult
    private func run(_ command: String, about what: String) async throws(DeviceError) -> String {
        let result = try await shell(command)
        let said = (result.text + result.errorText).split(separator: "\n").map(String.init)
        // `am` tells a failure in words and ends with 0.
        if let complaint = said.first(where: { $0.hasPrefix("Error") || $0.contains("Exception") }) {
            throw DeviceError(.commandFailed, "\(what): \(complaint)", serial: serial, service: "shell")
        }
        guard result.exitCode ?? 0 == 0 else {
            let reason = said.first ?? "it ended with \(result.exitCode ?? -1)"
            throw DeviceError(.commandFailed, "\(what): \(reason)", serial: serial, service: "shell")
        }
        return result.text
    }

    /// Gives and takes an app's runtime permissions; names as Android's, short or whole, or Maestro's groups.
    private func setPermissions(of app: String, _ permissions: [FlowVariable]) async throws(DeviceError) {
        let isDefault = permissions == [FlowVariable("all", "allow")]
        if isDefault, state.withLock({ $0.granted.contains(app) }) { return }
        let report = try await shell("dumpsys package \(ShellQuoting.quoted(app))").text
        let commands = AppPermissions(report).commands(for: app, permissions)
        if !commands.isEmpty {
            // One that an app cannot be given must not keep the others from it.
            try await run(commands.joined(separator: " 2>/dev/null; ") + " 2>/dev/null; true", about: app)
        }
        state.withLock { if isDefault { $0.granted.insert(app) } else { $0.granted.remove(app) } }
    }
}
