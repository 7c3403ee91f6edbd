internal import Devices
internal import FlowDocuments
internal import Hierarchies

/// The last touch and what was shown before it: where the same is shown when something is missing, it did nothing.
///
/// A dialog that comes up between the last look and a touch takes the touch, goes with it, and leaves no trace.
struct LastTouch {
    var action: FlowAction
    var before: Hierarchy
}

extension FlowRun {
    /// Touches again, once, where the last touch changed nothing at all.
    ///
    /// Only what a flow needs and does not find asks for it, so that a touch that did what it should is never made twice.
    /// - Parameter command: what misses something.
    /// - Returns: whether there is something else on the screen now.
    /// - Throws: what kept it from being touched or looked at.
    func touchAgain(for command: FlowCommand) async throws(FlowFailure) -> Bool {
        guard options.repeatsLostTouches, !command.isOptional, let touch = lastTouch, let seen = hierarchy,
            seen.saysTheSame(as: touch.before)
        else { return false }
        try await act(touch.action)
        lastTouch = nil
        guard let now = hierarchy, !now.saysTheSame(as: touch.before) else { return false }
        // A second BACK leaves apps that ask for two, and what is looked for there is no answer of the app's.
        if touch.action == .back, now.nodes.first?.packageName != touch.before.nodes.first?.packageName { return false }
        journal.note.warning = FlowFailure(
            .touchRepeated, "the touch before had changed nothing within the time to look, and was made again")
        return true
    }
}

extension FlowAction {
    /// Whether making it a second time does no more than making it once, where the first did nothing.
    var isRepeatable: Bool {
        switch self {
        case .tap, .doubleTap, .longPress, .swipe, .swipeScreen, .swipeFrom, .scroll, .back: true
        default: false
        }
    }
}
