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

extension FoundElement {
    /// Whether a node that is drawn later takes the touch at a point: one that reacts and lies neither in the element
    /// nor around it.
    func isCovered(at point: Point) -> Bool {
        let end = max(hierarchy.nodes[node].end, node + 1)
        let package = hierarchy.nodes[node].packageName
        return hierarchy.nodes[end...].contains {
            $0.flags.contains(.clickable) && $0.packageName == package && $0.bounds.contains(point)
        }
    }
}

extension FlowRun {
    /// Looks for an element until it is there or the window is over; the last look begins when it is over.
    /// - Returns: nil when it is not there.
    /// - Throws: when something lies over the app at last, so that nobody knows.
    func find(_ selector: Selector, within window: Duration) async throws(FlowFailure) -> FoundElement? {
        let end = patience + window
        var isLast = patience >= end
        var hierarchy = try await lately()
        while true {
            let match = try await matcher(for: hierarchy).resolve(selector)
            if let node = match.hit {
                answerObstruction(hierarchy.nodes[node])
                return FoundElement(node: node, hierarchy: hierarchy, rivals: match.rivals)
            }
            guard !isLast || mayClear else { break }
            isLast = patience >= end
            hierarchy = try await look()
        }
        try checkView()
        return nil
    }

    /// Waits until an element is not there; at least one look says so, at the app and at nothing over it.
    func findNone(_ selector: Selector, within window: Duration) async throws(FlowFailure) -> Bool {
        let end = patience + window
        var isLast = patience >= end
        var hierarchy = try await lately()
        while true {
            let isThere = try await matcher(for: hierarchy).resolve(selector).hit != nil
            if !isThere, !isObstructed { return true }
            guard !isLast || mayClear else {
                if !isThere { try checkView() }
                return false
            }
            isLast = patience >= end
            hierarchy = try await look()
        }
    }

    func matcher(for hierarchy: Hierarchy) async throws(FlowFailure) -> SelectorMatcher {
        SelectorMatcher(hierarchy, size: try await size(), order: options.order)
    }

    /// A window, less the time for which nothing was done: what was not there then is not on its way.
    func remaining(_ window: Duration) -> Duration { max(.zero, window - (patience - changedAt)) }

    /// The element as it stands when a finger can go there: where two looks in succession find it in one place.
    ///
    /// A screen that stood still a moment ago is believed.
    /// - Returns: nil when it went away meanwhile.
    func steady(_ found: FoundElement, _ selector: Selector) async throws(FlowFailure) -> FoundElement? {
        if isSettled, watch.elapsed - lookedAt <= options.freshness { return found }
        var last = found
        for _ in 0..<Self.steadyLooks {
            let hierarchy = try await look()
            let match = try await matcher(for: hierarchy).resolve(selector)
            guard let node = match.hit else { return nil }
            let next = FoundElement(node: node, hierarchy: hierarchy, rivals: match.rivals)
            if next.bounds == last.bounds { return next }
            last = next
        }
        return last
    }

    private static let steadyLooks = 20
}
