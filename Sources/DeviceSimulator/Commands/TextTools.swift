/// Tools that print or compare what they are told: toybox' and mksh's own.
extension DeviceCommands {
    static let textTools: [DeviceCommand] = [
        DeviceCommand("true") { _, _, _ in 0 },
        DeviceCommand("false") { _, _, _ in 1 },
        DeviceCommand("echo", echo),
        DeviceCommand("printf", printf),
        DeviceCommand("test") { arguments, io, device in test(arguments, name: "test", &io, device) },
        DeviceCommand("[") { arguments, io, device in
            guard arguments.last == "]" else {
                io.printError("\(ShellMachine.name): [: missing ]")
                return 2
            }
            return test(arguments.dropLast(), name: "[", &io, device)
        },
        DeviceCommand("basename") { arguments, io, _ in
            var name = DeviceFileSystem.baseName(arguments.first ?? "")
            if arguments.count > 1, name.hasSuffix(arguments[1]), name != arguments[1] {
                name.removeLast(arguments[1].count)
            }
            io.print(name)
            return 0
        },
        DeviceCommand("dirname") { arguments, io, _ in
            for argument in arguments { io.print(DeviceFileSystem.parent(argument)) }
            return 0
        },
        DeviceCommand("seq") { arguments, io, _ in
            let numbers = arguments.compactMap { Int($0) }
            guard let last = numbers.last, numbers.count == arguments.count, numbers.count < 3 else {
                return io.fail("seq", "needs one or two whole numbers")
            }
            let first = numbers.count == 2 ? numbers[0] : 1
            guard last - first < 100_000 else { return io.fail("seq", "too many numbers") }
            if first <= last { for number in first...last { io.print(String(number)) } }
            return 0
        },
    ]

    /// mksh's built-in: escapes mean something unless `-E` says otherwise.
    private static let echo: ImmediateCommand.Body = { arguments, io, _ in
        var words = arguments[...]
        var endsLine = true
        var escapes = true
        while let option = words.first, option.count > 1, option.hasPrefix("-"),
            option.dropFirst().allSatisfy({ "neE".contains($0) })
        {
            for letter in option.dropFirst() {
                if letter == "n" { endsLine = false } else { escapes = letter == "e" }
            }
            words.removeFirst()
        }
        let text = words.joined(separator: " ")
        if escapes {
            let (bytes, isCut) = unescaped(text)
            io.write(bytes)
            endsLine = endsLine && !isCut
        } else {
            io.write(text.utf8)
        }
        if endsLine { io.write("\n".utf8) }
        return 0
    }

    /// A text with its backslash escapes replaced; cut is one in which `\c` ended it.
    private static func unescaped(_ text: String) -> (bytes: [UInt8], isCut: Bool) {
        let source = Array(text.utf8)
        let simple: [UInt8: UInt8] = [
            UInt8(ascii: "n"): 10, UInt8(ascii: "t"): 9, UInt8(ascii: "r"): 13, UInt8(ascii: "a"): 7,
            UInt8(ascii: "b"): 8, UInt8(ascii: "f"): 12, UInt8(ascii: "v"): 11, UInt8(ascii: "e"): 27,
            UInt8(ascii: "\\"): UInt8(ascii: "\\"),
        ]
        var bytes: [UInt8] = []
        var index = 0
        while index < source.count {
            guard source[index] == UInt8(ascii: "\\"), index + 1 < source.count else {
                bytes.append(source[index])
                index += 1
                continue
            }
            let letter = source[index + 1]
            index += 2
            if letter == UInt8(ascii: "c") { return (bytes, true) }
            if let byte = simple[letter] {
                bytes.append(byte)
            } else if letter == UInt8(ascii: "x") || (UInt8(ascii: "0")...UInt8(ascii: "7")).contains(letter) {
                let isHex = letter == UInt8(ascii: "x")
                if !isHex, letter != UInt8(ascii: "0") { index -= 1 }
                let digits = source[index...].prefix(isHex ? 2 : 3)
                    .prefix { Character(UnicodeScalar($0)).hexDigitValue.map { $0 < (isHex ? 16 : 8) } ?? false }
                bytes.append(
                    UInt8(truncatingIfNeeded: Int(String(decoding: digits, as: UTF8.self), radix: isHex ? 16 : 8) ?? 0))
                index += digits.count
            } else {
                bytes += [UInt8(ascii: "\\"), letter]
            }
        }
        return (bytes, false)
    }

