internal import Devices
package import Hierarchies
internal import Screens
internal import Tools

/// Makes flow steps of what a person does, from gestures and from the screens between them.
///
/// It is told in order: screens that stood still, none of them seen while a finger was down, and gestures and keys. A
/// gesture becomes a step when the next screen is known; it is named by the screen before it.
package struct TouchRecorder: Sendable {
    /// Without the launch at the head.
    package internal(set) var steps: [FlowStep] = []
    /// What a person should know, and what was recorded, in lines; taken by `takeNews`.
    var news: [String] = []
    /// The display held upright.
    private let size: Size
    private var first: SeenScreen?
    private(set) var current: SeenScreen?
    private var pending: [Deed] = []
    var typing: Typing?
    /// Fields whose text is a secret, in the order of their variables.
    var secrets: [Element] = []
    private var appID: String?
    /// Whether a dialog asked for a permission.
    private var asksPermissions = false
    private var visited: Set<ScreenFingerprint> = []

    private enum Deed: Sendable {
        case gesture(TouchGesture)
        case key(Action)
    }

    /// - Parameter size: of the display held upright, in pixels.
    package init(size: Size) { self.size = size }

    // MARK: What happens

    package mutating func did(_ gesture: TouchGesture) {
        guard gesture.kind == .secondTap else { return pending.append(.gesture(gesture)) }
        if case .gesture(var first)? = pending.last, first.kind == .tap {
            first.kind = .secondTap
            pending[pending.count - 1] = .gesture(first)
        } else if case .tap(let target)? = steps.last?.action, pending.isEmpty {
            steps[steps.count - 1].action = .doubleTap(target)
            tell(steps[steps.count - 1])
        } else {
            pending.append(.gesture(gesture))
        }
    }

    /// A key of the device, by the kernel's name; those that type are seen in the field.
    package mutating func pressed(_ key: String) {
        if let action = Self.keys[key] { pending.append(.key(action)) }
    }

    private static let keys: [String: Action] = [
        "KEY_BACK": .back, "KEY_HOMEPAGE": .home, "KEY_HOME": .home, "KEY_VOLUMEUP": .pressKey(.volumeUp),
        "KEY_VOLUMEDOWN": .pressKey(.volumeDown), "KEY_POWER": .pressKey(.power), "KEY_TAB": .pressKey(.tab),
    ]

    /// The screen stands still, and no finger has touched it since this was seen.
    package mutating func saw(_ screen: SeenScreen) {
        if let current {
            explain(from: current, to: screen)
        } else {
            if !pending.isEmpty { news.append("what was done before the screen was first seen is not recorded") }
            pending = []
            first = screen
        }
        current = screen
        visited.insert(screen.screen.fingerprint)
        if appID == nil, screen.owner == .app { appID = screen.screen.packageName }
        if screen.owner == .permissions { asksPermissions = true }
    }

    /// The recording is over: what was done last and never seen is taken as it was meant.
    package mutating func finish() {
        if let current { explain(from: current, to: current) }
        flush()
    }

    /// Lines for the person, since they were last taken.
    package mutating func takeNews() -> [String] {
        defer { news = [] }
        return news
    }

    /// The flow so far, from the launch of the app that was in front on; nil when nothing was seen.
    package var flow: RecordedFlow? {
        guard let current, let first else { return nil }
        // A dialog that came up before the app was seen is the app's.
        let start: Action? = first.owner == .launcher ? .home : appID.map { .launchApp($0) }
        var flow = RecordedFlow(
            appID: appID ?? current.screen.packageName, steps: (start.map { [FlowStep($0)] } ?? []) + steps)
        flow.keepsPermissions = asksPermissions
        return flow
    }

    // MARK: Explaining one screen by the one before

    private mutating func explain(from before: SeenScreen, to after: SeenScreen) {
        let deeds = pending
        pending = []
        var keyTouches: [Point] = []
        var isSure = true
        for deed in deeds {
            if case .gesture(let gesture) = deed, before.isKey(at: place(gesture.start, before)) {
                keyTouches.append(place(gesture.start, before))
                continue
            }
            if !keyTouches.isEmpty { noteTyping(from: before, to: after, keyTouches) }
            keyTouches = []
            flush()
            switch deed {
            case .key(let action): record(action, on: before)
            case .gesture(let gesture): record(gesture, from: before, to: after, isSure: isSure)
            }
            isSure = false
        }
        if deeds.isEmpty || !keyTouches.isEmpty { noteTyping(from: before, to: after, keyTouches) }
    }

    private func place(_ point: Point, _ screen: SeenScreen) -> Point { point.turned(screen.screen.rotation, on: size) }

    private mutating func record(
        _ gesture: TouchGesture, from before: SeenScreen, to after: SeenScreen, isSure: Bool
    ) {
        let start = place(gesture.start, before)
        var element = before.element(at: start)
        if !isSure, let found = element {
            // The screen may have been another one by then: only what is still there was there.
            let later = after.element(at: start)
            if later?.fingerprint != found.fingerprint || later?.bounds != found.bounds {
                element = nil
                news.append("too fast to see what was touched: recorded by its place")
            }
        }
        let here = before.element(at: start)?.id
        let target =
            element.map { Action.Target($0, on: before.screen, before.hierarchy, touchedAt: start) }
            ?? Action.Target(start, on: before.screen.size) { before.element(at: $0)?.id == here }
        switch gesture.kind {
        case .tap:
            if let system = element.flatMap(Self.systemButton) { return record(system, on: before) }
            let reacts = element.map { !$0.actions.subtracting(.scroll).isEmpty } ?? false
            // A touch of nothing that did nothing is none that a flow needs.
            if !reacts, isSure, before.hierarchy.saysTheSame(as: after.hierarchy) { return }
            record(.tap(target), on: before)
        case .secondTap: record(.doubleTap(target), on: before)
        case .longPress: record(.longPress(target), on: before)
        case .pinch: news.append("a gesture of several fingers is not recorded: flows have no words for it")
        case .swipe:
            let way = SwipeReading(
                from: start, to: place(gesture.end, before), duration: gesture.duration, before: before, after: after)
            record(way.action(on: element, target, visited: visited), on: before)
        }
    }

    /// The buttons that the system draws below an app.
    private static func systemButton(_ element: Element) -> Action? {
        guard element.window == .navigationBar else { return nil }
        switch element.resourceIDTail {
        case "back": return .back
        case "home", "home_button": return .home
        default: return nil
        }
    }

    // MARK: Steps

    mutating func record(_ action: Action, on screen: SeenScreen?) {
        steps.append(FlowStep(action, on: screen?.screen.fingerprint))
        tell(steps[steps.count - 1])
    }

    mutating func tell(_ step: FlowStep) { news.append(step.action.phrase) }
}
