import ADBTransport
import DeviceBridge

enum ServerAddressProbe {
    static func address(_ environment: [String: String]) -> SmartSocket.Address {
        SmartSocket.Address(environment: { environment[$0] })
    }
}
