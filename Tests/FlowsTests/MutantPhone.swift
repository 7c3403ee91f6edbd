import Devices
import Flows
import Hierarchies
import SimulatedPhones
import Synchronization

/// A phone whose first screen is a mutant; once it was touched it shows what it truly does.
final class MutantPhone: FlowDevice {
    private let device: PhoneDevice
    private let phone: AndroidFlowDevice
    private let mutant: MutantScreen
    private let touched = Mutex<[Point]>([])
    /// What it showed when it was first looked at since something was done to it.
    private let seen = Mutex<Hierarchy?>(nil)
    let clock = SkippingClock()

    init(_ phone: PhoneDevice, _ mutant: MutantScreen) {
        device = phone
        self.phone = AndroidFlowDevice(phone)
        self.mutant = mutant
    }

    var serial: String { phone.serial }
    var platform: FlowPlatform { phone.platform }
    /// Where it was touched, on the true screen.
    var touches: [Point] { touched.withLock { $0 } }

    func refusal(of action: FlowAction) -> String? { phone.refusal(of: action) }

    func hierarchy() async throws(DeviceError) -> Hierarchy {
        clock.advance(by: .milliseconds(400))
        if touches.isEmpty { return mutant.hierarchy }
        if let seen = seen.withLock({ $0 }) { return seen }
        let hierarchy = try await phone.hierarchy()
        seen.withLock { $0 = hierarchy }
        return hierarchy
    }

    /// What it shows once it stands still.
    func settled() async throws -> Hierarchy {
        try await Settler(device, clock: device.clock).settle().hierarchy
    }

    func perform(_ action: FlowAction) async throws(DeviceError) {
        seen.withLock { $0 = nil }
        guard case .tap(let point) = action else { return try await phone.perform(action) }
        let original = mutant.original(point)
        touched.withLock { $0.append(original) }
        try await phone.perform(.tap(original))
    }

    func size() async throws(DeviceError) -> Size { try await phone.size() }
    func screenshot() async throws(DeviceError) -> [UInt8] { try await phone.screenshot() }
    func isDark() async throws(DeviceError) -> Bool { false }
    func isInAirplaneMode() async throws(DeviceError) -> Bool { false }
    func isKeyboardShown() async throws(DeviceError) -> Bool { false }
    func stopRecording() async throws(DeviceError) -> [UInt8] { [] }
}
