/// A shell at work on one program: mksh as far as clients of ADB see it.
///
/// A pure state machine: it takes input in any pieces, works until it needs more, and holds what it wrote until that is
/// taken. Nothing waits; time that a command takes goes by on the phone's own clock. `&` runs a command in the
/// foreground, in a subshell whose status `wait` tells. A command substitution has no input.
package struct ShellMachine: Sendable {
    package struct Limits: Sendable {
        /// How many steps of the program may be taken before it is killed: an endless loop must end.
        package var steps = 100_000
        /// How many bytes may be written before it is killed.
        package var outputBytes = 512 << 20
        /// How deep shells may run in shells: for a pipeline or a `$(…)`.
        package var depth = 24

        package init() {}
    }

    /// What is to be done next, innermost last.
    enum Frame: Sendable {
        case program(ShellProgram, next: Int)
        case andOr(ShellAndOr, next: Int)
        case negate
        case branch([ShellBranch], index: Int, otherwise: ShellProgram?)
        /// The condition, or the body, of a loop has just run.
        case loop(condition: ShellProgram, body: ShellProgram, isUntil: Bool, ranCondition: Bool)
        case forEach(name: String, words: [String], next: Int, body: ShellProgram)
        /// The end of a command with redirections of its own.
        case restore(ShellDescriptors)
        /// The end of a subshell; `exit` ends here.
        case leave(ShellEnvironment)
        /// The end of a command with `&`.
        case job
        case pipeline([ShellMachine])
        case command(any ShellCommand, ShellDescriptors)
        /// `read`: waits for a line.
        case readLine(names: [String], ShellDescriptors)
        /// `sh` without a program: collects one from its input.
        case script(CollectedScript, ShellDescriptors)
    }

    struct CollectedScript: Sendable { var text: [UInt8] = [] }

    static let name = "/system/bin/sh"

    package internal(set) var environment: ShellEnvironment
    var frames: [Frame] = []
    var descriptors = ShellDescriptors()
    var inputs: [ShellInput]
    var chunks: [ShellChunk] = []
    /// Whether `exit` ended it, and not the end of its program.
    package internal(set) var hasExited = false
    /// Set once a signal has ended it.
    var signalled: Int?
    private var stepsLeft: Int
    private var bytesLeft: Int
    private var depthLeft: Int

    package init(
        _ program: ShellProgram, environment: ShellEnvironment = ShellEnvironment(), input: ShellInput = ShellInput(),
        limits: Limits = Limits()
    ) {
        self.environment = environment
        inputs = [input]
        stepsLeft = limits.steps
        bytesLeft = limits.outputBytes
        depthLeft = limits.depth
        frames = [.program(program, next: 0)]
    }

    /// Runs the text of a command line; one that cannot be read says so on stderr and exits with 1.
    package init(
        text: String, environment: ShellEnvironment = ShellEnvironment(), input: ShellInput = ShellInput(),
        limits: Limits = Limits()
    ) {
        self.init(ShellProgram(), environment: environment, input: input, limits: limits)
        start(text)
    }

    package mutating func receive(_ bytes: some Collection<UInt8>) { inputs[0].append(bytes) }
    package mutating func endInput() { inputs[0].end() }

    /// What was written since this was last asked.
    package mutating func takeOutput() -> [ShellChunk] {
        defer { chunks = [] }
        return chunks
    }

    /// The exit code, 0…255, once it has ended.
    package var exitCode: UInt8? {
        frames.isEmpty ? UInt8(truncatingIfNeeded: signalled ?? environment.status) : nil
    }

    /// Works until it has ended or wants input.
    package mutating func run(on device: inout DeviceState) {
        while let frame = frames.popLast() {
            guard stepsLeft > 0, bytesLeft > 0, depthLeft > 0 else { return kill(with: 9) }
            stepsLeft -= 1
            guard step(frame, on: &device) else { return }
            if signalled != nil || device.isGone { frames = [] }
        }
    }

    /// Ends it as a signal does.
    package mutating func kill(with signal: Int) {
        signalled = 128 + signal
        frames = []
    }

    /// Takes a program up before whatever else is to be done.
    mutating func start(_ text: String) {
        do {
            frames.append(.program(try ShellParser.parse(text), next: 0))
        } catch {
            complain(error.description)
            environment.status = 1
        }
    }

    /// The steps of a shell in this shell count here too.
    mutating func nested(_ program: ShellProgram, input: ShellInput) -> ShellMachine {
        var limits = Limits()
        limits.steps = stepsLeft
        limits.outputBytes = bytesLeft
        limits.depth = depthLeft - 1
        return ShellMachine(program, environment: environment, input: input, limits: limits)
    }

    mutating func account(for machine: ShellMachine) {
        stepsLeft = min(stepsLeft, machine.stepsLeft)
        if let signalled = machine.signalled { self.signalled = signalled }
    }

    // MARK: Output

    /// Sends a piece on its way through the descriptors.
    mutating func emit(
        _ chunk: ShellChunk, through descriptors: ShellDescriptors, on device: inout DeviceState
    ) {
        bytesLeft -= chunk.bytes.count
        switch chunk.stream == .output ? descriptors.output : descriptors.error {
        case .output: record(chunk.bytes, .output)
        case .error: record(chunk.bytes, .error)
        case .file(let handle):
            do {
                try device.files.append(chunk.bytes, to: handle, at: device.seconds)
            } catch {
                complain("write error: \(error)")
                environment.status = 1
            }
        }
    }

    private mutating func record(_ bytes: [UInt8], _ stream: ShellChunk.Stream) {
        if chunks.last?.stream != stream { chunks.append(ShellChunk(stream: stream, bytes: [])) }
        chunks[chunks.count - 1].bytes += bytes
    }

    /// The shell's own complaint, on its standard error.
    mutating func complain(_ message: String) { record(Array("\(Self.name): \(message)\n".utf8), .error) }
}
