internal import FlowDocuments
internal import Hierarchies

/// A dialog that the system put over the app: what lies below cannot be seen, so nothing can be said of it.
///
/// Only what no app brings up counts. A permission dialog, a chooser and "App isn't responding" are the app's own doing,
/// and a flow that does not expect them fails.
struct Obstruction: Sendable, Hashable {
    var package: String
    /// Its title, else the first that it says.
    var title: String

    /// - Returns: nil when no such dialog is shown.
    init?(_ hierarchy: Hierarchy, over app: String?) {
        guard let sign = hierarchy.nodes.first(where: { Self.isSign($0) && $0.packageName != app }) else { return nil }
        package = sign.packageName
        title = hierarchy.title(of: package)
        if package == Self.android, !Self.systemNames.contains(where: title.contains) { return nil }
    }

    /// As the subject of a sentence.
    var name: String { title.isEmpty ? package : "“\(title)” of \(package)" }

    private static func isSign(_ node: UINode) -> Bool {
        switch node.packageName {
        case "com.android.systemui":
            let id = node.resourceID.split(separator: "/").last ?? ""
            return ["alertTitle", "parentPanel", "button1", "button2", "button3"].contains(id)
        case android: return node.resourceID.hasPrefix("android:id/aerr_")
        default: return callScreens.contains(node.packageName)
        }
    }

    private static let android = "android"
    /// Whose "isn't responding" says nothing of an app; the dialog itself tells no package.
    private static let systemNames = ["System UI", "Process system", "Launcher", "Quickstep"]
    private static let callScreens: Set<String> = [
        "com.google.android.dialer", "com.android.dialer", "com.android.incallui", "com.samsung.android.incallui",
    ]
}

extension Hierarchy {
    /// What a package's window calls itself: its dialog's title, else its first text.
    func title(of package: String) -> String {
        let own = nodes.lazy.filter { $0.packageName == package && !$0.text.isEmpty }
        let title = own.first { $0.resourceID.hasSuffix("alertTitle") } ?? own.first
        return String((title?.text ?? "").prefix(80))
    }
}

extension FlowRun {
    /// What is shown instead of the flow's app, as the end of a sentence; empty when the app is in front.
    var inFront: String {
        guard let hierarchy, let appID,
            let front = hierarchy.nodes.last(where: { !$0.text.isEmpty && !Self.isFrame($0.packageName) })?.packageName,
            front != appID, !hierarchy.nodes.contains(where: { $0.packageName == appID })
        else { return "" }
        let title = hierarchy.title(of: front)
        return "; \(title.isEmpty ? "" : "“\(title)” of ")\(front) is in front"
    }

    private static func isFrame(_ package: String) -> Bool {
        package.isEmpty || package.contains("inputmethod") || package.hasSuffix(".ime")
    }

    // MARK: Watching

    /// Notes what lies over the app in what was just seen.
    /// - Throws: when it came up with a touch and went by itself, for then nobody knows which of the two was touched.
    func watchForObstruction(in seen: Hierarchy) throws(FlowFailure) {
        guard let found = Obstruction(seen, over: appID) else {
            guard let ended = obstruction else {
                isTouchUnseen = false
                return
            }
            obstruction = nil
            isTouchUnseen = false
            // What was hidden may have changed meanwhile.
            changedAt = patience
            if ended.followsTouch, !ended.isAnswered {
                throw FlowFailure(
                    .device, "\(ended.what.name) came over the app as it was touched, so the touch may be lost")
            }
            return
        }
        if obstruction?.what != found {
            obstruction = SeenObstruction(what: found, since: patience, followsTouch: isTouchUnseen)
        }
    }

    /// Whether something lies over the app that the flow does not deal with.
    var isObstructed: Bool { obstruction.map { !$0.isAnswered } ?? false }

    /// Whether there is still hope that it goes by itself.
    var mayClear: Bool {
        guard isObstructed, let obstruction else { return false }
        return patience - obstruction.since < options.optionalLookup
    }

    /// A flow that finds an element in what lies over the app deals with it.
    func answerObstruction(_ node: UINode) {
        if node.packageName == obstruction?.what.package { obstruction?.isAnswered = true }
    }

    /// Waits for the app to be in sight before something is done to it.
    func clearView() async throws(FlowFailure) {
        while mayClear { _ = try await look() }
        try checkView()
    }

    /// - Throws: when something lies over the app.
    func checkView() throws(FlowFailure) {
        guard isObstructed, let obstruction else { return }
        throw FlowFailure(.device, "\(obstruction.what.name) lies over the app")
    }
}

/// An obstruction and what a run knows of it.
struct SeenObstruction {
    var what: Obstruction
    var since: Duration
    /// Whether it came up right after a touch, which may have gone to it.
    var followsTouch: Bool
    /// Whether the flow deals with it.
    var isAnswered = false
}

extension FlowAction {
    /// Whether it goes to whatever has the focus or lies under a finger.
    var isTouch: Bool {
        switch self {
        case .tap, .doubleTap, .longPress, .swipe, .swipeScreen, .swipeFrom, .scroll, .back, .hideKeyboard, .inputText,
            .eraseText, .pressKey:
            true
        default: false
        }
    }
}
