/// Why a connection or a stream ended before it should.
package struct TransportError: Error, Sendable, Hashable, CustomStringConvertible {
    package enum Code: String, Sendable, CaseIterable {
        /// Nobody listens there.
        case unreachable
        /// The key is not known to the device, and nobody allowed it in time.
        case unauthorized
        /// The adb server knows the device and cannot reach it now.
        case offline
        /// The device knows no such service, or will not give it.
        case refused
        case connectionLost
        case timedOut
        case cancelled
        case protocolViolation
        /// More came than the caller wants to keep.
        case tooLong
    }

    package var code: Code
    /// A sentence that a person can act on.
    package var message: String

    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    package var description: String { message }
}
