import ADBWire
import NIOCore

/// `shell:COMMAND`, `shell,v2,…:COMMAND` and `exec:COMMAND`: a command line, its input and its output.
///
/// Source: AOSP `daemon/shell_service.cpp`. Without shell protocol v2 both outputs go out as they are, mixed, and the exit
/// code is lost. With a terminal, stderr is part of stdout and lines end in CR LF.
struct ShellService: ServiceHandler {
    private let framing: ShellFraming
    private var decoder = ShellPacketDecoder(ShellPacketFormat())
    private var machine: ShellMachine
    private let exitCode: UInt8?
    let isLive: Bool
    /// What it has heard from the glass.
    private var touches = 0

    /// The exit code, where there is one, is told in place of the true one: a fault.
    init(_ command: String, isVersion2: Bool, hasTerminal: Bool, exitCode: UInt8? = nil) {
        framing = ShellFraming(isVersion2: isVersion2, hasTerminal: hasTerminal)
        machine = ShellMachine(text: command)
        self.exitCode = exitCode
        isLive = command.contains("getevent")
    }

    mutating func goOn(on device: inout DeviceState, into output: inout ServiceOutput) {
        guard device.glass.count != touches else { return }
        touches = device.glass.count
        work(on: &device, into: &output)
    }

    mutating func open(on device: inout DeviceState, into output: inout ServiceOutput) {
        work(on: &device, into: &output)
    }

    mutating func receive(_ bytes: ByteBuffer, on device: inout DeviceState, into output: inout ServiceOutput) {
        if framing.isVersion2 {
            decoder.append(bytes)
            do throws(WireError) {
                while let packet = try decoder.next() {
                    switch packet.id {
                    case .stdin: take(packet.payload)
                    case .closeStdin: machine.endInput()
                    case .windowSizeChange, .stdout, .stderr, .exit: break
                    }
                }
            } catch {
                output.isClosed = true
                return
            }
        } else {
            take(bytes)
        }
        work(on: &device, into: &output)
    }

    mutating func endOfInput(on device: inout DeviceState, into output: inout ServiceOutput) {
        machine.endInput()
        work(on: &device, into: &output)
    }

    /// On a terminal ^C ends the command and ^D its input.
    private mutating func take(_ bytes: ByteBuffer) {
        guard framing.hasTerminal else { return machine.receive(bytes.readableBytesView) }
        for byte in bytes.readableBytesView {
            switch byte {
            case 3: machine.kill(with: 2)
            case 4: machine.endInput()
            case 13: machine.receive([10])
            default: machine.receive([byte])
            }
        }
    }

    private mutating func work(on device: inout DeviceState, into output: inout ServiceOutput) {
        machine.run(on: &device)
        for chunk in machine.takeOutput() { framing.write(chunk, into: &output.bytes) }
        if device.isGone { output.connection = .reboot }
        guard let code = machine.exitCode else { return }
        framing.writeExit(exitCode ?? code, into: &output.bytes)
        output.isClosed = true
    }
}

/// How a shell's output goes over its stream.
struct ShellFraming: Sendable {
    let isVersion2: Bool
    let hasTerminal: Bool

    func write(_ chunk: ShellChunk, into buffer: inout ByteBuffer) {
        var bytes = chunk.bytes
        if hasTerminal {
            bytes = bytes.flatMap { $0 == UInt8(ascii: "\n") ? [13, 10] : [$0] }
        }
        guard isVersion2 else {
            buffer.writeBytes(bytes)
            return
        }
        let id: ShellPacket.ID = chunk.stream == .error && !hasTerminal ? .stderr : .stdout
        // Packets of the size that adbd reads from a pipe at once.
        var rest = bytes[...]
        while !rest.isEmpty {
            let piece = rest.prefix(64 << 10)
            ShellPacket.writeHeader(id, length: piece.count, into: &buffer)
            buffer.writeBytes(piece)
            rest = rest.dropFirst(piece.count)
        }
    }

    func writeExit(_ code: UInt8, into buffer: inout ByteBuffer) {
        if isVersion2 { ShellPacket.exit(code).write(into: &buffer) }
    }
}
