/// What words become before a command sees them: POSIX.1-2017, 2.6.
extension ShellMachine {
    /// One field in the making: pieces of which the quoted ones stand for themselves in patterns.
    private struct Field {
        var pattern = ""
        var text = ""
        var hasPattern = false

        mutating func append(_ piece: String, isQuoted: Bool) {
            text += piece
            for character in piece {
                let isSpecial = "*?[".contains(character)
                if character == "\\" || isSpecial && isQuoted { pattern.append("\\") }
                if isSpecial, !isQuoted { hasPattern = true }
                pattern.append(character)
            }
        }
    }

    /// The arguments that words make: expanded, split, and file name patterns replaced by what they match.
    mutating func expand(_ words: [ShellWord], on device: inout DeviceState) -> [String] {
        var arguments: [String] = []
        for word in words {
            for field in fields(word, on: &device) {
                guard field.hasPattern else {
                    arguments.append(field.text)
                    continue
                }
                let paths = GlobPattern.paths(field.pattern, in: device.files, from: environment.folder)
                arguments += paths.isEmpty ? [field.text] : paths
            }
        }
        return arguments
    }

    /// The one text that a word makes where it is not split: in an assignment or after `>`.
    mutating func text(_ word: ShellWord, on device: inout DeviceState) -> String {
        var text = ""
        for part in word.parts {
            switch part {
            case .literal(let literal, _): text += literal
            case .variable(let name, let fallback, _): text += value(name, fallback, on: &device)
            case .substitution(let program, _): text += output(of: program, on: &device)
            }
        }
        return text
    }

    private mutating func fields(_ word: ShellWord, on device: inout DeviceState) -> [Field] {
        var fields: [Field] = []
        var current: Field?
        func add(_ piece: String, isQuoted: Bool) {
            current = current ?? Field()
            current?.append(piece, isQuoted: isQuoted)
        }
        for part in word.parts {
            let text: String
            let isQuoted: Bool
            switch part {
            case .literal(let literal, let quoted):
                add(literal, isQuoted: quoted)
                continue
            case .variable("@", _, isQuoted: true):
                for (index, argument) in environment.arguments.enumerated() {
                    if index > 0 {
                        if let field = current { fields.append(field) }
                        current = nil
                    }
                    add(argument, isQuoted: true)
                }
                continue
            case .variable(let name, let fallback, let quoted):
                text = value(name, fallback, on: &device)
                isQuoted = quoted
            case .substitution(let program, let quoted):
                text = output(of: program, on: &device)
                isQuoted = quoted
            }
            if isQuoted {
                add(text, isQuoted: true)
                continue
            }
            let pieces = text.split(omittingEmptySubsequences: false) { $0 == " " || $0 == "\t" || $0 == "\n" }
            for (index, piece) in pieces.enumerated() {
                if index > 0 {
                    if let field = current { fields.append(field) }
                    current = nil
                }
                if !piece.isEmpty { add(String(piece), isQuoted: false) }
            }
        }
        if let current { fields.append(current) }
        return fields
    }

    private mutating func value(_ name: String, _ fallback: ShellWord?, on device: inout DeviceState) -> String {
        if let value = environment.value(name), !(value.isEmpty && fallback != nil) { return value }
        return fallback.map { text($0, on: &device) } ?? ""
    }

    /// What a program writes, without the line ends at its end.
    private mutating func output(of program: ShellProgram, on device: inout DeviceState) -> String {
        var machine = nested(program, input: ShellInput(isAtEnd: true))
        machine.run(on: &device)
        var output: [UInt8] = []
        for chunk in machine.takeOutput() {
            if chunk.stream == .output { output += chunk.bytes } else { emit(chunk, through: descriptors, on: &device) }
        }
        account(for: machine)
        environment.status = Int(machine.exitCode ?? 0)
        while output.last == UInt8(ascii: "\n") { output.removeLast() }
        return String(decoding: output, as: UTF8.self)
    }

    /// What `read` does with a line: a word for each name, and the rest for the last.
    mutating func assign(_ line: String, to names: [String]) {
        var rest = line[...].drop { $0 == " " || $0 == "\t" }
        for name in names.dropLast() {
            let word = rest.prefix { $0 != " " && $0 != "\t" }
            environment.variables[name] = String(word)
            rest = rest[word.endIndex...].drop { $0 == " " || $0 == "\t" }
        }
        while rest.last == " " || rest.last == "\t" { rest.removeLast() }
        environment.variables[names.last ?? "REPLY"] = String(rest)
    }
}
