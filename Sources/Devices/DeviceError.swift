/// Why a device did not do what it was asked, with the device and the service that failed.
package struct DeviceError: Error, Sendable, Hashable, CustomStringConvertible {
    package enum Code: String, Sendable, CaseIterable {
        /// Nothing answers at that address, or no such serial.
        case unreachable
        /// The device knows the key not, and nobody allowed it.
        case unauthorized
        case offline
        /// The connection ended in the middle of something.
        case connectionLost
        case timedOut
        case cancelled
        /// The peer broke the protocol.
        case protocolViolation
        /// The device said no, or a command ended with an exit code.
        case commandFailed
        /// Neither strategy gave a hierarchy.
        case noHierarchy
        case noSuchApp
        case noSuchFile
        case textRejected
        /// The device lacks what is needed.
        case unsupported
        /// Several devices, and nobody said which.
        case ambiguous
    }

    package var code: Code
    /// A sentence that a person can act on, without the serial.
    package var message: String
    package var serial: String
    /// The service, or the command, that failed; secrets in it are masked by whoever throws.
    package var service: String?

    package init(_ code: Code, _ message: String, serial: String, service: String? = nil) {
        self.code = code
        self.message = message
        self.serial = serial
        self.service = service
    }

    package var description: String {
        let service = service.map { " (\($0))" } ?? ""
        return "\(serial.isEmpty ? "" : serial + ": ")\(message)\(service)"
    }
}
