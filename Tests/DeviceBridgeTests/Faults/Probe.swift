import DeviceBridge
import DeviceSimulator
import Devices
import Hierarchies
import JSON
import SimulatedPhones
import Testing

/// A small phone with an app that counts its taps, so that a tap done twice shows.
enum Probe {
    static let package = "org.example.probe"
    static let other = "org.example.other"

    private static let texts = """
        package: org.example.probe
        label: Probe
        main: home
        state: {count: 0, note: ""}
        screens:
          home:
            title: Probe
            body:
              - {button: Count, id: count, tap: {set: {state.count: "{{state.count + 1}}"}}}
              - {field: state.note, hint: Note, id: note}
        ---
        package: org.example.other
        label: Other
        main: home
        screens:
          home:
            title: Other
            body: [{text: Nothing here}]
        """.split(separator: "---\n")

    /// A display so small that its pictures are drawn at once.
    static func device(
        serial: String = "probe", costs: CostModel = .zero, hasADBKeyboard: Bool = false
    ) throws -> SimulatedDevice {
        let apps = try texts.map { try AppDeclaration(yaml: Array($0.utf8), file: "probe.yaml") }
        var profile = PhoneProfile.phone
        profile.size = Size(width: 270, height: 480)
        profile.density = 105
        profile.hasADBKeyboard = hasADBKeyboard
        return SimulatedDevice(
            serial: serial, phone: SimulatedPhone(profile: profile, apps: apps, startingIn: package), costs: costs)
    }
}

extension SimulatedDevice {
    /// The app in front, with nothing above it and its field focused.
    func prepare() throws {
        let note = try center(of: "note")
        withState { state in
            state.phone.showProbe()
            state.phone.tap(note)
        }
    }

    /// Where an element lies when the app is in front.
    func center(of id: String) throws -> Point {
        let copy = copy(serial: "copy")
        let xml = copy.withState { state in
            state.phone.showProbe()
            return state.phone.hierarchyXML()
        }
        let hierarchy = try Hierarchy(reading: Array(xml.utf8), file: "probe.xml")
        return try #require(hierarchy.nodes.first { $0.resourceID.hasSuffix("/\(id)") }).bounds.center
    }

    var tapCount: Int {
        withState { state in (state.phone.stateValue(Probe.package, "count")?.integer).map(Int.init) ?? -1 }
    }
}

extension SimulatedPhone {
    /// Brings the app to the front, without whatever lay over it.
    fileprivate mutating func showProbe() {
        for _ in 0..<3 { try? press("BACK") }
        _ = launch(Probe.package)
    }
}
