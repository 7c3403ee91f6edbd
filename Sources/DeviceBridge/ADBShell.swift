import ADBTransport
import ADBWire
import Devices
import NIOCore

/// Commands in a device's shell, with exit codes whatever the device's age.
struct ADBShell: Sendable {
    let transport: any DeviceTransport
    let serial: String
    /// Bytes that a command may print.
    let outputLimit: Int

    /// Runs a command to its end.
    ///
    /// The label is what errors call it, without the secrets that the command may hold.
    func run(
        _ command: String, within limit: Duration, label: String
    ) async throws(DeviceError) -> ShellResult {
        do {
            let isModern = try await transport.features().contains(.shellV2)
            return isModern
                ? try await runV2(command, within: limit, label: label)
                : try await runLegacy(command, within: limit)
        } catch let error as TransportError {
            throw DeviceError(error, serial: serial, service: label)
        } catch let error as WireError {
            throw DeviceError(.protocolViolation, error.description, serial: serial, service: label)
        } catch let error as DeviceError {
            throw error
        } catch {
            throw DeviceError(.connectionLost, "\(error)", serial: serial, service: label)
        }
    }

    /// The raw bytes that a command prints, without an exit code.
    func execute(_ command: String, within limit: Duration, label: String) async throws(DeviceError) -> [UInt8] {
        do {
            let output = try await transport.exchange(
                "exec:" + command, input: nil, limit: outputLimit, within: limit.timeAmount)
            return Array(output.readableBytesView)
        } catch {
            throw DeviceError(error, serial: serial, service: label)
        }
    }

    private func runV2(_ command: String, within limit: Duration, label: String) async throws -> ShellResult {
        // A command that reads would else wait for input until the limit.
        var packets = ByteBuffer()
        ShellPacket(.closeStdin).write(into: &packets)
        let answer = try await transport.exchange(
            "shell,v2,raw:" + command, input: packets, limit: outputLimit, within: limit.timeAmount)
        var decoder = ShellPacketDecoder(ShellPacketFormat())
        decoder.append(answer)
        var result = ShellResult(output: [], exitCode: nil)
        while let packet = try decoder.next() {
            switch packet.id {
            case .stdout: result.output += packet.payload.readableBytesView
            case .stderr: result.errorOutput += packet.payload.readableBytesView
            case .exit: result.exitCode = packet.exitCode.map(Int.init)
            case .stdin, .closeStdin, .windowSizeChange: break
            }
        }
        // A command that ended says so; without that nobody knows what it did.
        guard result.exitCode != nil else {
            throw DeviceError(
                .connectionLost, "the command's connection ended before its exit code came", serial: serial,
                service: label)
        }
        try decoder.finish()
        return result
    }

    /// Before shell_v2 a command's exit code is lost, so it is printed behind the output.
    ///
    /// The command runs in a shell of its own, lest its `exit` end this one before. It has no input: the service cannot
    /// end one.
    private func runLegacy(_ command: String, within limit: Duration) async throws(TransportError) -> ShellResult {
        let answer = try await transport.exchange(
            "shell:(\(command)\n) </dev/null\necho \(Self.exitMark)$?", input: nil, limit: outputLimit,
            within: limit.timeAmount)
        let bytes = Array(answer.readableBytesView)
        // Only the line's end tells that the code is whole: 127 may be cut to 1, and to 12.
        guard let mark = bytes.lastRange(of: Array(Self.exitMark.utf8)), bytes.last == UInt8(ascii: "\n"),
            let code = Int(
                String(decoding: bytes[mark.upperBound...].prefix { (0x30...0x39).contains($0) }, as: UTF8.self))
        else { throw TransportError(.connectionLost, "the command's connection ended before its exit code came") }
        return ShellResult(output: Array(bytes[..<mark.lowerBound]), exitCode: code)
    }

    private static let exitMark = "thimble-exit-code:"
}

extension [UInt8] {
    fileprivate func lastRange(of mark: [UInt8]) -> Range<Int>? {
        guard count >= mark.count else { return nil }
        for start in stride(from: count - mark.count, through: 0, by: -1)
        where self[start..<start + mark.count].elementsEqual(mark) {
            return start..<start + mark.count
        }
        return nil
    }
}
