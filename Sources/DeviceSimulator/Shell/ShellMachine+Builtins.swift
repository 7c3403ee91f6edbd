/// The commands that are the shell's own, for they change it.
extension ShellMachine {
    static let builtins: Set<String> = [
        ":", ".", "break", "cd", "command", "continue", "eval", "exec", "exit", "export", "kill", "pwd", "read",
        "return",
        "set", "sh", "shift", "trap", "type", "umask", "unset", "wait",
    ]

    mutating func runBuiltin(
        _ name: String, _ arguments: [String], _ descriptors: ShellDescriptors, on device: inout DeviceState
    ) {
        environment.status =
            switch name {
            case "cd": changeFolder(arguments, descriptors, on: &device)
            case "pwd": say(environment.folder, descriptors, on: &device)
            case "exit", "return": exit(arguments)
            case "export": export(arguments)
            case "unset": unset(arguments)
            case "shift": shift(arguments)
            case "set": setArguments(arguments)
            case "break", "continue": leaveLoop(goingOn: name == "continue")
            case "wait": arguments.last.map { Int($0).flatMap(environment.status(ofJob:)) ?? 127 } ?? 0
            case "kill": kill(arguments, descriptors, on: &device)
            case "type", "command": describe(name, arguments, descriptors, on: &device)
            case "eval", "exec", "sh", ".", "read":
                delegate(name, arguments, descriptors, on: &device)
            default: 0
            }
    }

    private mutating func say(
        _ line: String, _ descriptors: ShellDescriptors, on device: inout DeviceState
    ) -> Int {
        emit(ShellChunk(stream: .output, bytes: Array((line + "\n").utf8)), through: descriptors, on: &device)
        return 0
    }

    private mutating func changeFolder(
        _ arguments: [String], _ descriptors: ShellDescriptors, on device: inout DeviceState
    ) -> Int {
        var goal = arguments.first { $0 != "--" && $0 != "-P" && $0 != "-L" } ?? environment.variables["HOME"] ?? "/"
        if goal == "-" { goal = environment.variables["OLDPWD"] ?? environment.folder }
        let path = DeviceFileSystem.absolute(goal, from: environment.folder)
        do {
            guard try device.files.status(path).isFolder else { throw DeviceErrno.notFolder }
            guard device.files.allows(.execute, at: path) else { throw DeviceErrno.accessDenied }
        } catch {
            report("cd: \(goal): \(error)", descriptors, on: &device)
            return 2
        }
        environment.variables["OLDPWD"] = environment.folder
        environment.folder = path
        return 0
    }

    /// Ends the shell, or the subshell that is innermost.
    private mutating func exit(_ arguments: [String]) -> Int {
        let status = arguments.first.map { Int($0) ?? 1 } ?? environment.status
        while let frame = frames.last {
            if case .leave = frame { break }
            if case .restore(let saved) = frame { descriptors = saved }
            frames.removeLast()
        }
        hasExited = frames.isEmpty
        return status & 0xFF
    }

    private mutating func export(_ arguments: [String]) -> Int {
        for argument in arguments {
            guard let end = argument.firstIndex(of: "=") else { continue }
            environment.variables[String(argument[..<end])] = String(argument[argument.index(after: end)...])
        }
        return 0
    }

    private mutating func unset(_ arguments: [String]) -> Int {
        for name in arguments { environment.variables[name] = nil }
        return 0
    }

    private mutating func shift(_ arguments: [String]) -> Int {
        let count = arguments.first.flatMap { Int($0) } ?? 1
        guard count >= 0, count <= environment.arguments.count else { return 1 }
        environment.arguments.removeFirst(count)
        return 0
    }

    /// `set -- a b`; options such as `-e` are taken and without effect.
    private mutating func setArguments(_ arguments: [String]) -> Int {
        if let end = arguments.firstIndex(of: "--") { environment.arguments = Array(arguments[(end + 1)...]) }
        return 0
    }

