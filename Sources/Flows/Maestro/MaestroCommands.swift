internal import Screens
internal import Tools
internal import YAML

/// The Maestro commands that do what an action does.
struct MaestroCommands {
    private(set) var commands: [YAMLNode] = []

    /// - Throws: for keys that Maestro does not know and apps that are only named.
    init(_ action: Action, keepsPermissions: Bool = false) throws(ExportError) {
        switch action {
        case .tap(let target): tap("tapOn", target)
        case .longPress(let target): tap("longPressOn", target)
        case .doubleTap(let target): tap("doubleTapOn", target)
        case .inputText(let input):
            tap("tapOn", input.target)
            if let erasure = input.erasure { erase(erasure) }
            add("inputText", .text(input.variable.map { "${\($0)}" } ?? MaestroText.escaped(input.text)))
            if input.submits { add("pressKey", .bare("Enter")) }
        case .eraseText(let target, let erasure):
            tap("tapOn", target)
            erase(erasure)
        case .pressKey(.space): add("inputText", .text(" "))
        case .pressKey(let key):
            guard let name = key.maestroName else {
                throw ExportError(
                    .unsupportedKey, "no key \(key.rawValue); an adb script can press it", format: "Maestro")
            }
            add("pressKey", .bare(name))
        case .back: commands.append(.bare("back"))
        case .home: add("pressKey", .bare("Home"))
        case .scroll(let gesture), .swipe(let gesture): swipe(gesture)
        case .launchApp(let name):
            let id = try AppID(name, for: "Maestro").text
            // Maestro stops a running app first unless told not to.
            var members: [(key: String, value: YAMLNode)] = [("appId", .text(id)), ("stopApp", .bare("false"))]
            if keepsPermissions { members.append(("permissions", .mapping([]))) }
            add("launchApp", .mapping(members))
        case .wait(let seconds, let text): wait(seconds, until: text)
        case .finish: break
        }
    }

    private mutating func add(_ name: String, _ value: YAMLNode) {
        commands.append(.mapping([(name, value)]))
    }

    private mutating func tap(_ name: String, _ target: Action.Target) {
        let inset = target.chain.inset
        // A double tap takes no place inside an element.
        if let selector = target.chain.selectors.first, inset == nil || name != "doubleTapOn" {
            add(name, selector.yaml(touchedAt: inset))
        } else {
            add(name, .mapping([("point", .text(target.chain.position.description))]))
        }
    }

    private mutating func erase(_ erasure: Action.Erasure) {
        add("eraseText", .bare(String(erasure.count)))
    }

    /// From the element when it can be told without its place, else between two points.
    private mutating func swipe(_ gesture: Action.Gesture) {
        var members: [(key: String, value: YAMLNode)] = []
        if let selector = gesture.target?.chain.selectors.first, selector.index == nil {
            members.append(("direction", .bare(gesture.direction.rawValue.uppercased())))
            members.append(("from", selector.yaml))
        } else {
            for (name, point) in [("start", gesture.from), ("end", gesture.to)] {
                let position = ScreenPosition(near: point, on: gesture.screen) { _ in true }
                members.append((name, .text(position.description)))
            }
        }
        members.append(("duration", .bare(String(gesture.milliseconds))))
        add("swipe", .mapping(members))
    }

    /// Maestro has no plain pause: it waits until nothing moves, or for a text, which may never come.
    private mutating func wait(_ seconds: Double, until text: String?) {
        let timeout = YAMLNode.bare(String(Int((seconds * 1000).rounded())))
        if let text {
            let selector = Selector(text: .literal(text))
            add(
                "extendedWaitUntil",
                .mapping([("visible", selector.yaml), ("timeout", timeout), ("optional", .bare("true"))]))
        } else {
            add("waitForAnimationToEnd", .mapping([("timeout", timeout)]))
        }
    }
}

extension Key {
    /// Maestro's name for the key, or nil.
    ///
    /// Source: `KeyCode.kt`.
    fileprivate var maestroName: String? {
        switch self {
        case .enter: "Enter"
        case .backspace: "Backspace"
        case .tab: "Tab"
        case .escape: "Escape"
        case .home: "Home"
        case .back: "Back"
        case .power: "Power"
        case .volumeUp: "Volume Up"
        case .volumeDown: "Volume Down"
        case .menu: "Remote Menu"
        case .dpadUp: "Remote Dpad Up"
        case .dpadDown: "Remote Dpad Down"
        case .dpadLeft: "Remote Dpad Left"
        case .dpadRight: "Remote Dpad Right"
        case .dpadCenter: "Remote Dpad Center"
        case .mediaPlayPause: "Remote Media Play Pause"
        case .space, .search, .forwardDelete, .appSwitch, .volumeMute, .pageUp, .pageDown, .moveHome, .moveEnd, .camera:
            nil
        }
    }
}
