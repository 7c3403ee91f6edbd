internal import Hierarchies
internal import Screens
internal import Tools

extension Action.Gesture {
    /// Shows more of what lies in a direction: the finger goes the other way, within the middle half of the area.
    init(scrolling direction: Direction, in element: Element?, target: Action.Target?, on size: Size) {
        let area = Self.area(of: element, on: size)
        let finger = direction.opposite
        let middle = area.center
        let reach = finger.isVertical ? area.height / 4 : area.width / 4
        self.init(
            direction: finger, from: middle.moved(finger.opposite, by: reach), to: middle.moved(finger, by: reach),
            milliseconds: 500, target: target, screen: size)
    }

    /// Moves the finger from the element, or the middle of the screen, in a direction.
    ///
    /// It stays inside the element where that leaves it a quarter of the screen to move, and goes beyond it where not,
    /// as a finger that pulls a row aside does. A slider is pulled to its end.
    init(swiping direction: Direction, in element: Element?, target: Action.Target?, on size: Size) {
        let area = Self.area(of: element, on: size)
        let screen = Self.area(of: nil, on: size)
        let extent = direction.isVertical ? area.height : area.width
        let least = (direction.isVertical ? size.height : size.width) / 4
        let isWide = extent >= least * 2
        let middle = element?.tapPoint ?? area.center
        if element?.role == .slider {
            self.init(
                direction: direction, from: middle,
                to: middle.moved(direction, by: extent).clamped(to: area.intersection(screen)), milliseconds: 250,
                target: target, screen: size)
            return
        }
        let start = isWide ? area.center.moved(direction.opposite, by: extent * 3 / 10) : middle
        let end = isWide ? area.center.moved(direction, by: extent * 3 / 10) : middle.moved(direction, by: least)
        self.init(
            direction: direction, from: start.clamped(to: screen), to: end.clamped(to: screen), milliseconds: 250,
            target: target, screen: size)
    }

    /// The visible part of an element, or the screen without a margin where the system listens for its own gestures.
    private static func area(of element: Element?, on size: Size) -> Rect {
        let screen = Rect(left: 0, top: 0, right: size.width, bottom: size.height)
        if let element {
            let visible = element.bounds.intersection(screen)
            if !visible.isEmpty { return visible }
        }
        let margin = Size(width: size.width / 20, height: size.height / 20)
        return Rect(
            left: margin.width, top: margin.height, right: size.width - margin.width,
            bottom: size.height - margin.height)
    }
}

extension Direction {
    var opposite: Direction {
        switch self {
        case .up: .down
        case .down: .up
        case .left: .right
        case .right: .left
        }
    }

    var isVertical: Bool { self == .up || self == .down }
}

extension Point {
    func moved(_ direction: Direction, by distance: Int) -> Point {
        switch direction {
        case .up: Point(x: x, y: y - distance)
        case .down: Point(x: x, y: y + distance)
        case .left: Point(x: x - distance, y: y)
        case .right: Point(x: x + distance, y: y)
        }
    }

    func clamped(to rect: Rect) -> Point {
        Point(x: max(rect.left, min(x, rect.right - 1)), y: max(rect.top, min(y, rect.bottom - 1)))
    }
}
