/// Bytes that a shell has been given and not yet read.
package struct ShellInput: Sendable {
    private var bytes: ArraySlice<UInt8> = []
    /// Whether no more will come.
    package private(set) var isAtEnd: Bool

    package init(_ bytes: [UInt8] = [], isAtEnd: Bool = false) {
        self.bytes = bytes[...]
        self.isAtEnd = isAtEnd
    }

    package var isEmpty: Bool { bytes.isEmpty }

    package mutating func append(_ more: some Collection<UInt8>) {
        if bytes.isEmpty { bytes = Array(more)[...] } else { bytes += more }
    }

    package mutating func end() { isAtEnd = true }

    /// All that is there.
    package mutating func readAll() -> ArraySlice<UInt8> {
        defer { bytes = [] }
        return bytes
    }

    /// A line without its end; nil while it is incomplete.
    ///
    /// What stands before the end of input is a line too.
    package mutating func readLine() -> ArraySlice<UInt8>? {
        if let end = bytes.firstIndex(of: UInt8(ascii: "\n")) {
            defer { bytes = bytes[(end + 1)...] }
            return bytes[..<end]
        }
        return isAtEnd && !bytes.isEmpty ? readAll() : nil
    }
}

/// A piece of what a shell wrote.
package struct ShellChunk: Sendable, Hashable {
    package enum Stream: Sendable, Hashable { case output, error }

    package var stream: Stream
    package var bytes: [UInt8]
}

/// Where a descriptor leads.
enum ShellSink: Sendable, Hashable {
    case output
    case error
    case file(DeviceFileSystem.Handle)
}

/// Descriptors 0, 1 and 2.
struct ShellDescriptors: Sendable {
    /// The index of the input among the shell's.
    var input = 0
    var output = ShellSink.output
    var error = ShellSink.error
}

/// What a command has in its hands while it runs: its input, and a place for its output.
package struct CommandIO: Sendable {
    package var input: ShellInput
    /// The folder it runs in.
    package let folder: String
    /// What it has written since it was last resumed, in order.
    package private(set) var chunks: [ShellChunk] = []

    package init(input: ShellInput = ShellInput(isAtEnd: true), folder: String = "/") {
        self.input = input
        self.folder = folder
    }

    package mutating func write(_ bytes: some Sequence<UInt8>, to stream: ShellChunk.Stream = .output) {
        if chunks.last?.stream != stream { chunks.append(ShellChunk(stream: stream, bytes: [])) }
        chunks[chunks.count - 1].bytes.append(contentsOf: bytes)
    }

    package mutating func print(_ line: String) { write((line + "\n").utf8) }

    package mutating func printError(_ line: String) { write((line + "\n").utf8, to: .error) }

    /// A path as this command means it.
    package func absolute(_ path: String) -> String { DeviceFileSystem.absolute(path, from: folder) }
}

/// A command at work.
package protocol ShellCommand: Sendable {
    /// Goes on as far as its input allows.
    /// - Returns: its exit code, or nil when it wants more input than there is.
    mutating func resume(_ io: inout CommandIO, on device: inout DeviceState) -> Int?
}

/// A command that looks at no input: a function of arguments and device.
package struct ImmediateCommand: ShellCommand {
    package typealias Body = @Sendable (_ arguments: [String], inout CommandIO, inout DeviceState) -> Int

    let arguments: [String]
    let body: Body

    package mutating func resume(_ io: inout CommandIO, on device: inout DeviceState) -> Int? {
        body(arguments, &io, &device)
    }
}

/// A command that needs all of its input before it can say anything.
package struct CollectingCommand: ShellCommand {
    package typealias Body = @Sendable (_ input: [UInt8], inout CommandIO, inout DeviceState) -> Int

    /// The most that is collected; beyond it the command is killed.
    static let limit = 256 << 20
    let body: Body
    private var collected: [UInt8] = []

    package init(_ body: @escaping Body) { self.body = body }

    package mutating func resume(_ io: inout CommandIO, on device: inout DeviceState) -> Int? {
        collected += io.input.readAll()
        guard collected.count <= Self.limit else { return 137 }
        return io.input.isAtEnd ? body(collected, &io, &device) : nil
    }
}
