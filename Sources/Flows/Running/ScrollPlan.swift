package import FlowDocuments
internal import Hierarchies

/// How `scrollUntilVisible` goes about it, with Maestro's arithmetic.
package struct ScrollPlan {
    /// The way the finger goes.
    var finger: FlowOperation.SwipeDirection
    package var duration: Duration
    package var timeout: Duration
    /// 0 to 1.
    var visibility: Double

    /// How often an element in sight is moved towards the middle.
    static let centerings = 4
    /// Swipes in succession that moved nothing, after which the end is reached; one alone may have come too early.
    static let standstills = 3

    package init(_ scroll: FlowOperation.ScrollUntilVisible, at place: SourcePlace) throws(FlowFailure) {
        finger =
            switch scroll.direction ?? .down {
            case .down: .up
            case .up: .down
            case .left: .right
            case .right: .left
            }
        func number(_ text: String?, _ name: String) throws(FlowFailure) -> Double? {
            guard let text else { return nil }
            guard let number = Double(text.filter { $0 != "_" }), number.isFinite, abs(number) < 1e9 else {
                throw FlowFailure(.invalidCommand, "the \(name) \"\(text)\" is no number", at: place)
            }
            return number
        }
        // Speeds beyond 100 and times below 0 mean the default. Source: Maestro, `ScrollUntilVisibleCommand`.
        let written = try number(scroll.speed, "speed") ?? 40
        let milliseconds = Int(1000 * (100 - written) / 100) + 1
        duration = .milliseconds(milliseconds < 0 ? 40 : milliseconds)
        let time = try number(scroll.timeout, "timeout") ?? 20_000
        timeout = .milliseconds(Int(time < 0 ? 20_000 : time))
        visibility = min(max(try number(scroll.visibilityPercentage, "visibilityPercentage") ?? 100, 0), 100) / 100
    }

    /// Whether the element's middle is within a fifth of the screen from the screen's, along the way it moves.
    func isCentered(_ bounds: Rect, on size: Size) -> Bool {
        switch finger {
        case .up, .down: abs(bounds.center.y - size.height / 2) <= size.height / 5
        case .left, .right: abs(bounds.center.x - size.width / 2) <= size.width / 5
        }
    }
}
