import Glibc
import NIOCore
import NIOPosix

/// Why a socket could not be had, in the system's few words.
enum ConnectFailure {
    static func reason(_ error: any Error) -> String {
        switch error {
        case let error as IOError: return String(cString: strerror(error.errnoCode))
        case let error as NIOConnectionError:
            if error.dnsAError != nil || error.dnsAAAAError != nil { return "no such host" }
            return error.connectionErrors.first.map { reason($0.error) } ?? "\(error)"
        case ChannelError.connectTimeout: return "no answer in time"
        default: return "\(error)"
        }
    }
}