    /// `%s %b %c %d %i %u %x %X %o %%` with flags `-` and `0`, width and precision; the format is repeated while arguments are left.
    private static let printf: ImmediateCommand.Body = { arguments, io, _ in
        guard let format = arguments.first else { return io.fail("printf", "Needs 1 argument") }
        let (source, _) = unescaped(format)
        var rest = arguments.dropFirst()
        repeat {
            let before = rest.count
            var index = 0
            while index < source.count {
                guard source[index] == UInt8(ascii: "%") else {
                    io.write(CollectionOfOne(source[index]))
                    index += 1
                    continue
                }
                var end = index + 1
                while end < source.count, "-0123456789.".utf8.contains(source[end]) { end += 1 }
                guard end < source.count else {
                    io.write(source[index...])
                    break
                }
                if source[end] == UInt8(ascii: "%") {
                    io.write("%".utf8)
                } else {
                    let field = FieldFormat(String(decoding: source[(index + 1)..<end], as: UTF8.self))
                    let letter = Character(UnicodeScalar(source[end]))
                    guard let text = converted(rest.popFirst() ?? "", as: letter) else {
                        return io.fail("printf", "bad %\(letter)@\(end)")
                    }
                    io.write(field.padded(text, isNumber: !"sbc".contains(letter)).utf8)
                }
                index = end + 1
            }
            if rest.count == before { break }
        } while !rest.isEmpty
        return 0
    }

    private static func converted(_ argument: String, as letter: Character) -> String? {
        let number = argument.hasPrefix("0x") ? Int(argument.dropFirst(2), radix: 16) : Int(argument)
        return switch letter {
        case "s": argument
        case "b": String(decoding: unescaped(argument).bytes, as: UTF8.self)
        case "c": String(argument.prefix(1))
        case "d", "i", "u": String(number ?? 0)
        case "x": String(number ?? 0, radix: 16)
        case "X": String(number ?? 0, radix: 16, uppercase: true)
        case "o": String(number ?? 0, radix: 8)
        default: nil
        }
    }
}

/// The flags, width and precision of a `printf` conversion.
private struct FieldFormat {
    /// The widest field, in characters.
    private static let limit = 4096
    private var isLeft: Bool
    private var hasZeros: Bool
    private var width: Int
    private var precision: Int?

    init(_ text: String) {
        let flags = text.prefix { $0 == "-" || $0 == "0" }
        let numbers = text[flags.endIndex...].split(separator: ".", omittingEmptySubsequences: false)
        isLeft = flags.contains("-")
        hasZeros = flags.contains("0")
        width = min(Self.limit, numbers.first.flatMap { Int($0) } ?? 0)
        precision = numbers.count > 1 ? Int(numbers[1]) ?? 0 : nil
    }

    func padded(_ text: String, isNumber: Bool) -> String {
        let text = isNumber ? text : String(text.prefix(precision ?? text.count))
        let missing = max(0, width - text.count)
        if isLeft { return text + String(repeating: " ", count: missing) }
        guard hasZeros, isNumber else { return String(repeating: " ", count: missing) + text }
        let sign = text.hasPrefix("-") ? "-" : ""
        return sign + String(repeating: "0", count: missing) + text.dropFirst(sign.count)
    }
}

extension CommandIO {
    /// A command's own complaint and the exit code of failure.
    mutating func fail(_ name: String, _ message: String, code: Int = 1) -> Int {
        printError("\(name): \(message)")
        return code
    }

    /// Toybox' complaint about an option it does not know; nil when there is none.
    mutating func refuse(_ name: String, _ options: ToolOptions) -> Int? {
        options.unknown.map { fail(name, "Unknown option '\($0)' (see \"\(name) --help\")") }
    }

    /// Toybox' complaint about operands that are missing; nil when there are enough.
    mutating func require(_ count: Int, _ name: String, _ options: ToolOptions) -> Int? {
        guard options.operands.count < count else { return nil }
        return fail(name, "Needs \(count) argument\(count == 1 ? "" : "s") (see \"\(name) --help\")")
    }
}
