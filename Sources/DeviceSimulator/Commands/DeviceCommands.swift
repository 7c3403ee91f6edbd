/// A program of the simulated phone.
package struct DeviceCommand: Sendable {
    package let name: String
    package let cost: CommandCost
    /// Puts the command to work on its arguments, without its name.
    package let make: @Sendable (_ arguments: [String]) -> any ShellCommand

    /// A command that looks at no input.
    init(_ name: String, cost: CommandCost = .tool, _ body: @escaping ImmediateCommand.Body) {
        self.name = name
        self.cost = cost
        make = { ImmediateCommand(arguments: $0, body: body) }
    }

    init(_ name: String, cost: CommandCost = .tool, making make: @escaping @Sendable ([String]) -> any ShellCommand) {
        self.name = name
        self.cost = cost
        self.make = make
    }
}

/// The programs in `/system/bin`.
package enum DeviceCommands {
    /// What a name in a command line means.
    enum Found {
        case command(DeviceCommand)
        case shell
        /// There is a file, which the shell may not run.
        case denied
        case unknown
    }

    private static let table: [String: DeviceCommand] = {
        let all = [
            textTools, fileTools, filterTools, systemTools, androidTools, simulatorTools,
        ].joined()
        return Dictionary(all.map { ($0.name, $0) }) { first, _ in first }
    }()

    /// The names of all programs, sorted; the shell is one.
    package static let names = (table.keys + ["sh"]).sorted()

    /// The path of a program by its name.
    static func path(_ name: String) -> String? {
        table[name] == nil && name != "sh" ? nil : "/system/bin/\(name)"
    }

    static func find(_ name: String, from folder: String, on device: DeviceState) -> Found {
        guard name.contains("/") else {
            if name == "sh" { return .shell }
            return table[name].map(Found.command) ?? .unknown
        }
        let path = DeviceFileSystem.absolute(name, from: folder)
        if path.hasPrefix("/system/bin/") || path.hasPrefix("/bin/") {
            let base = DeviceFileSystem.baseName(path)
            if base == "sh" { return .shell }
            if let command = table[base] { return .command(command) }
        }
        return device.files.exists(path) ? .denied : .unknown
    }
}

/// The options of a command, read as toybox reads them: letters in any order, up to `--` or the first operand.
struct ToolOptions {
    /// The letters given.
    private(set) var letters: Set<Character> = []
    /// The values of letters that take one.
    private(set) var values: [Character: String] = [:]
    private(set) var operands: [String] = []
    /// The first letter that the command does not know.
    private(set) var unknown: Character?

    /// The letters in `allowed` are known, and take a value where a colon follows; `permuted` options may stand anywhere.
    init(_ arguments: [String], _ allowed: String, permuted: Bool = true) {
        let known = Set(allowed.filter { $0 != ":" })
        var withValue: Set<Character> = []
        for (letter, next) in zip(allowed, allowed.dropFirst()) where next == ":" { withValue.insert(letter) }
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            if argument == "--" {
                operands += rest
                return
            }
            guard argument.hasPrefix("-"), argument.count > 1 else {
                operands.append(argument)
                if permuted { continue }
                operands += rest
                return
            }
            var letters = argument.dropFirst()
            while let letter = letters.popFirst() {
                guard known.contains(letter) else {
                    unknown = unknown ?? letter
                    continue
                }
                self.letters.insert(letter)
                guard withValue.contains(letter) else { continue }
                values[letter] = letters.isEmpty ? rest.popFirst() ?? "" : String(letters)
                break
            }
        }
    }

    func has(_ letter: Character) -> Bool { letters.contains(letter) }
}
