package import ADBTransport
import Glibc

extension SmartSocket.Address {
    /// Where adb's own variables say that the server is.
    package static var fromEnvironment: SmartSocket.Address {
        SmartSocket.Address(environment: { name in getenv(name).map { String(cString: $0) } })
    }

    /// `ADB_SERVER_SOCKET` (`tcp:[HOST:]PORT`) counts before `ANDROID_ADB_SERVER_ADDRESS` and `…_PORT`.
    package init(environment: (String) -> String?) {
        self.init()
        if let socket = environment("ADB_SERVER_SOCKET"), socket.hasPrefix("tcp:") {
            let parts = socket.dropFirst(4).split(separator: ":")
            if let port = parts.last.flatMap({ Int($0) }) {
                self.port = port
                if parts.count == 2 { host = String(parts[0]) }
                return
            }
        }
        if let host = environment("ANDROID_ADB_SERVER_ADDRESS"), !host.isEmpty { self.host = host }
        if let port = environment("ANDROID_ADB_SERVER_PORT").flatMap({ Int($0) }) { self.port = port }
    }
}
