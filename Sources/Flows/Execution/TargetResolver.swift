internal import Devices
internal import Hierarchies
internal import Screens

/// Finds on one screen what an action was planned for on another.
///
/// The selectors are asked in their order. One that fits several nodes decides nothing unless it has an index, and what
/// it finds must still be the element it was: same role, names and class. The position is the last resort, and only on
/// the screen that the action was planned on.
struct TargetResolver {
    let screen: Screen
    let hierarchy: Hierarchy

    init(_ observed: ObservedScreen) {
        screen = observed.screen
        hierarchy = observed.hierarchy
    }

    struct Found {
        var point: Point
        /// nil when the place was found by position and nothing lies there.
        var element: Element?
        var warnings: [StepWarning] = []
    }

    /// - Parameters:
    ///   - target: what is to be touched.
    ///   - planned: the screen that the action was planned on; nil when that is unknown.
    /// - Returns: where to touch now.
    /// - Throws: `targetGone`, or `targetBlocked` when it is there and out of use.
    func find(_ target: Action.Target, plannedOn planned: ScreenFingerprint?) throws(StepError) -> Found {
        let matcher = SelectorMatcher(hierarchy, size: screen.size)
        var blocked: Element?
        for (place, selector) in target.chain.selectors.enumerated() {
            let match = matcher.resolve(selector)
            guard let node = match.hit, match.isUnique || selector.index != nil else { continue }
            let element = screen.element(of: node, in: hierarchy)
            if let wanted = target.fingerprint, element?.fingerprint != wanted { continue }
            if let element, !element.states.isDisjoint(with: [.disabled, .covered, .offscreen]) {
                blocked = blocked ?? element
                continue
            }
            var found = Found(point: point(of: node, element, target), element: element)
            if place > 0 { found.warnings.append(.healed(passed: place)) }
            let slop = ScreenDiff.touchSlop(of: screen.size)
            if target.fingerprint != nil,
                abs(found.point.x - target.point.x) > slop
                    || abs(found.point.y - target.point.y) > slop
            {
                found.warnings.append(.targetMoved(from: target.point, to: found.point))
            }
            return found
        }
        if let blocked {
            let why = blocked.states.intersection([.disabled, .covered, .offscreen]).words.joined(separator: " and ")
            throw StepError(.targetBlocked, "\(Self.name(target)) is \(why) now")
        }
        return try byPosition(target, plannedOn: planned)
    }

    private func byPosition(
        _ target: Action.Target, plannedOn planned: ScreenFingerprint?
    ) throws(StepError) -> Found {
        guard planned == nil || planned == screen.fingerprint else {
            throw StepError(.targetGone, "\(Self.name(target)) is gone: this is another screen than the planned one")
        }
        let element = screen.elements.filter { $0.bounds.contains(target.point) && $0.actions.contains(.tap) }
            .min { $0.bounds.area < $1.bounds.area }
        // What lies there must be what was meant, where that is known.
        if let wanted = target.fingerprint, let element, element.fingerprint != wanted,
            !screen.elements.contains(where: { $0.fingerprint == wanted && $0.bounds.contains(target.point) })
        {
            throw StepError(.targetGone, "something else lies where \(Self.name(target)) was")
        }
        return Found(point: target.point, element: element, warnings: [.pointFallback])
    }

    private func point(of node: Int, _ element: Element?, _ target: Action.Target) -> Point {
        if let element, !element.actions.isEmpty || element.node == node { return element.tapPoint }
        let bounds = hierarchy.nodes[node].bounds
        return target.chain.inset?.point(in: bounds) ?? bounds.center
    }

    private static func name(_ target: Action.Target) -> String {
        target.label.isEmpty ? "the target" : "\"\(target.label)\""
    }
}
