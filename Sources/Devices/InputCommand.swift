package import Hierarchies

/// What Android's `input` has no word for, as lines for the device's shell.
package enum InputCommand {
    /// Two taps, a moment apart; fails when either does.
    ///
    /// Each `input` takes longer to start than a double tap may last, so the first goes on while the second starts.
    package static func doubleTap(at point: Point) -> String {
        let tap = "input tap \(point.x) \(point.y)"
        // A bare `wait` tells no status, so the two are kept.
        return "\(tap) & p=$!; sleep 0.1; \(tap); r=$?; wait $p && exit $r"
    }
}
