import ADBKeys
import COpenSSL

/// Tools that turn an input into an output: toybox' filters, of files that are named or of their standard input.
extension DeviceCommands {
    static let filterTools: [DeviceCommand] = [
        DeviceCommand("cat", making: { Concatenation(files: ToolOptions($0, "uvet").operands[...]) }),
        DeviceCommand("tee", making: { Tee(options: ToolOptions($0, "ia")) }),
        filter("wc", "mlcw", wordCount), filter("head", "n:c:qv", head), filter("tail", "n:c:qf", tail),
        filter("sort", "rnu", sort), filter("uniq", "c", unique),
        filter("base64", "dw:i", base64),
        filter("md5sum", "bc", digest("md5sum", "MD5")), filter("sha1sum", "bc", digest("sha1sum", "SHA1")),
        filter("sha256sum", "bc", digest("sha256sum", "SHA256")),
        DeviceCommand("grep", making: grep), DeviceCommand("fgrep", making: { grep(["-F"] + $0) }),
        DeviceCommand("egrep", making: { grep(["-E"] + $0) }),
        DeviceCommand("tr", making: transliterate),
    ]

    /// What a filter makes of one input; the name is `-` for the standard input.
    typealias Filter =
        @Sendable (
            _ content: [UInt8], _ name: String, _ options: ToolOptions, inout CommandIO
        ) -> Void

    private static func filter(_ name: String, _ letters: String, _ body: @escaping Filter) -> DeviceCommand {
        DeviceCommand(name) { arguments in
            // `head -5` is `head -n 5`.
            let arguments = arguments.flatMap { argument in
                argument.hasPrefix("-") && Int(argument.dropFirst()) != nil && letters.contains("n")
                    ? ["-n", String(argument.dropFirst())] : [argument]
            }
            let options = ToolOptions(arguments, letters)
            return onInputs(options.operands) { inputs, io in
                if let code = io.refuse(name, options) { return code }
                for (file, content) in inputs { body(content, file, options, &io) }
                return 0
            } failing: { file, error, io in
                _ = io.fail(name, "\(file): \(error)")
            }
        }
    }

    /// Runs a body on the files named, or on the standard input when there is none.
    static func onInputs(
        _ files: [String],
        _ body: @escaping @Sendable ([(name: String, content: [UInt8])], inout CommandIO) -> Int,
        failing: @escaping @Sendable (String, DeviceErrno, inout CommandIO) -> Void
    ) -> any ShellCommand {
        let read: @Sendable ([UInt8], inout CommandIO, inout DeviceState) -> Int = { input, io, device in
            var inputs: [(name: String, content: [UInt8])] = files.isEmpty ? [("-", input)] : []
            var code = 0
            for file in files {
                if file == "-" {
                    inputs.append((file, input))
                    continue
                }
                do throws(DeviceErrno) { inputs.append((file, try device.files.read(io.absolute(file)))) } catch {
                    failing(file, error, &io)
                    code = 1
                }
            }
            return max(code, body(inputs, &io))
        }
        if files.isEmpty || files.contains("-") { return CollectingCommand(read) }
        return ImmediateCommand(arguments: files) { _, io, device in read([], &io, &device) }
    }

    /// The lines of a content without their ends.
    static func lines(_ content: [UInt8]) -> [ArraySlice<UInt8>] {
        var lines = content.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        if lines.last?.isEmpty ?? false { lines.removeLast() }
        return lines
    }

    private static let wordCount: Filter = { content, name, options, io in
        let newlines = content.count { $0 == UInt8(ascii: "\n") }
        let words = content.split { $0 == UInt8(ascii: " ") || (9...13).contains($0) }.count
        let characters = content.count { $0 & 0xC0 != 0x80 }
        let wanted = options.letters.isEmpty ? ["l", "w", "c"] : options.letters
        let counts: [(Character, Int)] = [("l", newlines), ("w", words), ("c", content.count), ("m", characters)]
        let shown = counts.filter { wanted.contains($0.0) }.map { String($0.1) }
        io.print((shown + (name == "-" ? [] : [name])).joined(separator: " "))
    }

    private static let head: Filter = { content, name, options, io in
        title(name, options, &io)
        if let count = options.values["c"].flatMap({ Int($0) }) { return io.write(content.prefix(max(0, count))) }
        var left = options.values["n"].flatMap { Int($0) } ?? 10
        io.write(
            content.prefix { byte in
                guard left > 0 else { return false }
                if byte == UInt8(ascii: "\n") { left -= 1 }
                return true
            })
    }

    private static let tail: Filter = { content, name, options, io in
        title(name, options, &io)
        if let count = options.values["c"].flatMap({ Int($0) }) { return io.write(content.suffix(abs(count))) }
        let given = options.values["n"] ?? "10"
        let lines = lines(content)
        let chosen = given.hasPrefix("+") ? lines.dropFirst((Int(given) ?? 1) - 1) : lines.suffix(abs(Int(given) ?? 10))
        for line in chosen { io.write(line + CollectionOfOne(UInt8(ascii: "\n"))) }
    }

    /// The line above each of several files.
    private static func title(_ name: String, _ options: ToolOptions, _ io: inout CommandIO) {
        guard options.operands.count > 1, !options.has("q") else { return }
        if name != options.operands.first { io.print("") }
        io.print("==> \(name) <==")
    }

