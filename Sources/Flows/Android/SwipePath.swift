package import FlowDocuments
package import Hierarchies

/// Where swipes without an element begin and end.
struct SwipePath {
    let size: Size

    init(on size: Size) { self.size = size }

    func across(_ direction: FlowOperation.SwipeDirection) -> (from: Point, to: Point) {
        let path = direction.screenPath
        return (point(path.from), point(path.to))
    }

    /// A tenth before the edge that a swipe goes to.
    func end(from start: Point, _ direction: FlowOperation.SwipeDirection) -> Point {
        switch direction {
        case .up: Point(x: start.x, y: size.height / 10)
        case .down: Point(x: start.x, y: size.height * 9 / 10)
        case .left: Point(x: size.width / 10, y: start.y)
        case .right: Point(x: size.width * 9 / 10, y: start.y)
        }
    }

    private func point(_ percent: Point) -> Point {
        Point(x: size.width * percent.x / 100, y: size.height * percent.y / 100)
    }
}

extension FlowOperation.SwipeDirection {
    /// A swipe over the screen, in percent of it: up from its middle, down from its upper part, sideways along its middle.
    ///
    /// Source: Maestro, `AndroidDriver.swipe`.
    package var screenPath: (from: Point, to: Point) {
        switch self {
        case .up: (Point(x: 50, y: 50), Point(x: 50, y: 10))
        case .down: (Point(x: 50, y: 20), Point(x: 50, y: 90))
        case .left: (Point(x: 90, y: 50), Point(x: 10, y: 50))
        case .right: (Point(x: 10, y: 50), Point(x: 90, y: 50))
        }
    }
}
