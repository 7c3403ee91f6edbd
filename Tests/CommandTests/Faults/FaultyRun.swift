import ADBTransport
import Agents
import DeviceBridge
import DeviceSimulator
import Devices
import Flows
import Foundation
import JSON
import NIOCore
import SimulatedPhones
import Synchronization
import Testing

@testable import thimble

/// Something to be done on a simulated phone, and what of its state proves it.
enum FaultyTask: String, CaseIterable, Sendable {
    case airplane, milk, track

    var app: String {
        switch self {
        case .airplane: "settings"
        case .milk: "notes"
        case .track: "music"
        }
    }

    var instruction: String {
        switch self {
        case .airplane: "turn on airplane mode"
        case .milk: "open Shopping and tap Milk"
        case .track: "tap Two Rivers"
        }
    }

    func isDone(on phone: SimulatedDevice) -> Bool {
        phone.withState { state in
            switch self {
            case .airplane: return state.phone.setting("airplane_mode_on", in: .global) == "1"
            case .milk:
                let notes = state.phone.stateValue("com.example.notes", "notes")
                let items = notes?.array?.first { $0["title"] == "Shopping" }?["items"]?.array
                return items?.first { $0["text"] == "Milk" }?["done"] == true
            case .track:
                return state.phone.stateValue("app.overtone.music", "current")?["title"] == "Two Rivers"
            }
        }
    }

    /// The declared apps, read once.
    private static let apps = Mutex<[String: AppDeclaration]>([:])

    func phone(_ faults: [String]) throws -> SimulatedDevice { try Self.phone(app, faults) }

    static func phone(_ app: String, _ faults: [String]) throws -> SimulatedDevice {
        let known = apps.withLock { $0[app] }
        let declaration: AppDeclaration
        if let known {
            declaration = known
        } else {
            let file = URL(filePath: #filePath).deletingLastPathComponent()
                .appending(path: "../../../fixtures/apps/\(app).yaml").standardized
            declaration = try AppDeclaration(yaml: [UInt8](Data(contentsOf: file)), file: file.path)
            apps.withLock { $0[app] = declaration }
        }
        return SimulatedDevice(
            serial: "sim:\(app)",
            phone: SimulatedPhone(apps: [declaration], startingIn: declaration.package),
            faults: FaultPlan(try faults.map { try Fault(parsing: $0) }))
    }
}

/// Lends a simulated phone through its adbd; its operations have little time.
struct SimulatedLender: DeviceLender {
    let phone: SimulatedDevice
    var limits = DeviceLimits()

    func withDevice<Value>(_ choice: DeviceChoice, _ body: (any Device) async throws -> Value) async throws -> Value {
        let adbd = try await Adbd.start(phone, rebootTime: .milliseconds(20))
        let port = adbd.port
        let transport = ReconnectingTransport { () async throws(TransportError) in
            try await ADBConnection.connect(host: "127.0.0.1", port: port, credentials: nil, within: .seconds(10))
        }
        do {
            let value = try await body(ADBDevice(serial: phone.serial, transport: transport, limits: limits))
            await transport.disconnect()
            await adbd.stop()
            return value
        } catch {
            await adbd.stop()
            throw error
        }
    }
}
