import ADBWire
import NIOCore
import SimulatedPhones

/// `shell:` without a command: a terminal with a prompt, line by line.
///
/// What a person types is echoed; DEL takes a character back, ^C drops the line or ends the command, ^D on an empty line
/// ends the input. There is no history and no cursor movement.
struct InteractiveShell: ServiceHandler {
    private let framing: ShellFraming
    private var decoder = ShellPacketDecoder(ShellPacketFormat())
    private var environment = ShellEnvironment()
    /// The command that runs; nil while the prompt waits.
    private var machine: ShellMachine?
    private var line: [UInt8] = []

    /// The longest line, in bytes; more is not taken, as a terminal does.
    private static let longestLine = 4096

    init(isVersion2: Bool) { framing = ShellFraming(isVersion2: isVersion2, hasTerminal: true) }

    mutating func open(on device: inout DeviceState, into output: inout ServiceOutput) { prompt(device, into: &output) }

    mutating func receive(_ bytes: ByteBuffer, on device: inout DeviceState, into output: inout ServiceOutput) {
        guard framing.isVersion2 else {
            for byte in bytes.readableBytesView where !output.isClosed { type(byte, on: &device, into: &output) }
            return
        }
        decoder.append(bytes)
        do throws(WireError) {
            while !output.isClosed, let packet = try decoder.next() {
                switch packet.id {
                case .stdin:
                    for byte in packet.payload.readableBytesView where !output.isClosed {
                        type(byte, on: &device, into: &output)
                    }
                case .closeStdin: endOfInput(on: &device, into: &output)
                case .windowSizeChange, .stdout, .stderr, .exit: break
                }
            }
        } catch {
            output.isClosed = true
        }
    }

    mutating func endOfInput(on device: inout DeviceState, into output: inout ServiceOutput) {
        guard machine != nil else { return leave(into: &output) }
        machine?.endInput()
        work(on: &device, into: &output)
        if machine == nil { leave(into: &output) }
    }

    // MARK: The terminal

    private mutating func type(_ byte: UInt8, on device: inout DeviceState, into output: inout ServiceOutput) {
        switch byte {
        case 3:
            echo("^C\n", into: &output)
            line = []
            if machine != nil {
                machine = nil
                environment.status = 130
            }
            prompt(device, into: &output)
        case 4 where line.isEmpty: endOfLine(on: &device, into: &output)
        case 8, 127:
            guard !line.isEmpty else { return }
            // A character may be several bytes.
            while let last = line.popLast(), last & 0xC0 == 0x80 {}
            echo("\u{8} \u{8}", into: &output)
        case 10, 13:
            echo("\n", into: &output)
            enter(on: &device, into: &output)
        default:
            guard line.count < Self.longestLine else { return }
            line.append(byte)
            framing.write(ShellChunk(stream: .output, bytes: [byte]), into: &output.bytes)
        }
    }

    private mutating func endOfLine(on device: inout DeviceState, into output: inout ServiceOutput) {
        guard machine != nil else {
            echo("^D\n", into: &output)
            return leave(into: &output)
        }
        machine?.endInput()
        work(on: &device, into: &output)
    }

    /// A whole line: for the command that runs, or a command itself.
    private mutating func enter(on device: inout DeviceState, into output: inout ServiceOutput) {
        let text = line
        line = []
        if machine != nil {
            machine?.receive(text + [10])
        } else {
            machine = ShellMachine(text: String(decoding: text, as: UTF8.self), environment: environment)
        }
        work(on: &device, into: &output)
    }

    private mutating func work(on device: inout DeviceState, into output: inout ServiceOutput) {
        guard var running = machine else { return }
        machine = nil
        running.run(on: &device)
        for chunk in running.takeOutput() { framing.write(chunk, into: &output.bytes) }
        environment = running.environment
        if device.isGone {
            output.connection = .reboot
            return
        }
        guard let code = running.exitCode else {
            machine = running
            return
        }
        environment.status = Int(code)
        if running.hasExited { leave(into: &output) } else { prompt(device, into: &output) }
    }

    private mutating func leave(into output: inout ServiceOutput) {
        framing.writeExit(UInt8(truncatingIfNeeded: environment.status), into: &output.bytes)
        output.isClosed = true
    }

    private func prompt(_ device: DeviceState, into output: inout ServiceOutput) {
        let status = environment.status == 0 ? "" : "\(environment.status)|"
        echo("\(status)\(device.phone.profile.device):\(environment.folder) $ ", into: &output)
    }

    private func echo(_ text: String, into output: inout ServiceOutput) {
        framing.write(ShellChunk(stream: .output, bytes: Array(text.utf8)), into: &output.bytes)
    }
}
