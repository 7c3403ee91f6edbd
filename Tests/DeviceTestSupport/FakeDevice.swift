package import Devices
import Glibc
package import Hierarchies
import Synchronization

/// A device in front of a `FakePhone`, whose every operation takes its own time on the clock of the test.
package final class FakeDevice: Device {
    /// How it misbehaves.
    package enum Fault: Sendable, Hashable {
        case none
        /// The connection is lost after so many operations.
        case dies(after: Int)
        /// Answers nothing any more after so many operations, until it is cancelled.
        case hangs(after: Int)
        /// Every dump shows something else.
        case neverSettles
        /// Takes text and shows none of it.
        case losesText
        /// Keeps only the first characters.
        case losesCharacters(keeping: Int)
        /// A page comes up by itself after so many touches.
        case interrupts(after: Int, with: String)
        /// A touch shows only after so many dumps.
        case reactsLate(dumps: Int)
        /// Everything lies lower after so many dumps.
        case shifts(after: Int, by: Int)
        /// Dumps that cannot be read come between the good ones.
        case breaksDumps(each: Int)
        /// Sends the process a signal after so many operations, and waits to be cancelled for it.
        case signals(Int32, after: Int)
        /// From so many dumps on another page is there.
        case turns(after: Int, to: String)
    }

    private struct State {
        var stack: [String]
        var on: Set<String> = []
        var texts: [String: String] = [:]
        var focus: String?
        var log: [String] = []
        var holds: [Duration] = []
        var operations = 0
        var dumps = 0
        var touches = 0
        var late: [(at: Int, effect: FakePhone.Effect)] = []
    }

    package let serial = "fake-1"
    package let clock: ManualClock
    private let phone: FakePhone
    private let fault: Fault
    private let state: Mutex<State>

    package init(_ phone: FakePhone, _ fault: Fault = .none, clock: ManualClock = ManualClock()) {
        self.phone = phone
        self.fault = fault
        self.clock = clock
        state = Mutex(State(stack: [phone.first]))
    }

    // MARK: What a test asks

    /// What was done to it, in order: `tap 500,320`, `type hello`, `key KEYCODE_BACK`.
    package var log: [String] { state.withLock { $0.log } }
    /// How long each long press was.
    package var holds: [Duration] { state.withLock { $0.holds } }
    package var page: String { state.withLock { $0.stack.last ?? "" } }
    package var dumps: Int { state.withLock { $0.dumps } }
    package func isOn(_ name: String) -> Bool { state.withLock { $0.on.contains(name) } }
    package func text(_ id: String) -> String { state.withLock { $0.texts[id] ?? "" } }
    package func setText(_ text: String, of id: String) { state.withLock { $0.texts[id] = text } }

    // MARK: Device

    private func begin(_ entry: String? = nil, takes cost: Duration = .milliseconds(50)) async throws(DeviceError) {
        if Task.isCancelled { throw DeviceError(.cancelled, "cancelled", serial: serial) }
        let count = state.withLock { state in
            state.operations += 1
            return state.operations
        }
        switch fault {
        case .dies(let after) where count > after:
            throw DeviceError(.connectionLost, "the connection was closed", serial: serial, service: entry)
        case .hangs(let after) where count > after:
            while !Task.isCancelled {
                clock.advance(by: .seconds(5))
                await Task.yield()
            }
            throw DeviceError(.cancelled, "cancelled", serial: serial)
        case .signals(let number, let after) where count == after:
            kill(getpid(), number)
            while !Task.isCancelled { await Task.yield() }
            throw DeviceError(.cancelled, "cancelled", serial: serial)
        default: break
        }
        clock.advance(by: cost)
        if let entry { state.withLock { $0.log.append(entry) } }
    }

    package func dump() async throws(DeviceError) -> DeviceDump {
        try await begin(takes: .milliseconds(100))
        let text = state.withLock { state in
            state.dumps += 1
            let due = state.late.filter { $0.at <= state.dumps }
            state.late.removeAll { $0.at <= state.dumps }
            for late in due { apply(late.effect, &state) }
            if case .turns(let after, let page) = fault, state.dumps == after { state.stack = [page] }
            if case .breaksDumps(let each) = fault, state.dumps % each == 0 { return "<hierarchy><node" }
            return xml(state)
        }
        return DeviceDump(bytes: Array(text.utf8), strategy: .uiautomator)
    }

    package func tap(at point: Point) async throws(DeviceError) {
        try await begin("tap \(point.x),\(point.y)")
        state.withLock { state in touch(point, &state) }
    }

    package func doubleTap(at point: Point) async throws(DeviceError) {
        try await begin("double \(point.x),\(point.y)")
    }

    package func longPress(at point: Point, for duration: Duration) async throws(DeviceError) {
        try await begin("hold \(point.x),\(point.y)")
        state.withLock { $0.holds.append(duration) }
    }

    package func swipe(from start: Point, to end: Point, in duration: Duration) async throws(DeviceError) {
        try await begin("swipe \(start.y < end.y ? "down" : "up")")
        state.withLock { state in
            if start.y > end.y, let below = phone.pages[state.stack.last ?? ""]?.below { apply(.turn(below), &state) }
        }
    }

    package func type(_ text: String) async throws(DeviceError) -> TextMethod {
        try await begin("type \(text)")
        state.withLock { state in
            guard let focus = state.focus else { return }
            switch fault {
            case .losesText: break
            case .losesCharacters(let keeping): state.texts[focus, default: ""] += text.prefix(keeping)
            default: state.texts[focus, default: ""] += text
            }
        }
        return .inputText
    }

    package func erase(_ count: Int) async throws(DeviceError) {
        try await begin("erase \(count)")
        state.withLock { state in
            guard let focus = state.focus, let text = state.texts[focus] else { return }
            state.texts[focus] = String(text.dropLast(count))
        }
    }

    package func press(_ key: KeyCode) async throws(DeviceError) {
        try await begin("key \(key)")
        state.withLock { state in
            if key.name == "KEYCODE_BACK" { apply(.back, &state) }
            if key.name == "KEYCODE_ENTER", let effect = state.focus.flatMap({ phone.enter[$0] }) {
                apply(effect, &state)
            }
        }
    }

    package func launch(_ package: String) async throws(DeviceError) {
        try await begin("launch \(package)")
        guard let app = phone.apps[package] else {
            throw DeviceError(.noSuchApp, "no app \(package)", serial: serial, service: "launch")
        }
        state.withLock { $0.stack = [app.page] }
    }

    package func apps() async throws(DeviceError) -> [InstalledApp] {
        try await begin()
        return phone.apps.keys.sorted().map { InstalledApp(package: $0, label: phone.apps[$0]?.label) }
    }

    package func foregroundApp() async throws(DeviceError) -> ForegroundApp? {
        try await begin()
        return phone.pages[page].map { ForegroundApp(package: $0.package, activity: "\($0.package)/.Main") }
    }

    package func display() async throws(DeviceError) -> DisplayInfo {
        DisplayInfo(size: FakePhone.size, density: 320, rotation: 0)
    }

    private func refuse(_ what: String) -> DeviceError {
        DeviceError(.unsupported, "a fake has no \(what)", serial: serial, service: what)
    }

    package func screenshot() async throws(DeviceError) -> [UInt8] { throw refuse("screenshot") }
    package func stop(_ package: String) async throws(DeviceError) { throw refuse("stop") }
    package func clear(_ package: String) async throws(DeviceError) { throw refuse("clear") }
    package func shell(_ command: String) async throws(DeviceError) -> ShellResult { throw refuse("shell") }
    package func push(_ content: [UInt8], to path: String) async throws(DeviceError) { throw refuse("push") }
    package func pull(_ path: String) async throws(DeviceError) -> [UInt8] { throw refuse("pull") }
    package func list(_ folder: String) async throws(DeviceError) -> [DeviceFile] { throw refuse("list") }
    package func setting(_ name: String, in space: SettingsNamespace) async throws(DeviceError) -> String? { nil }
    package func set(_ name: String, to value: String, in space: SettingsNamespace) async throws(DeviceError) {
        throw refuse("settings")
    }
    package func rotate(to rotation: Int) async throws(DeviceError) { throw refuse("rotation") }
    package func properties() async throws(DeviceError) -> [String: String] { [:] }

    // MARK: The phone

    private func shift(_ state: State) -> Int {
        if case .shifts(let after, let distance) = fault, state.dumps > after { distance } else { 0 }
    }

    private func touch(_ point: Point, _ state: inout State) {
        state.touches += 1
        let point = Point(x: point.x, y: point.y - shift(state))
        let views = phone.pages[state.stack.last ?? ""]?.views ?? []
        if let hit = views.flatMap(Self.all).last(where: {
            $0.box.contains(point) && ($0.tap != nil || $0.className == "EditText")
        }) {
            if hit.className == "EditText" { state.focus = hit.id }
            if let effect = hit.tap {
                if case .reactsLate(let dumps) = fault {
                    state.late.append((state.dumps + dumps, effect))
                } else {
                    apply(effect, &state)
                }
            }
        }
        if case .interrupts(let after, let page) = fault, state.touches == after { state.stack.append(page) }
    }

    private static func all(_ view: FakePhone.View) -> [FakePhone.View] { [view] + view.children.flatMap(all) }

    private func apply(_ effect: FakePhone.Effect, _ state: inout State) {
        switch effect {
        case .go(let page):
            state.stack.append(page)
            state.focus = nil
        case .turn(let page): state.stack[state.stack.count - 1] = page
        case .toggle(let name): state.on.formSymmetricDifference([name])
        case .back: if state.stack.count > 1 { state.stack.removeLast() }
        case .nothing: break
        }
    }

    // MARK: The dump

    private func xml(_ state: State) -> String {
        guard let page = phone.pages[state.stack.last ?? ""] else { return "" }
        let distance = shift(state)
        func node(_ view: FakePhone.View) -> String {
            let held = state.texts[view.id] ?? ""
            let isField = view.className == "EditText"
            let text = !isField ? view.text : view.isPassword ? String(repeating: "•", count: held.count) : held
            let bounds =
                "[\(view.box.left),\(view.box.top + distance)][\(view.box.right),\(view.box.bottom + distance)]"
            let attributes: [(String, String)] = [
                ("text", text), ("resource-id", view.id), ("class", "android.widget." + view.className),
                ("package", page.package), ("content-desc", isField ? "" : view.hint),
                ("hint", isField ? view.hint : ""),
                ("checkable", "\(view.shows != nil)"), ("checked", "\(view.shows.map(state.on.contains) ?? false)"),
                ("clickable", "\(view.tap != nil || isField)"), ("enabled", "true"),
                ("focused", "\(isField && state.focus == view.id)"), ("scrollable", "\(view.isScrollable)"),
                ("password", "\(view.isPassword)"), ("selected", "false"), ("bounds", bounds),
            ]
            let list = attributes.map { "\($0.0)=\"\(Self.escaped($0.1))\"" }.joined(separator: " ")
            return "<node \(list)>\(view.children.map(node).joined())</node>"
        }
        var views = page.views
        if fault == .neverSettles {
            let box = Rect(left: 0, top: 1900, right: 300, bottom: 1980)
            views.append(FakePhone.View("TextView", "moment \(state.dumps) of many", at: box))
        }
        var root = FakePhone.View(
            "FrameLayout", at: Rect(left: 0, top: -distance, right: 1000, bottom: 2000 - distance))
        root.children = views
        return "<?xml version='1.0' encoding='UTF-8'?><hierarchy rotation=\"0\">\(node(root))</hierarchy>"
    }

    private static func escaped(_ text: String) -> String {
        var result = ""
        for character in text {
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case "\"": result += "&quot;"
            default: result.append(character)
            }
        }
        return result
    }
}

// MARK: Devices by what they do

/// A device that is lost after so many operations.
package func deadDevice(_ phone: FakePhone, after operations: Int = 0) -> FakeDevice {
    FakeDevice(phone, .dies(after: operations))
}

/// A device that answers nothing after so many operations.
package func silentDevice(_ phone: FakePhone, after operations: Int = 0) -> FakeDevice {
    FakeDevice(phone, .hangs(after: operations))
}

package func neverSettlingDevice(_ phone: FakePhone) -> FakeDevice { FakeDevice(phone, .neverSettles) }

package func deafFieldDevice(_ phone: FakePhone) -> FakeDevice { FakeDevice(phone, .losesText) }

package func interruptingDevice(_ phone: FakePhone, after touches: Int, with page: String) -> FakeDevice {
    FakeDevice(phone, .interrupts(after: touches, with: page))
}
