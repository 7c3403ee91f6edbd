internal import FlowDocuments
internal import Screens
internal import Tools

extension Action {
    /// What a flow does to do what the action does.
    ///
    /// - Parameter keepsPermissions: see `RecordedFlow.keepsPermissions`.
    /// - Returns: in their order; none for an ending.
    /// - Throws: for keys that flows do not know, and for apps that are only named.
    func operations(keepsPermissions: Bool) throws(ExportError) -> [FlowOperation] {
        switch self {
        case .tap(let target): return [.tap(target.tap(.short))]
        case .longPress(let target): return [.tap(target.tap(.long))]
        case .doubleTap(let target): return [.tap(target.tap(.double))]
        case .inputText(let input):
            let text = input.variable.map { "${\($0)}" } ?? FlowText.escaped(input.text)
            return [.tap(input.target.tap(.short))] + (input.erasure.map { [$0.operation] } ?? [])
                + [.inputText(text)] + (input.submits ? [.pressKey("enter")] : [])
        case .eraseText(let target, let erasure): return [.tap(target.tap(.short)), erasure.operation]
        case .pressKey(.space): return [.inputText(" ")]
        case .pressKey(let key):
            guard let name = key.flowName else {
                throw ExportError(
                    .unsupportedKey, "no key \(key.rawValue); an adb script can press it", format: "Maestro")
            }
            return [.pressKey(name)]
        case .back: return [.back]
        case .home: return [.pressKey("home")]
        case .scroll(let gesture), .swipe(let gesture): return [.swipe(gesture.swipe)]
        case .launchApp(let name):
            var launch = FlowOperation.LaunchApp(appID: try AppID(name, for: "Maestro").text)
            // A running app is stopped first unless told not to.
            launch.stopApp = false
            if keepsPermissions { launch.permissions = [] }
            return [.launchApp(launch)]
        case .wait(let seconds, let text):
            // Flows have no plain pause: they wait until nothing moves, or for a text, which may never come.
            let timeout = String(Int((seconds * 1000).rounded()))
            guard let text else { return [.waitForAnimationToEnd(timeout: timeout)] }
            var condition = FlowCondition()
            condition.visible = FlowSelector(Selector(text: .literal(text)))
            return [.assert(condition, timeout: timeout)]
        case .finish: return []
        }
    }
}

extension Action.Target {
    /// By its best selector, at the place inside the element that was touched; by the screen's place without one.
    fileprivate func tap(_ press: FlowOperation.Tap.Press) -> FlowOperation.Tap {
        // A double tap takes no place inside an element.
        guard let selector = chain.selectors.first, chain.inset == nil || press != .double else {
            return FlowOperation.Tap(press, point: chain.position.description)
        }
        return FlowOperation.Tap(press, selector: FlowSelector(selector), point: chain.inset?.description)
    }
}

extension Action.Erasure {
    fileprivate var operation: FlowOperation { .eraseText(characters: count) }
}

extension Action.Gesture {
    /// From the element when it can be told without its place, else between two points.
    fileprivate var swipe: FlowOperation.Swipe {
        var swipe: FlowOperation.Swipe
        if let selector = target?.chain.selectors.first, selector.index == nil {
            swipe = .init(.from(FlowSelector(selector), point: nil, .init(direction)))
        } else {
            let (start, end) = (
                ScreenPosition(near: from, on: screen) { _ in true }, ScreenPosition(near: to, on: screen) { _ in true }
            )
            swipe = .init(.points(start: start.description, end: end.description))
        }
        swipe.duration = milliseconds
        return swipe
    }
}

extension FlowOperation.SwipeDirection {
    fileprivate init(_ direction: Direction) {
        self =
            switch direction {
            case .up: .up
            case .down: .down
            case .left: .left
            case .right: .right
            }
    }
}

extension Key {
    /// What flows call the key, or nil.
    ///
    /// Source: Maestro, `KeyCode.kt`.
    fileprivate var flowName: String? {
        switch self {
        case .enter: "enter"
        case .backspace: "backspace"
        case .tab: "tab"
        case .escape: "escape"
        case .home: "home"
        case .back: "back"
        case .power: "power"
        case .volumeUp: "volume up"
        case .volumeDown: "volume down"
        case .menu: "remote menu"
        case .dpadUp: "remote dpad up"
        case .dpadDown: "remote dpad down"
        case .dpadLeft: "remote dpad left"
        case .dpadRight: "remote dpad right"
        case .dpadCenter: "remote dpad center"
        case .mediaPlayPause: "remote media play pause"
        case .space, .search, .forwardDelete, .appSwitch, .volumeMute, .pageUp, .pageDown, .moveHome, .moveEnd, .camera:
            nil
        }
    }
}
