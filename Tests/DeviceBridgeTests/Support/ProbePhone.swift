import ADBTransport
import ADBWire
import DeviceBridge
import DeviceSimulator
import Devices
import Hierarchies
import JSON
import NIOCore
import SimulatedPhones

/// An app whose state tells what was done to it, on a simulated phone.
struct ProbePhone {
    static let package = "com.example.probe"
    static let yaml = """
        package: com.example.probe
        label: Probe
        main: home
        state: {taps: 0, holds: 0, text: "", secret: "", opened: 0, wild: false}
        screens:
          home:
            title: Probe
            on_open: {set: {state.opened: "{{state.opened + 1}}"}}
            body:
              - {button: Count, tap: {set: {state.taps: "{{state.taps + 1}}"}}}
              - {row: Hold me, hold: {set: {state.holds: "{{state.holds + 1}}"}}}
              - {field: state.text, hint: Say something, id: words, multiline: true}
              - {field: state.secret, hint: Password, password: true, id: secret}
              - {row: Wild, control: switch, bind: state.wild}
              - {row: More, tap: {open: list}}
          list:
            title: List
            body:
              - {row: Line 1}
              - {row: Line 2}
              - {row: Line 3}
              - {row: Line 4}
              - {row: Line 5}
              - {row: Line 6}
              - {row: Line 7}
              - {row: Line 8}
              - {row: Line 9}
              - {row: Line 10}
              - {row: Line 11}
              - {row: Line 12}
              - {row: Line 13}
              - {row: Line 14}
              - {row: Line 15}
              - {row: Line 16}
              - {row: Line 17}
              - {row: Line 18}
              - {row: Line 19}
              - {row: Line 20}
        """

    /// Sets the clipboard by broadcast: the package is all that is asked for.
    static let clipper = """
        package: ca.zgrs.clipper
        label: Clipper
        main: home
        screens:
          home:
            title: Clipper
            body: [{text: The clipper}]
        """

    /// A phone with the probe's app and those it `installs`; `costs` say how long commands take on its clock.
    static func device(
        keyboard: Bool = false, installs: [String] = [], costs: CostModel = .realistic, faults: [String] = []
    ) throws -> SimulatedDevice {
        var profile = PhoneProfile.phone
        profile.hasADBKeyboard = keyboard
        let apps = try ([yaml] + installs).enumerated().map {
            try AppDeclaration(yaml: Array($0.element.utf8), file: "probe\($0.offset).yaml")
        }
        return SimulatedDevice(
            serial: "PROBE", phone: SimulatedPhone(profile: profile, apps: apps, startingIn: package), costs: costs,
            faults: FaultPlan(try faults.map { try Fault(parsing: $0) }))
    }

    /// Serves a device on loopback for as long as the body runs.
    static func serve<Value>(
        _ device: SimulatedDevice, features: ADBFeatures = Adbd.features, gate: DeviceGate = .open,
        _ body: (Adbd) async throws -> Value
    ) async throws -> Value {
        let adbd = try await Adbd.start(device, gate: gate, features: features)
        do {
            let value = try await body(adbd)
            await adbd.stop()
            return value
        } catch {
            await adbd.stop()
            throw error
        }
    }
}

extension SimulatedDevice {
    /// A value of the probe app's state.
    func probe(_ key: String) -> JSONValue {
        withState { $0.phone.state["apps"]?[ProbePhone.package]?["state"]?[key] ?? .null }
    }
}

extension Adbd {
    /// A client that talks to it directly.
    func client(limits: DeviceLimits = DeviceLimits(), server: UIAutomatorServer.Source? = nil) -> ADBDevice {
        let port = port
        let transport = ReconnectingTransport { () async throws(TransportError) -> ADBConnection in
            try await ADBConnection.connect(
                host: "127.0.0.1", port: port, credentials: nil, within: .seconds(5))
        }
        return ADBDevice(serial: "127.0.0.1:\(port)", transport: transport, limits: limits, server: server)
    }
}

extension Hierarchy {
    /// The middle of the first node that says this, or has this id.
    func place(_ words: String) -> Point? {
        nodes.first { $0.text == words || $0.contentDescription == words || $0.resourceID.hasSuffix("/" + words) }?
            .bounds.center
    }
}
