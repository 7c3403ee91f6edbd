package import Devices

/// Why a step was not done, in a sentence that a planner and a person can act on; it shows no text that was typed.
package struct StepError: Error, Sendable, Hashable, CustomStringConvertible {
    package enum Code: String, Sendable, CaseIterable {
        /// Nothing on the screen is what the step is about, and the screen is not the one it was planned on.
        case targetGone
        /// It is there, but disabled, covered or off the screen.
        case targetBlocked
        /// The field was tapped, and then there was no field to type into.
        case fieldGone
        case noSuchApp
        /// Several apps bear the name.
        case ambiguousApp
        /// The device refused this one thing, and can go on.
        case refusedByDevice
        /// The device cannot be used any more, or the task was cancelled: see `cause`.
        case deviceFailed
    }

    package var code: Code
    package var message: String
    package var cause: DeviceError?
    /// Whether the device was touched before the step failed, so that its screen may be another one now.
    package var didTouch: Bool

    package init(_ code: Code, _ message: String, cause: DeviceError? = nil, didTouch: Bool = false) {
        self.code = code
        self.message = message
        self.cause = cause
        self.didTouch = didTouch
    }

    /// What a device's error means for a step.
    package init(_ error: DeviceError) {
        let code: Code =
            switch error.code {
            case .noSuchApp: .noSuchApp
            case .commandFailed, .textRejected, .unsupported, .noSuchFile: .refusedByDevice
            case .unreachable, .unauthorized, .offline, .connectionLost, .timedOut, .cancelled, .protocolViolation,
                .noHierarchy, .ambiguous:
                .deviceFailed
            }
        self.init(code, error.message, cause: error, didTouch: true)
    }

    package var description: String { cause.map(\.description) ?? message }
}
