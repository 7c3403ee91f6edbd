package import ADBTransport
package import ADBWire
package import NIOCore
import NIOPosix
import SimulatedPhones
import Synchronization

/// An adbd on loopback in front of one simulated device.
///
/// Many may run in one process; they share the event loops. A device that reboots drops all its connections and turns
/// new ones away until it is up again.
package final class Adbd: Sendable {
    /// What the simulated adbd can do, as it says in its banner.
    package static let features = ADBFeatures([
        .shellV2, .command, .statV2, .listV2, .fixedPushMkdir, .sendReceiveV2, .delayedAck,
    ])

    package let device: SimulatedDevice
    /// How long a reboot takes, in real time.
    package let rebootTime: TimeAmount
    private let connections = Mutex<[ObjectIdentifier: NIOLoopBound<ADBChannelHandler>]>([:])
    private let listener = Mutex<ADBListener?>(nil)

    private init(device: SimulatedDevice, rebootTime: TimeAmount) {
        self.device = device
        self.rebootTime = rebootTime
    }

    /// Starts listening; port 0 is any that is free.
    ///
    /// The gate says whom the device lets in; fewer features in the banner make an older device.
    package static func start(
        _ device: SimulatedDevice, port: Int = 0, gate: DeviceGate = .open, features: ADBFeatures = Adbd.features,
        rebootTime: TimeAmount = .milliseconds(300),
        on group: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton
    ) async throws(TransportError) -> Adbd {
        let adbd = Adbd(device: device, rebootTime: rebootTime)
        let properties = device.withState { $0.properties }
        let names = ["ro.product.name", "ro.product.model", "ro.product.device"]
        let banner = ADBBanner(
            kind: "device", properties: names.map { .init($0, properties[$0] ?? "") }, features: features)
        let listener = try await ADBListener.bind(port: port, on: group) {
            guard !adbd.device.withState({ $0.isGone }) else { return nil }
            return ADBListener.Session(
                handshake: DeviceHandshake(banner: banner, gate: gate), gate: gate,
                delegate: AdbdConnection(adbd: adbd))
        }
        adbd.listener.withLock { $0 = listener }
        return adbd
    }

    /// The port that it listens on; 0 once it is stopped.
    package var port: Int { listener.withLock { $0?.port ?? 0 } }

    /// Takes no more connections and ends those that stand.
    package func stop() async {
        let listener = self.listener.withLock { listener in
            defer { listener = nil }
            return listener
        }
        await listener?.close()
        dropConnections()
    }

    /// Ends every connection without a word, as an unplugged cable does.
    package func dropConnections() {
        let handlers = connections.withLock { Array($0.values) }
        for handler in handlers { handler.eventLoop.execute { handler.value.disconnect() } }
    }

    // MARK: For the connections, on their event loops

    func add(_ handler: ADBChannelHandler, on loop: any EventLoop) {
        let bound = NIOLoopBound(handler, eventLoop: loop)
        connections.withLock { $0[ObjectIdentifier(handler)] = bound }
    }

    func remove(_ handler: ADBChannelHandler) {
        let key = ObjectIdentifier(handler)
        connections.withLock { _ = $0.removeValue(forKey: key) }
    }

    /// Every connection ends now; the device is back after its time.
    func reboot(on loop: any EventLoop) {
        dropConnections()
        let device = device
        loop.scheduleTask(in: rebootTime) { device.withState { $0.comeBack() } }
    }
}