    /// Leaves the innermost loop, or goes on with its next turn.
    private mutating func leaveLoop(goingOn: Bool) -> Int {
        let loop = frames.lastIndex { if case .loop = $0 { true } else if case .forEach = $0 { true } else { false } }
        guard let loop else { return 0 }
        for frame in frames[(loop + 1)...].reversed() {
            if case .restore(let saved) = frame { descriptors = saved }
        }
        frames.removeSubrange((goingOn ? loop + 1 : loop)...)
        return 0
    }

    private static let signals = ["HUP": 1, "INT": 2, "QUIT": 3, "KILL": 9, "TERM": 15]

    private mutating func kill(
        _ arguments: [String], _ descriptors: ShellDescriptors, on device: inout DeviceState
    ) -> Int {
        var arguments = arguments
        var signal = 15
        if let first = arguments.first, first.hasPrefix("-") {
            arguments.removeFirst()
            let name = first == "-s" && !arguments.isEmpty ? arguments.removeFirst() : String(first.dropFirst())
            let plain = name.hasPrefix("SIG") ? String(name.dropFirst(3)) : name
            guard let number = Self.signals[plain] ?? Int(plain), (0...64).contains(number) else {
                report("kill: bad signal '\(name)'", descriptors, on: &device)
                return 1
            }
            signal = number
        }
        var status = 0
        for argument in arguments {
            if Int(argument) == environment.processID {
                if signal != 0 { kill(with: signal) }
            } else {
                report("kill: \(argument): No such process", descriptors, on: &device)
                status = 1
            }
        }
        return status
    }

    /// `type NAME` and `command -v NAME`.
    private mutating func describe(
        _ name: String, _ arguments: [String], _ descriptors: ShellDescriptors, on device: inout DeviceState
    ) -> Int {
        var words = arguments
        if name == "command" { words.removeFirst() }
        var status = 0
        for word in words {
            if Self.builtins.contains(word) {
                _ = say(name == "type" ? "\(word) is a shell builtin" : word, descriptors, on: &device)
            } else if let path = DeviceCommands.path(word) {
                _ = say(name == "type" ? "\(word) is \(path)" : path, descriptors, on: &device)
            } else {
                if name == "type" { _ = say("\(word) not found", descriptors, on: &device) }
                status = 1
            }
        }
        return status
    }

    /// The built-ins that run something else.
    private mutating func delegate(
        _ name: String, _ arguments: [String], _ descriptors: ShellDescriptors, on device: inout DeviceState
    ) -> Int {
        let words = arguments
        switch name {
        case "eval": start(words.joined(separator: " "))
        case "exec":
            if words.isEmpty {
                self.descriptors = descriptors
                return 0
            }
            frames = []
            launch(words, descriptors, on: &device)
        case "read":
            frames.append(.readLine(names: words.filter { !$0.hasPrefix("-") }, descriptors))
        default: return runShell(words, sourcing: name == ".", descriptors, on: &device)
        }
        return environment.status
    }

    /// `sh -c TEXT [NAME ARGUMENT…]`, `sh FILE`, `sh`, and `. FILE`.
    private mutating func runShell(
        _ arguments: [String], sourcing: Bool, _ descriptors: ShellDescriptors, on device: inout DeviceState
    ) -> Int {
        var words = arguments
        if !sourcing {
            frames.append(.leave(environment))
            environment.arguments = []
        }
        frames.append(.restore(self.descriptors))
        self.descriptors = descriptors
        while let option = words.first, option.hasPrefix("-"), option != "-c", option != "-" { words.removeFirst() }
        if words.first == "-c" {
            guard words.count > 1 else {
                complain("-c requires an argument")
                return 1
            }
            environment.name = words.count > 2 ? words[2] : "sh"
            environment.arguments = Array(words.dropFirst(3))
            environment.status = 0
            start(words[1])
        } else if let file = words.first, file != "-" {
            do {
                let text = try device.files.read(DeviceFileSystem.absolute(file, from: environment.folder))
                environment.arguments = sourcing ? environment.arguments : Array(words.dropFirst())
                environment.status = 0
                start(String(decoding: text, as: UTF8.self))
            } catch {
                complain("\(file): \(error)")
                return error == .noEntry ? 127 : 126
            }
        } else {
            frames.append(.script(CollectedScript(), descriptors))
        }
        return environment.status
    }
}
