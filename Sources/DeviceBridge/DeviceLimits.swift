import NIOCore

/// How long and how much a device may take before an operation ends in an error.
package struct DeviceLimits: Sendable, Hashable {
    /// A connection with its handshake.
    package var connection: Duration = .seconds(10)
    /// A short command: a tap, a setting.
    package var command: Duration = .seconds(20)
    /// Starting an app, which waits for its first frame.
    package var launch: Duration = .seconds(30)
    /// One dump with all its attempts; `uiautomator` alone waits 10 s for an idle moment.
    package var dump: Duration = .seconds(45)
    /// Nothing moves in a file transfer.
    package var transferStall: Duration = .seconds(20)
    /// Attempts at a dump.
    package var dumpAttempts = 5
    /// Bytes that a command may print, and a dump or a screenshot may have.
    package var output = 64 << 20
    /// Bytes of a pulled file that is kept in memory.
    package var file = 1 << 30

    package init() {}
}

extension Duration {
    var timeAmount: TimeAmount { TimeAmount(self) }
}
