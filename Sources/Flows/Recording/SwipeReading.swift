internal import Devices
internal import Hierarchies
internal import Screens
internal import Tools

/// What a person wanted with a finger that moved.
struct SwipeReading {
    let from: Point
    let to: Point
    let duration: Duration
    let before: SeenScreen
    let after: SeenScreen

    private var size: Size { before.screen.size }

    var direction: Direction {
        let dx = to.x - from.x
        let dy = to.y - from.y
        if abs(dx) > abs(dy) { return dx < 0 ? .left : .right }
        return dy < 0 ? .up : .down
    }

    /// - Parameters:
    ///   - element: where the finger went down.
    ///   - target: the same, as a step names it.
    ///   - visited: screens that were seen before.
    /// - Returns: `back` or `home` where the system's own gesture led there; else a swipe, from the element where that
    ///   is what moved, and between two places where the screen scrolled.
    func action(on element: Element?, _ target: Action.Target, visited: Set<ScreenFingerprint>) -> Action {
        if isFromBottom, after.owner == .launcher, before.owner != .launcher { return .home }
        // From the edge a drawer opens too; going back leads where one has been, or out of the app.
        if isFromSide, !before.hierarchy.saysTheSame(as: after.hierarchy),
            visited.contains(after.screen.fingerprint) || after.screen.packageName != before.screen.packageName
        {
            return .back
        }
        let isOfElement =
            !isFromSide && !direction.isVertical && abs(to.x - from.x) > size.width / 4
            && element.map { !$0.actions.subtracting(.scroll).isEmpty && $0.role != .slider } ?? false
            && !scrollsSideways && hasRoom(target)
        return .swipe(
            Action.Gesture(
                direction: direction, from: from, to: to, milliseconds: max(50, Int(duration.milliseconds.rounded())),
                target: isOfElement ? target : nil, screen: size))
    }

    /// Whether a swipe from the middle of what the selector finds goes far enough: its part may lie at the edge.
    private func hasRoom(_ target: Action.Target) -> Bool {
        guard let selector = target.chain.selectors.first, selector.index == nil,
            let node = SelectorMatcher(before.hierarchy, size: size).resolve(selector).hit
        else { return false }
        let middle = before.hierarchy.nodes[node].bounds.center.x
        return (direction == .left ? middle : size.width - middle) >= abs(to.x - from.x) * 3 / 4
    }

    private var isFromBottom: Bool { direction == .up && from.y >= size.height - size.height / 40 }

    private var isFromSide: Bool {
        let edge = size.width / 30
        return direction == .right && from.x < edge || direction == .left && from.x >= size.width - edge
    }

    /// Whether something below the finger scrolls to the sides: then the whole of it moves, not what was touched.
    private var scrollsSideways: Bool {
        before.screen.elements.contains {
            $0.bounds.contains(from) && $0.actions.contains(.scroll)
                && (!$0.states.isDisjoint(with: [.scrollsLeft, .scrollsRight]) || $0.role == .pager)
        }
    }
}
