package import Devices
package import Hierarchies
package import Screens

/// A device's screen as it was at one moment: the dump, what was read from it, and how still it stood.
package struct ObservedScreen: Sendable {
    package let dump: DeviceDump
    package let hierarchy: Hierarchy
    package let screen: Screen
    /// False when the screen was still moving as the settler's limits were over.
    package let isSettled: Bool
    /// Dumps that it took.
    package let dumps: Int
    /// Time that it took.
    package let elapsed: Duration
    private let watch: Stopwatch

    package init(_ settling: Settling, clock: any Clock<Duration>) {
        dump = settling.dump
        hierarchy = settling.hierarchy
        screen = Screen(settling.hierarchy)
        isSettled = settling.isSettled
        dumps = settling.dumps
        elapsed = settling.elapsed
        watch = Stopwatch(clock)
    }

    /// How long ago it was seen.
    package var age: Duration { watch.elapsed }

    package var fingerprint: ScreenFingerprint { screen.fingerprint }
}
