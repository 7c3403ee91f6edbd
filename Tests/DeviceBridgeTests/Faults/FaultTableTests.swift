import ADBTransport
import DeviceBridge
import DeviceSimulator
import Devices
import NIOCore
import TestSupport
import Testing

/// Every fault on every operation, straight to the device and through the real adb server: the right result or a clear
/// error, in time; nothing done twice, and the device works again.
@Suite("Faults end in a result or a clear error", .serialized, .hangGuard)
struct FaultTableTests {
    @Test("Straight to the device")
    func direct() async throws {
        try await forEachRow { row in
            let phone = try Probe.device()
            let adbd = try await Adbd.start(phone, rebootTime: .milliseconds(10))
            let port = adbd.port
            let transport = ReconnectingTransport { () async throws(TransportError) in
                try await ADBConnection.connect(host: "127.0.0.1", port: port, credentials: nil, within: .seconds(10))
            }
            await check(row, phone, serial: "probe", transport)
            await transport.disconnect()
            await adbd.stop()
        }
    }

    @Test(
        "Through the adb server",
        .enabled(if: !ADBPeer.all.isEmpty, "there is no adb on this machine"))
    func throughServer() async throws {
        let peer = try #require(ADBPeer.all.last)
        try await peer.withSession { session in
            try await session.run("start-server")
            let server = ADBServer(address: .init(port: Int(session.port)))
            try await forEachRow { row in
                let phone = try Probe.device()
                let adbd = try await Adbd.start(phone, rebootTime: .milliseconds(10))
                let serial = "127.0.0.1:\(adbd.port)"
                try await server.connect(serial)
                await check(row, phone, serial: serial, server.transport(serial: serial))
                try await server.disconnect(serial)
                await adbd.stop()
            }
        }
    }

    /// A few rows at a time: those that wait leave the processor to others, and adb 29's server ends itself when many
    /// devices leave it at once.
    private func forEachRow(_ body: @escaping @Sendable (FaultRow) async throws -> Void) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (index, row) in FaultRow.all.enumerated() {
                if index >= 3 { try await group.next() }
                group.addTask {
                    do { try await body(row) } catch { Issue.record("\(row): \(error)") }
                }
            }
            try await group.waitForAll()
        }
    }

    // MARK: One row

    private func check(
        _ row: FaultRow, _ phone: SimulatedDevice, serial: String, _ transport: any DeviceTransport
    ) async {
        let operation = row.operation
        var limits = DeviceLimits()
        // What is not to end by its limit would hang if it waited at all.
        var limit = Duration.beyondHangGuard
        if case .error([.timedOut]) = row.outcome { limit = FaultRow.shortLimit }
        (limits.command, limits.launch, limits.dump, limits.transferStall) = (limit, limit, limit, limit)
        let struck = ADBDevice(serial: serial, transport: transport, limits: limits)
        let device = ADBDevice(serial: serial, transport: transport)
        do {
            // The connection stands, and what a device is asked once has been asked.
            _ = try await device.shell("true")
            try operation.prepare(phone)
            let fault = try Fault(parsing: row.plan)
            phone.withState { $0.faults = FaultPlan([fault]) }
            await verify(row, await Result { try await operation.perform(on: struck, of: phone) }, serial)
            let traces = operation.traces(on: phone)
            #expect(row.traces.contains(traces), "\(row): done \(traces) times")

            phone.withState { $0.faults.clear() }
            for _ in 0..<1000 where phone.withState({ $0.isGone }) { try await Task.sleep(for: .milliseconds(5)) }
            try operation.prepare(phone)
            #expect(try await operation.perform(on: device, of: phone), "\(row): afterwards")
            #expect(operation.traces(on: phone) == (row.leavesTraces ? 1 : 0), "\(row): afterwards")
        } catch {
            Issue.record("\(row): \(error)")
        }
    }

    private func verify(_ row: FaultRow, _ result: Result<Bool, any Error>, _ serial: String) async {
        switch (row.outcome, result) {
        case (.result, .success(let isTrue)), (.either, .success(let isTrue)):
            #expect(isTrue, "\(row): what came back is not what the phone shows")
        case (.error(let codes), .success):
            Issue.record("\(row): reported done, where \(codes) was due")
        case (.result, .failure(let error)):
            Issue.record("\(row): \(error)")
        case (.error(let codes), .failure(let error)): expect(error, codes, row, serial)
        case (.either(let code), .failure(let error)): expect(error, [code], row, serial)
        }
    }

    private func expect(_ error: any Error, _ codes: Set<DeviceError.Code>, _ row: FaultRow, _ serial: String) {
        guard let error = error as? DeviceError else {
            Issue.record("\(row): no DeviceError but \(error)")
            return
        }
        #expect(codes.contains(error.code), "\(row): \(error.code): \(error)")
        #expect(error.serial == serial, "\(row): \(error)")
        #expect(error.service?.hasPrefix(row.operation.label) == true, "\(row): \(error)")
        #expect((8...240).contains(error.message.count) && !error.message.contains("Error("), "\(row): \(error)")
    }
}

extension FaultRow {
    var leavesTraces: Bool { [.tap, .type, .push, .launch, .settingPut].contains(operation) }
}

extension Result where Failure == any Error {
    init(_ body: () async throws -> Success) async {
        do { self = .success(try await body()) } catch { self = .failure(error) }
    }
}
