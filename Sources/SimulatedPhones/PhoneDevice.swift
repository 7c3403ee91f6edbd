package import Devices
package import Hierarchies
import Synchronization

/// A simulated phone in this process, without ADB, whose time goes by only while it is used.
///
/// It does what an adbd before the same phone would do for the same operation, as far as a run needs it.
package final class PhoneDevice: Device {
    package let serial: String
    /// Shows the phone's time.
    package let clock = ManualClock()
    private let state: Mutex<State>

    private struct State {
        var phone: SimulatedPhone
        var dump: [UInt8] = []
        /// Comes up as soon as the phone was touched again.
        var interruption: Interruption?
    }

    package init(_ phone: SimulatedPhone, serial: String = "phone") {
        self.serial = serial
        state = Mutex(State(phone: phone))
    }

    /// The phone as it is now.
    package var phone: SimulatedPhone { state.withLock { $0.phone } }

    /// What was shown last to whoever looked.
    package var lastDump: [UInt8] { state.withLock { $0.dump } }

    /// Has something come up over the screen after the next touch.
    package func interrupt(with interruption: Interruption) { state.withLock { $0.interruption = interruption } }

    /// Does to the phone what nobody does by an operation: a reboot, a dialog of the system, time that goes by.
    package func change(_ body: (inout SimulatedPhone) -> Void) {
        let time = state.withLock { state in
            let start = state.phone.uptime
            body(&state.phone)
            return state.phone.uptime - start
        }
        clock.advance(by: time)
    }

    // MARK: Operations

    /// What a look costs: slow enough for the settler's pace, and as long as a real dump takes.
    private static let dumpTime = Duration.milliseconds(400)
    /// How long a screen that moves is waited for, as `uiautomator dump` does.
    private static let idleLimit = Duration.seconds(10)

    package func dump() async throws(DeviceError) -> DeviceDump {
        let (bytes, time) = state.withLock { state in
            let start = state.phone.uptime
            var xml = state.phone.idleHierarchyXML()
            while xml == nil, state.phone.uptime - start < Self.idleLimit {
                state.phone.advance(by: .milliseconds(100))
                xml = state.phone.idleHierarchyXML()
            }
            let bytes = Array((xml ?? state.phone.hierarchyXML(compressed: true)).utf8)
            state.phone.advance(by: Self.dumpTime)
            state.dump = bytes
            return (bytes, state.phone.uptime - start)
        }
        clock.advance(by: time)
        return DeviceDump(bytes: bytes, strategy: .uiautomator)
    }

    package func tap(at point: Point) async throws(DeviceError) { touch { $0.tap(point) } }

    package func doubleTap(at point: Point) async throws(DeviceError) {
        touch {
            $0.tap(point)
            $0.tap(point)
        }
    }

    package func longPress(at point: Point, for duration: Duration) async throws(DeviceError) {
        touch { $0.longPress(point) }
    }

    package func swipe(from start: Point, to end: Point, in duration: Duration) async throws(DeviceError) {
        touch { $0.swipe(from: start, to: end, duration: duration) }
    }

    package func type(_ text: String) async throws(DeviceError) -> TextMethod {
        touch { $0.commitText(text) }
        return .adbKeyboard
    }

    package func erase(_ count: Int) async throws(DeviceError) {
        try keys(["MOVE_END"] + [String](repeating: "DEL", count: count))
    }

    package func press(_ key: KeyCode) async throws(DeviceError) { try keys([key.name]) }

    package func launch(_ package: String) async throws(DeviceError) {
        let outcome = state.withLock { $0.phone.launch(package) }
        clock.advance(by: .milliseconds(100))
        if outcome == .noSuchPackage { throw error(.noSuchApp, "no app has the package \(package)") }
    }

    package func apps() async throws(DeviceError) -> [InstalledApp] {
        phone.packages.filter { $0.package != SimulatedPhone.launcher }.map {
            InstalledApp(package: $0.package, label: $0.label)
        }
    }

    package func foregroundApp() async throws(DeviceError) -> ForegroundApp? {
        phone.foreground.map { ForegroundApp(package: $0.package, activity: $0.component) }
    }

    package func display() async throws(DeviceError) -> DisplayInfo {
        let display = phone.display
        return DisplayInfo(size: display.size, density: display.density, rotation: display.rotation)
    }

    package func screenshot() async throws(DeviceError) -> [UInt8] { phone.screenshot() }

    package func stop(_ package: String) async throws(DeviceError) {
        touch { _ = $0.forceStop(package) }
    }

    package func clear(_ package: String) async throws(DeviceError) {
        touch { _ = $0.clearData(package) }
    }

    package func rotate(to rotation: Int) async throws(DeviceError) { touch { $0.setRotation(rotation) } }

    package func setting(_ name: String, in space: SettingsNamespace) async throws(DeviceError) -> String? {
        phone.setting(name, in: SettingsTable(space))
    }

    package func set(_ name: String, to value: String, in space: SettingsNamespace) async throws(DeviceError) {
        touch { $0.putSetting(name, value, in: SettingsTable(space)) }
    }

    package func properties() async throws(DeviceError) -> [String: String] {
        ["ro.product.model": phone.profile.model]
    }

    package func shell(_ command: String) async throws(DeviceError) -> ShellResult { throw noADB("shell") }
    package func push(_ content: [UInt8], to path: String) async throws(DeviceError) { throw noADB("push") }
    package func pull(_ path: String) async throws(DeviceError) -> [UInt8] { throw noADB("pull") }
    package func list(_ folder: String) async throws(DeviceError) -> [DeviceFile] { throw noADB("list") }

    // MARK: Parts

    private func touch(_ body: (inout SimulatedPhone) -> Void) {
        state.withLock { state in
            body(&state.phone)
            state.phone.advance(by: .milliseconds(100))
            if let interruption = state.interruption {
                state.interruption = nil
                state.phone.interrupt(with: interruption)
            }
        }
        clock.advance(by: .milliseconds(100))
    }

    private func keys(_ names: [String]) throws(DeviceError) {
        var fault: PhoneError?
        touch { phone in
            do throws(PhoneError) { for name in names { try phone.press(name) } } catch { fault = error }
        }
        if let fault { throw error(.commandFailed, fault.message) }
    }

    private func noADB(_ service: String) -> DeviceError {
        DeviceError(.unsupported, "a phone in this process has no ADB", serial: serial, service: service)
    }

    private func error(_ code: DeviceError.Code, _ message: String) -> DeviceError {
        DeviceError(code, message, serial: serial)
    }
}

extension SettingsTable {
    fileprivate init(_ space: SettingsNamespace) {
        self =
            switch space {
            case .system: .system
            case .secure: .secure
            case .global: .global
            }
    }
}
