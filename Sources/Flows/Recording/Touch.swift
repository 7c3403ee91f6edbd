package import Hierarchies

/// What one finger did from going down to going up.
///
/// Points are in pixels of the display held upright, whatever way it is turned.
package struct Touch: Sendable, Hashable {
    /// From the first to the last place; never empty.
    package private(set) var path: [Sample]
    /// When it went up.
    package private(set) var up: Duration
    /// How many were down at once, at most.
    package var fingers: Int

    package struct Sample: Sendable, Hashable {
        package var point: Point
        package var time: Duration

        package init(_ point: Point, at time: Duration) {
            self.point = point
            self.time = time
        }
    }

    package init(from first: Sample, fingers: Int = 1) {
        path = [first]
        up = first.time
        self.fingers = fingers
    }

    package var start: Point { path[0].point }
    package var end: Point { path[path.count - 1].point }
    package var down: Duration { path[0].time }
    package var duration: Duration { up - down }

    /// Beyond this many places the middle of a path is left out: only its ends and how far it went count.
    private static let longest = 4_096

    package mutating func move(to point: Point, at time: Duration) {
        up = max(up, time)
        if path.count == Self.longest { path.removeLast() }
        path.append(Sample(point, at: time))
    }

    package mutating func lift(at time: Duration) { up = max(up, time) }

    /// How far the finger ever was from where it went down, along the axis where that is more.
    package var reach: Int {
        path.reduce(0) { max($0, max(abs($1.point.x - start.x), abs($1.point.y - start.y))) }
    }
}

/// Something that a person did to a device.
package enum TouchEvent: Sendable, Hashable {
    /// A finger went down on a screen that no finger touched.
    case down
    case touch(Touch)
    /// A key went down, by the kernel's name.
    case key(String)
}

extension Point {
    /// A point of the upright display on the display as it is turned.
    ///
    /// - Parameters:
    ///   - turns: 0…3, in quarter turns.
    ///   - size: of the upright display.
    /// - Returns: the point in the display's current rotation.
    package func turned(_ turns: Int, on size: Size) -> Point {
        switch turns & 3 {
        case 1: Point(x: y, y: size.width - 1 - x)
        case 2: Point(x: size.width - 1 - x, y: size.height - 1 - y)
        case 3: Point(x: size.height - 1 - y, y: x)
        default: self
        }
    }
}
