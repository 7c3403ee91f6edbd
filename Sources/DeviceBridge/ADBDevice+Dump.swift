package import Devices
import Synchronization

extension ADBDevice {
    /// The hierarchy of what is in front.
    ///
    /// From the warm server when there is one, else from `uiautomator dump`. A server that fails is ended and left alone
    /// from then on: while it runs, the other way would not work.
    package func dump() async throws(DeviceError) -> DeviceDump {
        if let server = usableServer {
            do {
                return DeviceDump(bytes: try await server.dump(), strategy: .server)
            } catch  where error.code == .cancelled {
                throw error
            } catch {
                await giveUp(server, for: error)
            }
        }
        let dumper = UIAutomatorDump(shell: shell, limits: limits)
        return try await dumper.dump(
            compressed: memory.withLock { $0.prefersCompressedDumps },
            foundNoIdleMoment: { memory.withLock { $0.prefersCompressedDumps = true } })
    }
}
