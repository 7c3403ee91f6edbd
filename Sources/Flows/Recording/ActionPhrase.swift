internal import Screens
internal import Tools

extension Action {
    /// What is done, in a few words; it shows no secret.
    package var phrase: String {
        switch self {
        case .tap(let target): "tap \(target.phrase)"
        case .longPress(let target): "long press \(target.phrase)"
        case .doubleTap(let target): "double tap \(target.phrase)"
        case .inputText(let input):
            "type \(input.variable.map { "${\($0)}" } ?? "\"\(input.text)\"") into \(input.target.phrase)"
                + (input.submits ? " and press enter" : "")
        case .eraseText(let target, _): "clear \(target.phrase)"
        case .pressKey(let key): "press \(key.rawValue)"
        case .back: "back"
        case .home: "home"
        case .scroll(let gesture), .swipe(let gesture):
            "swipe \(gesture.direction.rawValue)" + (gesture.target.map { " on \($0.phrase)" } ?? "")
        case .launchApp(let app): "launch \(app)"
        case .wait(let seconds, let text): text.map { "wait for \"\($0)\"" } ?? "wait \(seconds) s"
        case .finish: "done"
        }
    }
}

extension Action.Target {
    /// The first part of the label, or the place.
    var phrase: String {
        let name = label.components(before: " | ")
        return name.isEmpty ? "at \(chain.position)" : "\"\(name)\""
    }
}

extension String {
    fileprivate func components(before mark: String) -> String {
        firstRange(of: mark).map { String(self[..<$0.lowerBound]) } ?? self
    }
}
