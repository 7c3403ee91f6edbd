import ADBTransport
import Devices

extension DeviceError {
    /// The same failure with the device and the service that it befell.
    init(_ error: TransportError, serial: String, service: String?) {
        let code: Code =
            switch error.code {
            case .unreachable: .unreachable
            case .unauthorized: .unauthorized
            case .offline: .offline
            case .refused: .unsupported
            case .connectionLost: .connectionLost
            case .timedOut: .timedOut
            case .cancelled: .cancelled
            case .protocolViolation, .tooLong: .protocolViolation
            }
        self.init(code, error.message, serial: serial, service: service)
    }
}
