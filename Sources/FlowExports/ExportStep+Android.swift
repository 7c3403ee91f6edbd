internal import Devices
internal import FlowDocuments
internal import Flows
internal import Hierarchies
internal import JSON

/// What is the same in every script that drives Android.
extension ExportStep {
    func key(_ name: String) throws(FlowExportError) -> KeyCode {
        guard let key = AndroidNames.key(name) else {
            throw unsupported(option: name, "the key is known only when the flow runs")
        }
        return key
    }

    func turns(_ orientation: String) throws(FlowExportError) -> Int {
        guard let known = FlowOrientation(written: try literal(orientation, "orientation")) else {
            throw refusal(.invalidValue, "\(orientation) is no orientation")
        }
        return known.quarterTurns
    }

    /// Of `enabled` and `disabled`.
    func isEnabled(_ value: String) throws(FlowExportError) -> Bool {
        try literal(value, "value").lowercased() == "enabled"
    }

    /// `grant` or `revoke` with the permissions; all when none is named.
    func permissions(
        _ variables: [FlowVariable]
    ) throws(FlowExportError) -> [(action: String, names: [String])] {
        var permissions: [(action: String, names: [String])] = []
        for variable in variables {
            let value = try literal(variable.value, "permissions")
            let actions = ["allow": "grant", "deny": "revoke", "unset": "revoke"]
            guard let action = actions[value.lowercased()] else {
                throw refusal(.invalidValue, "a permission is allow, deny or unset, not \(value)")
            }
            permissions.append((action, AndroidNames.permissions(variable.name)))
        }
        return permissions
    }

    /// The words by which `am start` hands an app its arguments.
    func extras(_ arguments: JSONObject?) throws(FlowExportError) -> [ExportText] {
        var words: [ExportText] = []
        for member in arguments?.members ?? [] {
            switch member.value {
            case .string, .bool, .integer, .number: break
            case .null, .array, .object:
                throw unsupported(option: "arguments", "\(member.key) is neither a text, a number nor a truth")
            }
            let value = try text(member.value.string ?? member.value.print())
            words += [ExportText(AndroidNames.extraFlag(member.value)), ExportText(member.key), value]
        }
        return words
    }

    /// What no script does.
    func refuseUnscripted() throws(FlowExportError) {
        switch command.operation {
        case .ai: throw unsupported("no model looks at the screen")
        case .travel: throw unsupported("it has no way of points")
        case .clearKeychain: throw unsupported("only iOS has one")
        case .runScript, .evalScript: throw unsupported("it runs JavaScript")
        case .assertScreenshot: throw unsupported("it compares no pictures")
        case .takeScreenshot(let shot) where shot.cropOn != nil:
            throw unsupported(option: "cropOn", "it takes whole screens")
        case .launchApp(let launch) where launch.clearKeychain == true:
            throw unsupported(option: "clearKeychain", "only iOS has one")
        case .openLink(let link) where link.browser == true:
            throw unsupported(option: "browser", "the phone chooses who opens a link")
        case .openLink(let link) where link.autoVerify == true:
            throw unsupported(option: "autoVerify", "nobody answers the phone's questions")
        case .scrollUntilVisible(let scroll) where scroll.centerElement == true:
            throw unsupported(option: "centerElement", "it stops when the element is visible")
        default: return
        }
    }
}

extension FlowOperation.SwipeDirection {
    /// From where to where a swipe over the whole screen goes.
    var points: (start: String, end: String) {
        func percent(_ point: Point) -> String { "\(point.x)%,\(point.y)%" }
        return (percent(screenPath.from), percent(screenPath.to))
    }

    /// Where a swipe ends that scrolls this way from the middle.
    var scrollEnd: String {
        switch self {
        case .up: "50%,90%"
        case .down: "50%,10%"
        case .left: "90%,50%"
        case .right: "10%,50%"
        }
    }
}
