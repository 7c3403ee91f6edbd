internal import Devices
internal import FlowDocuments
internal import Flows
internal import Hierarchies
internal import JSON
internal import Pictures
import Synchronization

/// A device that does what Maestro's own fake driver does, and writes down what it was asked in that driver's words.
final class FakeMaestroDevice: FlowDevice {
    let serial: String
    let platform = FlowPlatform.ios
    let clock = SkippingClock()
    private let state: Mutex<State>

    struct State {
        var layout: FakeLayout
        var apps: Set<String>
        var events: [JSONObject] = []
        var text = ""
        var isDark = false
        var isInAirplaneMode = false
    }

    init(_ test: JSONValue) {
        serial = test["deviceId"]?.string ?? "fake"
        let apps = test["installedApps"]?.array?.compactMap(\.string) ?? []
        state = Mutex(
            State(layout: FakeLayout(test["layout"], counters: test["counters"]), apps: Set(apps)))
    }

    var events: [JSONObject] { state.withLock { $0.events } }
    /// What was typed.
    var text: String { state.withLock { $0.text } }
    var isDarkNow: Bool { state.withLock { $0.isDark } }
    var isInAirplaneModeNow: Bool { state.withLock { $0.isInAirplaneMode } }

    // MARK: FlowDevice

    func refusal(of action: FlowAction) -> String? { nil }

    func hierarchy() async throws(DeviceError) -> Hierarchy { state.withLock { $0.layout.hierarchy() } }

    func size() async throws(DeviceError) -> Size { Size(width: 540, height: 960) }

    func screenshot() async throws(DeviceError) -> [UInt8] {
        let picture = state.withLock { state in
            state.record("TakeScreenshot")
            return state.layout.picture
        }
        do { return try picture.png() } catch {
            throw DeviceError(.commandFailed, error.message, serial: serial)
        }
    }

    func isDark() async throws(DeviceError) -> Bool { isDarkNow }
    func isInAirplaneMode() async throws(DeviceError) -> Bool { isInAirplaneModeNow }
    func isKeyboardShown() async throws(DeviceError) -> Bool { false }

    func stopRecording() async throws(DeviceError) -> [UInt8] {
        state.withLock { $0.record("StopRecording") }
        return []
    }

    func perform(_ action: FlowAction) async throws(DeviceError) {
        if case .swipe(_, _, let time) = action { clock.advance(by: time) }
        if case .swipeFrom(_, _, let time) = action { clock.advance(by: time) }
        let error = state.withLock { state in
            do throws(DeviceError) {
                try state.perform(action)
                return DeviceError?.none
            } catch {
                return error
            }
        }
        if let error { throw error }
    }
}

extension FakeMaestroDevice.State {
    mutating func record(_ event: String, _ members: KeyValuePairs<String, JSONValue?> = [:]) {
        var object = JSONObject(omittingNil: members)
        object["event"] = .string(event)
        events.append(object)
    }

    mutating func perform(_ action: FlowAction) throws(DeviceError) {
        switch action {
        case .tap(let point): try tap(point)
        case .doubleTap(let point):
            try tap(point)
            try tap(point)
        case .longPress(let point):
            record("TakeScreenshot")
            record("LongPress", ["point": Self.json(point)])
            record("TakeScreenshot")
        case .swipe(let from, let to, let time):
            record(
                "Swipe", ["start": Self.json(from), "end": Self.json(to), "durationMs": Self.json(time)])
        case .swipeScreen(let direction, let time):
            record("SwipeWithDirection", ["direction": .string(direction.rawValue), "durationMs": Self.json(time)])
        case .swipeFrom(let point, let direction, let time):
            record(
                "SwipeElementWithDirection",
                [
                    "point": Self.json(point), "direction": .string(direction.rawValue),
                    "durationMs": Self.json(time),
                ])
            let (x, y) =
                switch direction {
                case .up: (0, -Self.reach)
                case .down: (0, Self.reach)
                // Sideways Maestro's fake moves them against the finger.
                case .left: (Self.reach, 0)
                case .right: (-Self.reach, 0)
                }
            layout.move(x: x, y: y)
        case .scroll: record("Scroll")
        case .back: record("BackPress")
        case .hideKeyboard: record("HideKeyboard")
        case .inputText(let typed):
            text += typed
            record("InputText", ["text": .string(typed)])
        case .eraseText(let count):
            text = count == Self.erasesAll ? "" : String(text.dropLast(count))
            record("EraseAllText")
        case .pressKey(let key):
            if key == "backspace" { text = String(text.dropLast()) }
            record("PressKey", ["code": .string(KeyConstant.name(of: key))])
        case .setOrientation(let orientation):
            record("SetOrientation", ["orientation": .string(orientation.rawValue)])
        case .setLocation(let latitude, let longitude):
            record("SetLocation", ["latitude": .number(latitude), "longitude": .number(longitude)])
        case .setAirplaneMode(let isOn): isInAirplaneMode = isOn
        case .setDarkMode(let isDark): self.isDark = isDark
        case .addMedia: record("AddMedia")
        case .startRecording: record("StartRecording")
        case .openLink(let link, let isVerified):
            record("OpenLink", ["link": .string(link), "autoLink": isVerified ? .bool(true) : nil])
        case .openBrowser(let link): record("OpenBrowser", ["link": .string(link)])
        case .launchApp(let app, let arguments):
            try require(app)
            record("LaunchApp", ["appId": .string(app), "launchArguments": .object(arguments)])
        case .stopApp(let app): record("StopApp", ["appId": .string(app)])
        case .killApp(let app): record("KillApp", ["appId": .string(app)])
        // One that is not installed has no state.
        case .clearState(let app): if apps.contains(app) { record("ClearState", ["appId": .string(app)]) }
        case .clearKeychain: record("ClearKeychain")
        case .setPermissions(let app, let permissions):
            let names = permissions.map { (key: $0.name, value: JSONValue.string($0.value)) }
            record("SetPermissions", ["appId": .string(app), "permissions": .object(JSONObject(names))])
        }
    }

    /// Maestro's client takes a picture before and after each tap on iOS, to see whether it did anything; our runner
    /// compares hierarchies, so the fake adds what the cases list.
    private mutating func tap(_ point: Point) throws(DeviceError) {
        record("TakeScreenshot")
        do throws(FakeEffectError) { try layout.tap(point) } catch {
            throw DeviceError(.commandFailed, error.message, serial: "fake")
        }
        record("Tap", ["point": Self.json(point)])
        record("TakeScreenshot")
    }

    private func require(_ app: String) throws(DeviceError) {
        guard apps.contains(app) else { throw DeviceError(.noSuchApp, "no app \(app)", serial: "fake") }
    }

    private static func json(_ point: Point) -> JSONValue { [.integer(Int64(point.x)), .integer(Int64(point.y))] }
    private static func json(_ time: Duration) -> JSONValue { .integer(Int64(time.milliseconds.rounded())) }

    /// What Maestro's fake takes for the whole text, however long.
    private static let erasesAll = 50
    /// How far a swipe moves everything.
    private static let reach = 300
}
