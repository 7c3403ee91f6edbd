package import Devices
package import Hierarchies
package import SimulatedPhones
import Synchronization

/// A simulated phone that one fault befalls, by the clock of its runs.
package final class FaultyPhone: Device {
    package let serial = "phone"
    package let clock = SkippingClock()
    let phone: PhoneDevice
    let fault: InjectedFault
    let watch: Stopwatch
    let phoneWatch: Stopwatch
    let state = Mutex(State())

    struct State {
        var looks = 0
        var touches = 0
        var boots = 0
        /// Out of reach until then.
        var awayUntil = Duration.zero
        /// When what came up goes again.
        var goesAt: Duration?
        var hasStruck = false
    }

    package init(_ phone: SimulatedPhone, _ fault: InjectedFault) {
        self.phone = PhoneDevice(phone)
        self.fault = fault
        watch = Stopwatch(clock)
        phoneWatch = Stopwatch(self.phone.clock)
    }

    /// How often it was looked at and touched.
    package var uses: (looks: Int, touches: Int) { state.withLock { ($0.looks, $0.touches) } }
    /// The phone itself.
    var now: SimulatedPhone { phone.phone }
    package var hasStruck: Bool { state.withLock { $0.hasStruck } }

    /// Begins a flow anew: what stayed on the screen so long is taken away by somebody.
    package func endAttempt() {
        if fault.kind != .noticeForEver { phone.change { $0.endInterruptions() } }
    }

    // MARK: Looking

    package func dump() async throws(DeviceError) -> DeviceDump {
        try await used { () async throws(DeviceError) in
            let strikes = self.strikes(asTouch: false)
            var lost = self.fault.kind == .lookLost && self.isRepeated
            lost = lost || strikes
            switch self.fault.kind {
            case .slowLooks:
                let dump = try await self.phone.dump()
                self.wait(self.delay)
                return dump
            case .lateLooks: self.wait(self.delay)
            case .lookLost where lost: throw self.error(.connectionLost, "the connection ended")
            case .lookTimedOut where strikes:
                self.wait(.seconds(30))
                throw self.error(.timedOut, "it took longer than its time")
            case .noHierarchy where strikes: throw self.error(.noHierarchy, "no hierarchy could be made")
            case .truncatedDump where strikes:
                let dump = try await self.phone.dump()
                let kept = dump.bytes.count * (1 + self.fault.choice % 9) / 10
                return DeviceDump(bytes: Array(dump.bytes.prefix(kept)), strategy: dump.strategy)
            case .rebootAtLook where strikes:
                self.reboot(away: .seconds(30))
                throw self.error(.connectionLost, "the connection ended")
            case .quickReboot where strikes:
                self.reboot(away: .milliseconds(100))
                throw self.error(.connectionLost, "the connection ended")
            case .phoneDies where strikes:
                self.reboot(away: .seconds(1_000_000))
                throw self.error(.connectionLost, "the connection ended")
            case .silentReboot where strikes: self.reboot(away: .zero)
            default: if strikes { self.interrupt() }
            }
            return try await self.phone.dump()
        }
    }

    package func tap(at point: Point) async throws(DeviceError) {
        try await touch { device throws(DeviceError) in try await device.tap(at: point) }
    }

    package func doubleTap(at point: Point) async throws(DeviceError) {
        try await touch { device throws(DeviceError) in try await device.doubleTap(at: point) }
    }

    package func longPress(at point: Point, for duration: Duration) async throws(DeviceError) {
        try await touch { device throws(DeviceError) in try await device.longPress(at: point, for: duration) }
    }

    package func swipe(from start: Point, to end: Point, in duration: Duration) async throws(DeviceError) {
        try await touch { device throws(DeviceError) in try await device.swipe(from: start, to: end, in: duration) }
    }

    package func type(_ text: String) async throws(DeviceError) -> TextMethod {
        try await touch { device throws(DeviceError) in _ = try await device.type(text) }
        return .adbKeyboard
    }

    package func erase(_ count: Int) async throws(DeviceError) {
        try await touch { device throws(DeviceError) in try await device.erase(count) }
    }

    package func press(_ key: KeyCode) async throws(DeviceError) {
        try await touch { device throws(DeviceError) in try await device.press(key) }
    }

    package func launch(_ package: String) async throws(DeviceError) {
        try await touch { device throws(DeviceError) in try await device.launch(package) }
    }

    package func stop(_ package: String) async throws(DeviceError) {
        try await touch { device throws(DeviceError) in try await device.stop(package) }
    }

    package func clear(_ package: String) async throws(DeviceError) {
        try await touch { device throws(DeviceError) in try await device.clear(package) }
    }

    // MARK: The rest

    package func shell(_ command: String) async throws(DeviceError) -> ShellResult {
        guard command.contains("boot_id") else { return try await phone.shell(command) }
        return try await used { () async throws(DeviceError) in
            let tail = String(1000 + self.state.withLock { $0.boots })
            return ShellResult(output: Array("00000000-0000-4000-8000-00000000\(tail)\n".utf8), exitCode: 0)
        }
    }

    package func display() async throws(DeviceError) -> DisplayInfo { try await phone.display() }
    package func screenshot() async throws(DeviceError) -> [UInt8] { try await phone.screenshot() }
    package func foregroundApp() async throws(DeviceError) -> ForegroundApp? { try await phone.foregroundApp() }
    package func apps() async throws(DeviceError) -> [InstalledApp] { try await phone.apps() }
    package func push(_ content: [UInt8], to path: String) async throws(DeviceError) {
        try await phone.push(content, to: path)
    }
    package func pull(_ path: String) async throws(DeviceError) -> [UInt8] { try await phone.pull(path) }
    package func list(_ folder: String) async throws(DeviceError) -> [DeviceFile] { try await phone.list(folder) }
    package func setting(_ name: String, in space: SettingsNamespace) async throws(DeviceError) -> String? {
        try await phone.setting(name, in: space)
    }
    package func set(_ name: String, to value: String, in space: SettingsNamespace) async throws(DeviceError) {
        try await phone.set(name, to: value, in: space)
    }
    package func rotate(to rotation: Int) async throws(DeviceError) { try await phone.rotate(to: rotation) }
    package func properties() async throws(DeviceError) -> [String: String] { try await phone.properties() }
}
