package import NIOCore
package import SimulatedPhones
import Synchronization

/// A simulated device: a phone, its files and its faults behind the services of an adbd, without any socket.
///
/// Any number of streams may use it from any thread; each piece of work is done whole before the next.
package final class SimulatedDevice: Sendable {
    package let serial: String
    fileprivate let state: Mutex<DeviceState>

    package init(serial: String, phone: SimulatedPhone, costs: CostModel = .realistic, faults: FaultPlan = FaultPlan())
    {
        self.serial = serial
        var state = DeviceState(serial: serial, phone: phone, costs: costs)
        state.faults = faults
        self.state = Mutex(state)
    }

    /// Another device that starts as this one is now; what both have in common is in memory once.
    package func copy(serial: String) -> SimulatedDevice {
        let state = state.withLock { $0 }
        return SimulatedDevice(serial: serial, phone: state.phone, costs: state.costs, faults: state.faults)
    }

    /// Looks at the state, or changes it.
    package func withState<Result: Sendable>(_ body: @Sendable (inout DeviceState) -> Result) -> Result {
        state.withLock { body(&$0) }
    }

    /// Runs a command line as `shell:` does, with no input, for those who are in the same process.
    package func run(_ command: String) -> (output: [UInt8], errorOutput: [UInt8], exitCode: UInt8) {
        withState { state in
            var machine = ShellMachine(text: command, input: ShellInput(isAtEnd: true))
            machine.run(on: &state)
            let chunks = machine.takeOutput()
            return (
                chunks.filter { $0.stream == .output }.flatMap(\.bytes),
                chunks.filter { $0.stream == .error }.flatMap(\.bytes), machine.exitCode ?? 0
            )
        }
    }

    /// Takes up a service by the name that a host opens it with.
    /// - Returns: nil for a service that the device does not give.
    package func open(_ service: String) -> ServiceSession? {
        let chosen = state.withLock { state -> (any ServiceHandler, FaultEffect?)? in
            guard !state.isGone else { return nil }
            let effect = state.faults.effect(on: service)
            var exitCode: UInt8?
            switch effect {
            case .refuse: return nil
            case .hang: return (SilentService(), nil)
            case .interrupt(let name):
                if let interruption = InterruptionNames.interruption(name) { state.phone.interrupt(with: interruption) }
            case .truncateDump, .keepStaleDump, .findNoIdleMoment: state.dumpFault = effect
            case .exitCode(let code): exitCode = code
            case .reboot: state.reboot()
            case .drop, .dropInput, .idleTimeout, .delay, .garbage, nil: break
            }
            return Self.handler(for: service, exitCode: exitCode).map { ($0, effect) }
        }
        return chosen.map { ServiceSession(handler: $0.0, effect: $0.1, device: self) }
    }

    private static func handler(for service: String, exitCode: UInt8?) -> (any ServiceHandler)? {
        guard let colon = service.firstIndex(of: ":") else { return nil }
        let options = service[..<colon].split(separator: ",")
        let argument = String(service[service.index(after: colon)...])
        switch options.first {
        case "shell":
            let isVersion2 = options.contains("v2")
            if argument.isEmpty, !options.contains("raw") { return InteractiveShell(isVersion2: isVersion2) }
            return ShellService(
                argument.isEmpty ? "sh" : argument, isVersion2: isVersion2, hasTerminal: options.contains("pty"),
                exitCode: exitCode)
        case "exec": return ShellService(argument, isVersion2: false, hasTerminal: false)
        case "sync": return SyncService()
        case "tcp" where argument == "7", "localabstract" where argument == "echo": return EchoService()
        case "tcp" where argument == UIAutomatorService.port: return UIAutomatorService()
        case "reboot":
            return AnsweringService { device in
                device.reboot()
                return ""
            }
        case "root": return AnsweringService { _ in "adbd cannot run as root in production builds\n" }
        case "unroot": return AnsweringService { _ in "adbd not running as root\n" }
        case "remount": return AnsweringService { _ in "Not running as root. Try \"adb root\" first.\n" }
        default: return nil
        }
    }
}

/// One stream to a service of a simulated device, faults included.
package struct ServiceSession: Sendable {
    private var handler: any ServiceHandler
    private let effect: FaultEffect?
    private let device: SimulatedDevice
    /// How many bytes may still go out before the connection drops.
    private var bytesLeft: Int?
    /// How many bytes may still come in before it does.
    private var inputLeft: Int?
    /// Set once a fault has ended the connection: nobody hears the service any more, and it does nothing.
    private var isOver = false

    fileprivate init(handler: any ServiceHandler, effect: FaultEffect?, device: SimulatedDevice) {
        self.handler = handler
        self.effect = effect
        self.device = device
        if case .drop(let count) = effect { bytesLeft = count }
        if case .dropInput(let count) = effect { inputLeft = count }
    }

    /// The stream has been accepted: what the service says at once.
    package mutating func open() -> ServiceOutput {
        var output = ServiceOutput()
        switch effect {
        case .idleTimeout: output.connection = .drop
        case .reboot: output.connection = .reboot
        case .garbage: output.connection = .garbage
        case .delay(let milliseconds): output.delay = .milliseconds(Int64(milliseconds))
        default: break
        }
        isOver = output.connection != nil
        return work(output) { handler, device, output in handler.open(on: &device, into: &output) }
    }

    /// Whether `goOn` has to be called from time to time.
    package var isLive: Bool { handler.isLive && !isOver }

    /// What is new, for a service that tells of what happens elsewhere.
    package mutating func goOn() -> ServiceOutput {
        work(ServiceOutput()) { handler, device, output in handler.goOn(on: &device, into: &output) }
    }

    package mutating func receive(_ bytes: ByteBuffer) -> ServiceOutput {
        guard let left = inputLeft else {
            return work(ServiceOutput()) { handler, device, output in
                handler.receive(bytes, on: &device, into: &output)
            }
        }
        let taken = bytes.getSlice(at: bytes.readerIndex, length: min(left, bytes.readableBytes)) ?? ByteBuffer()
        inputLeft = left - taken.readableBytes
        var output = work(ServiceOutput()) { handler, device, output in
            handler.receive(taken, on: &device, into: &output)
        }
        if inputLeft == 0 {
            output.connection = .drop
            isOver = true
        }
        return output
    }

    package mutating func endOfInput() -> ServiceOutput {
        work(ServiceOutput()) { handler, device, output in handler.endOfInput(on: &device, into: &output) }
    }

    private mutating func work(
        _ output: ServiceOutput,
        _ body: (inout any ServiceHandler, inout DeviceState, inout ServiceOutput) -> Void
    ) -> ServiceOutput {
        guard !isOver else { return output }
        var result = output
        device.state.withLock { state in
            body(&handler, &state, &result)
            if state.isGone { result.connection = .reboot }
        }
        if let left = bytesLeft {
            let count = result.bytes.readableBytes
            if count >= left || result.isClosed {
                result.bytes =
                    result.bytes.getSlice(at: result.bytes.readerIndex, length: min(left, count)) ?? ByteBuffer()
                result.isClosed = false
                result.connection = .drop
                isOver = true
            }
            bytesLeft = left - min(left, count)
        }
        return result
    }
}
