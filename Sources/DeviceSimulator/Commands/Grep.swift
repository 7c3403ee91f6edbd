extension DeviceCommands {
    /// `grep` with `-E -F -i -v -c -o -n -q -l -h -H -w -x -s -e`: 0 when something was found, 1 when not, 2 for an error.
    static func grep(_ arguments: [String]) -> any ShellCommand {
        let options = ToolOptions(arguments, "EFivconqlhHwxse:m:A:B:ra")
        var operands = options.operands
        let pattern = options.values["e"] ?? (operands.isEmpty ? nil : operands.removeFirst())
        let files = operands
        return onInputs(files) { inputs, io in
            if let code = io.refuse("grep", options) { return code + 1 }
            guard let pattern else { return io.fail("grep", "no REGEX", code: 2) }
            guard let matcher = LineMatcher(pattern, options) else {
                return io.fail("grep", "bad REGEX '\(pattern)'", code: 2)
            }
            var found = false
            let showsNames = options.has("H") || files.count > 1 && !options.has("h")
            for (name, content) in inputs {
                found = search(content, showsNames ? name + ":" : "", name, matcher, options, &io) || found
            }
            return found ? 0 : 1
        } failing: { file, error, io in
            if !options.has("s") { io.printError("grep: \(file): \(error)") }
        }
    }

    private static func search(
        _ content: [UInt8], _ prefix: String, _ name: String, _ matcher: LineMatcher, _ options: ToolOptions,
        _ io: inout CommandIO
    ) -> Bool {
        var count = 0
        let limit = options.values["m"].flatMap { Int($0) } ?? .max
        for (index, line) in lines(content).enumerated() where count < limit {
            let text = String(decoding: line, as: UTF8.self)
            let matches = matcher.matches(in: text)
            guard matches.isEmpty == options.has("v") else { continue }
            count += 1
            if options.has("q") || options.has("c") || options.has("l") { continue }
            let lead = prefix + (options.has("n") ? "\(index + 1):" : "")
            if options.has("o") {
                for match in matches where !match.isEmpty { io.print(lead + match) }
            } else {
                io.print(lead + text)
            }
        }
        if options.has("c") { io.print("\(prefix)\(count)") }
        if options.has("l"), count > 0 { io.print(name) }
        return count > 0
    }
}

/// A pattern of `grep`, ready to be looked for.
private struct LineMatcher {
    private let regex: Regex<AnyRegexOutput>
    private let isWhole: Bool

    init?(_ pattern: String, _ options: ToolOptions) {
        var source = pattern
        if options.has("F") {
            source = Self.escaped(pattern)
        } else if !options.has("E") {
            source = Self.extended(pattern)
        }
        if options.has("w") { source = "\\b(?:\(source))\\b" }
        guard let regex = try? Regex(source) else { return nil }
        self.regex = options.has("i") ? regex.ignoresCase() : regex
        isWhole = options.has("x")
    }

    func matches(in line: String) -> [String] {
        if isWhole { return (try? regex.wholeMatch(in: line)) != nil ? [line] : [] }
        return line.matches(of: regex).map { String(line[$0.range]) }
    }

    private static func escaped(_ text: String) -> String {
        String(text.flatMap { "\\^$.|?*+()[]{}".contains($0) ? ["\\", $0] : [$0] })
    }

    /// A basic regular expression as an extended one: there `\|`, `\(`, `\+` and their kin change places with the bare ones.
    private static func extended(_ pattern: String) -> String {
        var result = ""
        var isEscaped = false
        for character in pattern {
            let swaps = "|(){}+?".contains(character)
            if isEscaped {
                result += swaps ? String(character) : "\\\(character)"
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else {
                result += swaps ? "\\\(character)" : String(character)
            }
        }
        return isEscaped ? result + "\\\\" : result
    }
}
