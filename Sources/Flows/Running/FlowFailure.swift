internal import Devices
package import FlowDocuments

/// Why a run failed.
package struct FlowFailure: Error, Sendable, Hashable, CustomStringConvertible {
    package enum Code: String, Sendable, CaseIterable {
        case elementNotFound, assertionFailed, appNotFound, invalidCommand, invalidFlow, scriptFailed
        /// Expressions or scripts, and nothing is installed that computes them.
        case missingEngine
        /// The device cannot do it, or nothing here can.
        case unsupported
        /// The device said no to this one thing.
        case refused
        /// A warning: the touch before the command did nothing at first.
        case touchRepeated
        /// A limit of the run's is over.
        case timeout
        /// The device or the way to it failed.
        case device
        case cancelled
    }

    package var code: Code
    /// A sentence that a user can act on.
    package var message: String
    package var place: SourcePlace?

    package init(_ code: Code, _ message: String, at place: SourcePlace? = nil) {
        self.code = code
        self.message = message
        self.place = place
    }

    /// Whether it says nothing of the app.
    package var isInfrastructure: Bool { code == .device }

    /// Whether a command that may fail, or that is tried again, goes on after it: a fault of the flow itself, its
    /// scripts' included, is the same the next time.
    var isForgivable: Bool {
        switch code {
        case .elementNotFound, .assertionFailed, .appNotFound, .invalidCommand, .unsupported, .refused: true
        case .invalidFlow, .scriptFailed, .missingEngine, .touchRepeated, .timeout, .device, .cancelled: false
        }
    }

    package var description: String { (place.map { "\($0): " } ?? "") + message }
}

extension FlowFailure {
    /// What a device's error means for a flow.
    init(_ error: DeviceError, at place: SourcePlace?) {
        let code: Code =
            switch error.code {
            case .noSuchApp: .appNotFound
            case .commandFailed, .textRejected, .noSuchFile: .refused
            case .unsupported: .unsupported
            case .cancelled: .cancelled
            case .unreachable, .unauthorized, .offline, .connectionLost, .timedOut, .protocolViolation, .noHierarchy,
                .ambiguous:
                .device
            }
        self.init(code, code == .device ? "the device failed: \(error.message)" : error.message, at: place)
    }

    init(_ error: FlowScriptError, at place: SourcePlace?) {
        self.init(error.code == .noEngine ? .missingEngine : .scriptFailed, error.message, at: error.place ?? place)
    }

    init(_ error: FlowError) {
        self.init(.invalidFlow, "\(error.title): \(error.message)", at: error.place)
    }
}
