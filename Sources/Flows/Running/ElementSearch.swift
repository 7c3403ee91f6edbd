internal import Devices
internal import FlowDocuments
internal import Hierarchies
internal import Screens

/// What a search for an element found.
struct FoundElement: Sendable {
    var node: Int
    var hierarchy: Hierarchy
    /// How many others fit as well.
    var rivals: Int
    /// Where to touch it, when that is not its middle.
    var tapPoint: Point?

    var bounds: Rect { hierarchy.nodes[node].bounds }
    var point: Point { tapPoint ?? bounds.center }
}

extension FlowRun {
    /// Looks for an element until it is there or the window is over; at least once.
    /// - Returns: nil when it is not there.
    func find(_ selector: Selector, within window: Duration) async throws(FlowFailure) -> FoundElement? {
        let watch = Stopwatch(clock)
        var hierarchy = try await lately()
        while true {
            let match = try await matcher(for: hierarchy).resolve(selector)
            if let node = match.hit {
                return FoundElement(node: node, hierarchy: hierarchy, rivals: match.rivals)
            }
            guard watch.elapsed < window else { return nil }
            hierarchy = try await look()
        }
    }

    /// Waits until an element is not there; at least one look says so.
    func findNone(_ selector: Selector, within window: Duration) async throws(FlowFailure) -> Bool {
        let watch = Stopwatch(clock)
        var hierarchy = try await lately()
        while try await matcher(for: hierarchy).resolve(selector).hit != nil {
            guard watch.elapsed < window else { return false }
            hierarchy = try await look()
        }
        return true
    }

    func matcher(for hierarchy: Hierarchy) async throws(FlowFailure) -> SelectorMatcher {
        SelectorMatcher(hierarchy, size: try await size(), order: options.order)
    }

    /// A window, less the time for which nothing was done: what was not there then is not on its way.
    func remaining(_ window: Duration) -> Duration { max(.zero, window - (watch.elapsed - changedAt)) }

    /// The element as it stands when a finger can go there: where two looks in succession find it in one place.
    ///
    /// A screen that stood still a moment ago is believed.
    func steady(_ found: FoundElement, _ selector: Selector) async throws(FlowFailure) -> FoundElement {
        if isSettled, watch.elapsed - lookedAt <= options.freshness { return found }
        var last = found
        for _ in 0..<Self.steadyLooks {
            let hierarchy = try await look()
            let match = try await matcher(for: hierarchy).resolve(selector)
            // It went away in the very moment: what was seen last is the best there is.
            guard let node = match.hit else { return last }
            let next = FoundElement(node: node, hierarchy: hierarchy, rivals: match.rivals)
            if next.bounds == last.bounds { return next }
            last = next
        }
        return last
    }

    private static let steadyLooks = 20
}
