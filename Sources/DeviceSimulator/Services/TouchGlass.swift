import Hierarchies
import SimulatedPhones

/// What the kernel of a simulated phone tells of the fingers on its glass: those of `sim finger` alone.
///
/// Touches by `input` are put in above the kernel, on real phones too, so nothing here shows them.
struct TouchGlass: Sendable {
    /// An event: type, code and value, as the kernel numbers them.
    struct Event: Sendable, Hashable {
        var time: Duration
        var type: Int
        var code: Int
        var value: Int
    }

    /// How many events there have been.
    private(set) var count = 0
    /// The last ones.
    private var events: [Event] = []
    private var tracking = 0

    static let device = "/dev/input/event2"
    /// The glass is finer than the display.
    static let fineness = 4
    private static let most = 10_000

    /// The events after so many.
    func events(after known: Int) -> ArraySlice<Event> { events.suffix(max(0, min(events.count, count - known))) }

    /// A finger goes down, moves in even steps, and goes up.
    ///
    /// - Parameters:
    ///   - start: on the display held upright, in pixels.
    ///   - end: where it goes up.
    ///   - begin: on the phone's clock.
    ///   - duration: from down to up.
    mutating func touch(from start: Point, to end: Point, at begin: Duration, for duration: Duration) {
        tracking = (tracking + 1) & 0xFFFF
        let steps = start == end ? 0 : 8
        report([(3, 0x39, tracking)] + Self.place(start) + [(1, 0x14A, 1)], at: begin)
        for step in stride(from: 1, through: steps, by: 1) {
            let place = Point(
                x: start.x + (end.x - start.x) * step / steps, y: start.y + (end.y - start.y) * step / steps)
            report(Self.place(place), at: begin + duration * step / (steps + 1))
        }
        report([(3, 0x39, 0xFFFF_FFFF), (1, 0x14A, 0)], at: begin + duration)
    }

    private static func place(_ point: Point) -> [(Int, Int, Int)] {
        [(3, 0x35, point.x * fineness + fineness / 2), (3, 0x36, point.y * fineness + fineness / 2)]
    }

    private mutating func report(_ values: [(Int, Int, Int)], at time: Duration) {
        for (type, code, value) in values + [(0, 0, 0)] {
            events.append(Event(time: time, type: type, code: code, value: value))
        }
        count += values.count + 1
        if events.count > Self.most { events.removeFirst(events.count - Self.most / 2) }
    }
}
