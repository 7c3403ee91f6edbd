import Devices
import Hierarchies
import Screens
import SimulatedPhones
import Synchronization
import Testing

@testable import Flows

/// A session that listens and looks at once.
struct RecordingSessionTests {
    @Test("Touches that come while the screen is looked at become steps, until the device says no more")
    func touches() async throws {
        let phone = try #require(try HealingTests.phones().first { $0.0 == "settings.yaml" }?.1)
        let glass = TouchedPhone(phone, taps: ["Network & internet", "Airplane mode"])
        let lines = Mutex<[String]>([])
        let session = try await RecordingSession(glass, clock: glass.phone.clock) { line in
            lines.withLock { $0.append(line) }
        }
        try await session.run()
        let flow = try #require(await session.finish())
        #expect(
            flow.steps.map(\.action.phrase) == [
                "launch com.android.settings", "tap \"Network & internet\"", "tap \"Airplane mode\"",
            ])
        #expect(lines.withLock { $0 } == ["tap \"Network & internet\"", "tap \"Airplane mode\""])
        #expect(await session.shown?.landmark != nil)
    }

    @Test("A device that lets nobody listen is told apart from one that fails")
    func refusal() async throws {
        let phone = try #require(try HealingTests.phones().first?.1)
        let glass = TouchedPhone(phone, taps: [], report: "could not open /dev/input/event2, Permission denied\n")
        await #expect {
            _ = try await RecordingSession(glass, clock: glass.phone.clock) { _ in }
        } throws: { error in
            (error as? DeviceError)?.code == .unsupported
                && (error as? DeviceError)?.message.contains("Permission denied") == true
        }
    }
}

/// A simulated phone with a finger on it, which waits before each touch until the screen has been looked at.
private final class TouchedPhone: LiveShell {
    let phone: PhoneDevice
    private let taps: [String]
    private let report: String
    private let looks = Mutex(0)

    static let report = """
        add device 1: /dev/input/event2
          events:
            ABS (0003): ABS_MT_POSITION_X     : value 0, min 0, max 1079, fuzz 0, flat 0, resolution 0
                        ABS_MT_POSITION_Y     : value 0, min 0, max 2399, fuzz 0, flat 0, resolution 0
        """

    init(_ phone: SimulatedPhone, taps: [String], report: String = TouchedPhone.report) {
        self.phone = PhoneDevice(phone)
        self.taps = taps
        self.report = report
    }

    var serial: String { phone.serial }

    func dump() async throws(DeviceError) -> DeviceDump {
        defer { looks.withLock { $0 += 1 } }
        return try await phone.dump()
    }

    func shell(_ command: String) async throws(DeviceError) -> ShellResult {
        ShellResult(output: command.hasPrefix("getevent") ? Array(report.utf8) : [], exitCode: 0)
    }

    func follow(_ command: String, _ take: @escaping @Sendable ([UInt8]) async -> Void) async throws(DeviceError) {
        var time = 10
        for text in taps {
            await waitForLooks()
            guard let hierarchy = try? Hierarchy(reading: phone.lastDump, file: "dump"),
                case .element(let element) = NamedElement(text, on: Screen(hierarchy), hierarchy)
            else { throw DeviceError(.commandFailed, "no \(text)", serial: serial) }
            let (x, y) = (String(element.tapPoint.x, radix: 16), String(element.tapPoint.y, radix: 16))
            await take(
                Array(
                    """
                    [\(time).000000] /dev/input/event2: EV_ABS ABS_MT_TRACKING_ID 00000001
                    [\(time).000000] /dev/input/event2: EV_ABS ABS_MT_POSITION_X \(x)
                    [\(time).000000] /dev/input/event2: EV_ABS ABS_MT_POSITION_Y \(y)
                    [\(time).000000] /dev/input/event2: EV_SYN SYN_REPORT 00000000

                    """.utf8))
            try await phone.tap(at: element.tapPoint)
            await take(
                Array(
                    """
                    [\(time).080000] /dev/input/event2: EV_ABS ABS_MT_TRACKING_ID ffffffff
                    [\(time).080000] /dev/input/event2: EV_SYN SYN_REPORT 00000000

                    """.utf8))
            time += 5
        }
        await waitForLooks()
    }

    /// Two looks of two dumps at least, of which one began after the last touch.
    private func waitForLooks() async {
        let start = looks.withLock { $0 }
        while looks.withLock({ $0 }) < start + 6 { await Task.yield() }
    }

    // MARK: What no session asks for

    private var unused: DeviceError { DeviceError(.unsupported, "not asked for", serial: serial) }

    func display() async throws(DeviceError) -> DisplayInfo { try await phone.display() }
    func screenshot() async throws(DeviceError) -> [UInt8] { throw unused }
    func foregroundApp() async throws(DeviceError) -> ForegroundApp? { throw unused }
    func tap(at point: Point) async throws(DeviceError) { throw unused }
    func doubleTap(at point: Point) async throws(DeviceError) { throw unused }
    func longPress(at point: Point, for duration: Duration) async throws(DeviceError) { throw unused }
    func swipe(from start: Point, to end: Point, in duration: Duration) async throws(DeviceError) { throw unused }
    func type(_ text: String) async throws(DeviceError) -> TextMethod { throw unused }
    func erase(_ count: Int) async throws(DeviceError) { throw unused }
    func press(_ key: KeyCode) async throws(DeviceError) { throw unused }
    func launch(_ package: String) async throws(DeviceError) { throw unused }
    func stop(_ package: String) async throws(DeviceError) { throw unused }
    func clear(_ package: String) async throws(DeviceError) { throw unused }
    func apps() async throws(DeviceError) -> [InstalledApp] { throw unused }
    func push(_ content: [UInt8], to path: String) async throws(DeviceError) { throw unused }
    func pull(_ path: String) async throws(DeviceError) -> [UInt8] { throw unused }
    func list(_ folder: String) async throws(DeviceError) -> [DeviceFile] { throw unused }
    func setting(_ name: String, in space: SettingsNamespace) async throws(DeviceError) -> String? { throw unused }
    func set(_ name: String, to value: String, in space: SettingsNamespace) async throws(DeviceError) { throw unused }
    func rotate(to rotation: Int) async throws(DeviceError) { throw unused }
    func properties() async throws(DeviceError) -> [String: String] { throw unused }
}
