internal import Devices
package import Hierarchies

/// What a touch means.
package struct TouchGesture: Sendable, Hashable {
    package var kind: Kind
    /// On the display held upright.
    package var start: Point
    package var end: Point
    package var duration: Duration

    package enum Kind: Sendable, Hashable {
        case tap
        /// The second of two taps; the first has been told already.
        case secondTap
        case longPress
        case swipe
        /// Of several fingers, for which a flow has no words.
        case pinch
    }
}

/// Tells taps from long presses and swipes, as Android's `GestureDetector` does.
///
/// Source: `ViewConfiguration`: a long press takes 500 ms, the second tap comes within 300 ms and 100 dp, and a finger
/// that moves less than 8 dp taps.
package struct GestureClassifier: Sendable {
    /// In pixels.
    private let slop: Int
    private let tapSlop: Int
    /// The tap that the next one may make a double tap of.
    private var tap: Touch?

    /// - Parameter density: in dots per inch.
    package init(density: Int) {
        slop = max(1, 8 * density / 160)
        tapSlop = max(1, 100 * density / 160)
    }

    private static let longPress = Duration.milliseconds(500)
    private static let doubleTap = Duration.milliseconds(300)

    package mutating func take(_ touch: Touch) -> TouchGesture {
        let previous = tap
        tap = nil
        func gesture(_ kind: TouchGesture.Kind) -> TouchGesture {
            TouchGesture(kind: kind, start: touch.start, end: touch.end, duration: touch.duration)
        }
        if touch.fingers > 1 { return gesture(.pinch) }
        if touch.reach > slop { return gesture(.swipe) }
        if touch.duration >= Self.longPress { return gesture(.longPress) }
        if let previous, touch.down - previous.up <= Self.doubleTap, abs(touch.start.x - previous.start.x) <= tapSlop,
            abs(touch.start.y - previous.start.y) <= tapSlop
        {
            return gesture(.secondTap)
        }
        tap = touch
        return gesture(.tap)
    }
}
