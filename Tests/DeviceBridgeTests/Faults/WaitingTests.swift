import ADBWire
import DeviceBridge
import DeviceSimulator
import Devices
import Foundation
import NIOCore
import SimulatedPhones
import TestSupport
import Testing

@testable import ADBTransport

/// What ends a wait: cancellation in each place, limits; and what is left behind then.
@Suite("Every wait ends and leaves nothing behind", .serialized, .hangGuard)
struct WaitingTests {
    private func withPhone(
        hasADBKeyboard: Bool = false, features: ADBFeatures = Adbd.features, through relay: FreezableRelay? = nil,
        _ body: (SimulatedDevice, ReconnectingTransport) async throws -> Void
    ) async throws {
        let phone = try Probe.device(hasADBKeyboard: hasADBKeyboard)
        let adbd = try await Adbd.start(phone, features: features, rebootTime: .milliseconds(10))
        try await relay?.start(to: adbd.port)
        let port = relay?.port ?? adbd.port
        let transport = ReconnectingTransport { () async throws(TransportError) in
            try await ADBConnection.connect(
                host: "127.0.0.1", port: port, credentials: nil, within: .seconds(10), silence: .milliseconds(100))
        }
        let result = await Result { try await body(phone, transport) }
        await transport.disconnect()
        await adbd.stop()
        await relay?.stop()
        try result.get()
    }

    private func limits(_ limit: Duration) -> DeviceLimits {
        var limits = DeviceLimits()
        (limits.command, limits.launch, limits.dump, limits.transferStall) = (limit, limit, limit, limit)
        return limits
    }

    private func code(_ body: () async throws -> Void) async -> DeviceError.Code? {
        do {
            try await body()
            return nil
        } catch {
            return (error as? DeviceError)?.code
        }
    }

    private func waitUntilStruck(_ phone: SimulatedDevice) async throws {
        for _ in 0..<2000 where phone.withState({ $0.faults.matches }) == 0 {
            try await Task.sleep(for: .milliseconds(2))
        }
    }

    @Test("A cancelled operation says so at once and ends its stream", arguments: FaultOperation.allCases)
    func cancellation(_ operation: FaultOperation) async throws {
        try await withPhone { phone, transport in
            let device = ADBDevice(serial: "probe", transport: transport, limits: limits(.beyondHangGuard))
            _ = try await device.shell("true")
            try operation.prepare(phone)
            let fault = try Fault(parsing: "hang@\(operation.service)")
            phone.withState { $0.faults = FaultPlan([fault]) }
            let task = Task { try await operation.perform(on: device, of: phone) }
            try await waitUntilStruck(phone)
            task.cancel()
            let code = await code { _ = try await task.value }
            #expect(code == .cancelled)
            #expect(try await transport.connection().streamCount() == 0)
            #expect(operation.traces(on: phone) == 0)
            // One that is cancelled before it begins touches nothing.
            let early = Task {
                withUnsafeCurrentTask { $0?.cancel() }
                return try await operation.perform(on: device, of: phone)
            }
            let earlyCode = await self.code { _ = try await early.value }
            #expect(earlyCode == .cancelled)
            #expect(try await transport.connection().streamCount() == 0)
        }
    }

    @Test("An operation that took too long leaves no stream", arguments: FaultOperation.allCases)
    func tookTooLong(_ operation: FaultOperation) async throws {
        try await withPhone { phone, transport in
            let device = ADBDevice(serial: "probe", transport: transport, limits: limits(.milliseconds(60)))
            _ = try await ADBDevice(serial: "probe", transport: transport).shell("true")
            try operation.prepare(phone)
            let fault = try Fault(parsing: "hang@\(operation.service)")
            phone.withState { $0.faults = FaultPlan([fault]) }
            let first = try await transport.connection()
            let code = await code { _ = try await operation.perform(on: device, of: phone) }
            #expect(code == .timedOut)
            #expect(await first.streamCount() == 0)
        }
    }

    @Test("An answer that comes too late is nobody's answer")
    func lateAnswer() async throws {
        try await withPhone { phone, transport in
            let device = ADBDevice(serial: "probe", transport: transport)
            _ = try await device.shell("true")
            phone.withState { try? $0.faults.add(Fault(parsing: "slow@shell:echo late=120")) }
            let hasty = ADBDevice(serial: "probe", transport: transport, limits: limits(.milliseconds(30)))
            let code = await code { _ = try await hasty.shell("echo late") }
            #expect(code == .timedOut)
            let watch = Stopwatch(ContinuousClock())
            while watch.elapsed < .milliseconds(200) {
                let result = try await device.shell("echo prompt")
                #expect(result.text == "prompt\n")
            }
        }
    }

    @Test("A connection on which nothing answers any more is given up, and the next operation has a new one")
    func deadConnection() async throws {
        let relay = FreezableRelay()
        try await withPhone(through: relay) { phone, transport in
            let device = ADBDevice(serial: "probe", transport: transport)
            _ = try await device.shell("true")
            relay.freeze()
            let hasty = ADBDevice(serial: "probe", transport: transport, limits: limits(.milliseconds(150)))
            let code = await code { try await hasty.tap(at: phone.center(of: "count")) }
            #expect(code == .timedOut)
            try await device.tap(at: phone.center(of: "count"))
            #expect(phone.tapCount == 1)
        }
    }

    @Test("Before shell_v2 an exit code that is cut off is none", arguments: 0...23)
    func cutExitCode(_ length: Int) async throws {
        try await withPhone(features: ADBFeatures([.command])) { phone, transport in
            let device = ADBDevice(serial: "probe", transport: transport)
            _ = try await device.shell("true")
            phone.withState { try? $0.faults.add(Fault(parsing: "drop@shell:=\(length)")) }
            let code = await code { _ = try await device.shell("(exit 127)") }
            #expect(code == .connectionLost)
        }
    }

    @Test("A text that is given up puts the person's keyboard back", arguments: [true, false])
    func keyboard(_ isCancelled: Bool) async throws {
        try await withPhone(hasADBKeyboard: true) { phone, transport in
            phone.withState { try? $0.faults.add(Fault(parsing: "hang@shell:am broadcast")) }
            let device = ADBDevice(
                serial: "probe", transport: transport, limits: isCancelled ? DeviceLimits() : limits(.milliseconds(200))
            )
            let task = Task { try await device.type("žluťoučký") }
            if isCancelled {
                try await waitUntilStruck(phone)
                task.cancel()
            }
            let code = await code { _ = try await task.value }
            #expect(code == (isCancelled ? .cancelled : .timedOut))
            #expect(phone.withState { $0.phone.defaultInputMethod } == SimulatedPhone.stockKeyboard)
        }
    }
}
