import ADBKeys
import ADBTransport
import ArgumentParser
import DeviceBridge
import DeviceSimulator
import Devices
import Glibc
import NIOCore

/// The devices that this program can reach: through the adb server, straight at an address, or simulated in the process.
struct ReachableDevices: DeviceLender {
    /// The warm server to take dumps from: a jar's path, or `installed`.
    var dumpServer: String?

    func withDevice<Value>(_ choice: DeviceChoice, _ body: (any Device) async throws -> Value) async throws -> Value {
        try await withTaskExecutorPreference(EventLoopTaskExecutor()) {
            switch choice {
            case .any: try await body(try await finder().device(Environment.variables["ANDROID_SERIAL"]))
            case .serial(let serial): try await body(try await finder().device(serial))
            case .simulated(let app): try await withSimulatedPhone(app, body)
            }
        }
    }

    /// The finder that obeys adb's variables, starts `adb` when it is installed, and keeps keys where adb does.
    func finder() throws -> DeviceFinder {
        DeviceFinder(
            keys: { () throws(KeyError) in try ADBKeyStore(environment: Environment.variables) },
            startServer: { () async throws(DeviceError) in try await ADBProgram.startServer() },
            dumpServer: try warmServer())
    }

    private func warmServer() throws -> UIAutomatorServer.Source? {
        guard let dumpServer else { return nil }
        return dumpServer == "installed" ? .installed : .jar(try InputFile.read(dumpServer, limit: 256 << 20))
    }

    /// A phone that lives as long as the body, reached over ADB like any other.
    private func withSimulatedPhone<Value>(
        _ app: String, _ body: (any Device) async throws -> Value
    ) async throws -> Value {
        let phone = try PhoneOptions.parse([]).device(serial: "sim:\(app)", showing: app)
        let adbd = try await Adbd.start(phone)
        do {
            // It lets everybody in, so no key is read, and none made.
            let port = adbd.port
            let transport = ReconnectingTransport { () async throws(TransportError) -> ADBConnection in
                try await ADBConnection.connect(
                    host: "127.0.0.1", port: port, credentials: nil, within: .seconds(10))
            }
            let value = try await body(
                ADBDevice(serial: phone.serial, transport: transport, server: try warmServer()))
            await transport.disconnect()
            await adbd.stop()
            return value
        } catch {
            await adbd.stop()
            throw error
        }
    }
}