    private static let sort: Filter = { content, _, options, io in
        var lines = lines(content).map { String(decoding: $0, as: UTF8.self) }
        if options.has("n") {
            lines.sort { (Double($0.prefix { $0 != " " }) ?? 0) < (Double($1.prefix { $0 != " " }) ?? 0) }
        } else {
            lines.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        }
        if options.has("r") { lines.reverse() }
        for (index, line) in lines.enumerated() where !options.has("u") || index == 0 || lines[index - 1] != line {
            io.print(line)
        }
    }

    private static let unique: Filter = { content, _, options, io in
        var runs: [(line: ArraySlice<UInt8>, count: Int)] = []
        for line in lines(content) {
            if let last = runs.last, last.line.elementsEqual(line) {
                runs[runs.count - 1].count += 1
            } else {
                runs.append((line, 1))
            }
        }
        for run in runs {
            let text = String(decoding: run.line, as: UTF8.self)
            let count = ListingText.padded(String(run.count), 7, isLeft: false)
            io.print(options.has("c") ? "\(count) \(text)" : text)
        }
    }

    private static let base64: Filter = { content, _, options, io in
        if options.has("d") {
            // Line ends mean nothing in it.
            let text = String(decoding: content.filter { $0 != 10 && $0 != 13 }, as: UTF8.self)
            guard let bytes = Base64.decode(text) else {
                io.printError("base64: bad input")
                return
            }
            return io.write(bytes)
        }
        let width = options.values["w"].flatMap { Int($0) } ?? 76
        let text = Array(Base64.encode(Array(content)).utf8)
        guard width > 0 else { return io.write(text) }
        var start = 0
        while start < text.count {
            io.write(text[start..<min(text.count, start + width)] + CollectionOfOne(UInt8(ascii: "\n")))
            start += width
        }
    }

    private static func digest(_ name: String, _ algorithm: String) -> Filter {
        { content, file, options, io in
            var bytes = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
            var count: UInt32 = 0
            guard let kind = EVP_get_digestbyname(algorithm),
                EVP_Digest(content, content.count, &bytes, &count, kind, nil) == 1
            else {
                io.printError("\(name): \(algorithm) is not available")
                return
            }
            let text = bytes.prefix(Int(count)).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
            io.print(options.has("b") ? text : "\(text)  \(file)")
        }
    }

    /// `tr A B` and `tr -d A`, with ranges and escapes of line ends.
    private static func transliterate(_ arguments: [String]) -> any ShellCommand {
        let options = ToolOptions(arguments, "d")
        let sets = options.operands.map(byteSet)
        return CollectingCommand { input, io, _ in
            if let code = io.require(options.has("d") ? 1 : 2, "tr", options) { return code }
            if options.has("d") {
                io.write(input.filter { !sets[0].contains($0) })
            } else {
                io.write(
                    input.map { byte in
                        guard let index = sets[0].firstIndex(of: byte) else { return byte }
                        return sets[1].isEmpty ? byte : sets[1][min(index, sets[1].count - 1)]
                    })
            }
            return 0
        }
    }

    private static func byteSet(_ text: String) -> [UInt8] {
        let plain = Array(
            text.replacing("\\n", with: "\n").replacing("\\r", with: "\r").replacing("\\t", with: "\t").utf8)
        var set: [UInt8] = []
        var index = 0
        while index < plain.count {
            if index + 2 < plain.count, plain[index + 1] == UInt8(ascii: "-"), plain[index] <= plain[index + 2] {
                set += Array(plain[index]...plain[index + 2])
                index += 3
            } else {
                set.append(plain[index])
                index += 1
            }
        }
        return set
    }
}

/// `cat`: passes on as it comes.
private struct Concatenation: ShellCommand {
    var files: ArraySlice<String>
    private var code = 0
    private var isReading: Bool

    init(files: ArraySlice<String>) {
        self.files = files
        isReading = files.isEmpty
    }

    mutating func resume(_ io: inout CommandIO, on device: inout DeviceState) -> Int? {
        while true {
            if isReading {
                io.write(io.input.readAll())
                guard io.input.isAtEnd else { return nil }
                isReading = false
            }
            guard let file = files.popFirst() else { return code }
            if file == "-" {
                isReading = true
            } else {
                do { io.write(try device.files.read(io.absolute(file))) } catch {
                    code = io.fail("cat", "\(file): \(error)")
                }
            }
        }
    }
}

/// `tee`: passes on as it comes, and into files too.
private struct Tee: ShellCommand {
    let options: ToolOptions
    private var handles: [DeviceFileSystem.Handle]?
    private var code = 0

    init(options: ToolOptions) { self.options = options }

    mutating func resume(_ io: inout CommandIO, on device: inout DeviceState) -> Int? {
        if handles == nil {
            handles = []
            for file in options.operands {
                do throws(DeviceErrno) {
                    handles?.append(
                        try device.files.open(io.absolute(file), appending: options.has("a"), at: device.seconds))
                } catch {
                    code = io.fail("tee", "\(file): \(error)")
                }
            }
        }
        let bytes = io.input.readAll()
        for handle in handles ?? [] {
            do throws(DeviceErrno) { try device.files.append(bytes, to: handle, at: device.seconds) } catch {
                code = io.fail("tee", "write: \(error)")
            }
        }
        io.write(bytes)
        return io.input.isAtEnd ? code : nil
    }
}
