import ADBTransport
import ADBWire
package import Devices
import NIOCore

extension ADBDevice: LiveShell {
    /// On a terminal, since a command that writes into a pipe keeps its lines until there are many.
    package func follow(
        _ command: String, _ take: @escaping @Sendable ([UInt8]) async -> Void
    ) async throws(DeviceError) {
        do {
            let isModern = try await transport.features().contains(.shellV2)
            let stream = try await transport.open(
                (isModern ? "shell,v2,pty:" : "shell:") + command, within: limits.command.timeAmount)
            defer { stream.close() }
            var decoder = ShellPacketDecoder(ShellPacketFormat())
            // Nobody knows when somebody touches the screen next.
            while let bytes = try await stream.read(within: .hours(24)) {
                guard isModern else {
                    await take(Array(bytes.readableBytesView))
                    continue
                }
                decoder.append(bytes)
                while let packet = try decoder.next() {
                    switch packet.id {
                    case .stdout, .stderr: await take(Array(packet.payload.readableBytesView))
                    case .exit: return
                    case .stdin, .closeStdin, .windowSizeChange: break
                    }
                }
            }
        } catch let error as TransportError {
            throw DeviceError(error, serial: serial, service: command)
        } catch let error as WireError {
            throw DeviceError(.protocolViolation, error.description, serial: serial, service: command)
        } catch {
            throw DeviceError(.connectionLost, "\(error)", serial: serial, service: command)
        }
    }
}
