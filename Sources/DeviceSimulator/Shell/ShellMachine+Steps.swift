/// One step of a program.
extension ShellMachine {
    /// - Returns: false when it has to wait for input; the frame is then back in its place.
    mutating func step(_ frame: Frame, on device: inout DeviceState) -> Bool {
        switch frame {
        case .program(let program, let next):
            guard next < program.statements.count else { return true }
            frames.append(.program(program, next: next + 1))
            let statement = program.statements[next]
            if statement.isInBackground { frames += [.job, .leave(environment)] }
            frames.append(.andOr(statement, next: 0))
        case .andOr(let list, let next):
            if next == 0 {
                if !list.rest.isEmpty { frames.append(.andOr(list, next: 1)) }
                start(list.first, on: &device)
            } else if next <= list.rest.count {
                let rest = list.rest[next - 1]
                if next < list.rest.count { frames.append(.andOr(list, next: next + 1)) }
                if (environment.status == 0) == (rest.link == .and) { start(rest.pipeline, on: &device) }
            }
        case .negate: environment.status = environment.status == 0 ? 1 : 0
        case .branch(let branches, let index, let otherwise):
            if environment.status == 0 {
                frames.append(.program(branches[index].body, next: 0))
            } else if index + 1 < branches.count {
                frames.append(.branch(branches, index: index + 1, otherwise: otherwise))
                frames.append(.program(branches[index + 1].condition, next: 0))
            } else {
                environment.status = 0
                if let otherwise { frames.append(.program(otherwise, next: 0)) }
            }
        case .loop(let condition, let body, let isUntil, let ranCondition):
            if ranCondition, (environment.status == 0) == isUntil {
                environment.status = 0
                break
            }
            frames.append(.loop(condition: condition, body: body, isUntil: isUntil, ranCondition: !ranCondition))
            frames.append(.program(ranCondition ? body : condition, next: 0))
        case .forEach(let name, let words, let next, let body):
            guard next < words.count else { break }
            environment.variables[name] = words[next]
            frames.append(.forEach(name: name, words: words, next: next + 1, body: body))
            frames.append(.program(body, next: 0))
        case .restore(let saved): descriptors = saved
        case .leave(let saved):
            let status = environment.status
            environment = saved
            environment.status = status
        case .job:
            environment.jobs.append(environment.status)
            environment.status = 0
        case .pipeline(let machines): return pump(machines, on: &device)
        case .command(let command, let descriptors): return resume(command, descriptors, on: &device)
        case .readLine(let names, let descriptors):
            guard let line = inputs[descriptors.input].readLine() else {
                guard inputs[descriptors.input].isAtEnd else { return wait(frame) }
                environment.status = 1
                break
            }
            assign(String(decoding: line, as: UTF8.self), to: names)
            environment.status = 0
        case .script(var script, let descriptors):
            script.text += inputs[descriptors.input].readAll()
            guard inputs[descriptors.input].isAtEnd || script.text.count > CollectingCommand.limit else {
                return wait(.script(script, descriptors))
            }
            environment.status = 0
            start(String(decoding: script.text, as: UTF8.self))
        }
        return true
    }

    private mutating func wait(_ frame: Frame) -> Bool {
        frames.append(frame)
        return false
    }

    // MARK: Pipelines

    private mutating func start(_ pipeline: ShellPipeline, on device: inout DeviceState) {
        if pipeline.isNegated { frames.append(.negate) }
        if pipeline.commands.count == 1 { return start(pipeline.commands[0], on: &device) }
        let machines = pipeline.commands.map { node in
            let alone = ShellAndOr(first: ShellPipeline(commands: [node]))
            return nested(ShellProgram(statements: [alone]), input: ShellInput())
        }
        frames.append(.pipeline(machines))
    }

    /// Lets every stage work on what the one before it wrote.
    private mutating func pump(_ stages: [ShellMachine], on device: inout DeviceState) -> Bool {
        var stages = stages
        let source = descriptors.input
        stages[0].receive(inputs[source].readAll())
        if inputs[source].isAtEnd { stages[0].endInput() }
        for index in stages.indices {
            stages[index].run(on: &device)
            for chunk in stages[index].takeOutput() {
                if chunk.stream == .output, index + 1 < stages.count {
                    stages[index + 1].receive(chunk.bytes)
                } else {
                    emit(chunk, through: descriptors, on: &device)
                }
            }
            guard let code = stages[index].exitCode else { continue }
            account(for: stages[index])
            if index + 1 < stages.count { stages[index + 1].endInput() } else { environment.status = Int(code) }
        }
        // A pipeline whose last stage is done is done: the stages before it would be told so by SIGPIPE.
        if stages.last?.exitCode != nil { return true }
        return wait(.pipeline(stages))
    }

    // MARK: Commands

    private mutating func start(_ node: ShellNode, on device: inout DeviceState) {
        if case .simple(let assignments, let words) = node.kind {
            return startSimple(assignments, words, node.redirections, on: &device)
        }
        if !node.redirections.isEmpty {
            guard let redirected = redirect(descriptors, by: node.redirections, on: &device) else { return }
            frames.append(.restore(descriptors))
            descriptors = redirected
        }
        switch node.kind {
        case .simple: break
        case .group(let program): frames.append(.program(program, next: 0))
        case .subshell(let program):
            frames.append(.leave(environment))
            frames.append(.program(program, next: 0))
        case .conditional(let branches, let otherwise):
            frames.append(.branch(branches, index: 0, otherwise: otherwise))
            frames.append(.program(branches[0].condition, next: 0))
        case .loop(let condition, let body, let isUntil):
            frames.append(.loop(condition: condition, body: body, isUntil: isUntil, ranCondition: true))
            frames.append(.program(condition, next: 0))
        case .forEach(let name, let words, let body):
            frames.append(.forEach(name: name, words: expand(words, on: &device), next: 0, body: body))
        }
    }

    private mutating func startSimple(
        _ assignments: [ShellAssignment], _ words: [ShellWord], _ redirections: [ShellRedirection],
        on device: inout DeviceState
    ) {
        let arguments = expand(words, on: &device)
        var values: [(String, String)] = []
        for assignment in assignments { values.append((assignment.name, text(assignment.value, on: &device))) }
        let substitutes = assignments.contains { assignment in
            assignment.value.parts.contains { if case .substitution = $0 { true } else { false } }
        }
        // Only now, for a value may be the status before.
        if words.isEmpty, !substitutes { environment.status = 0 }
        guard let redirected = redirect(descriptors, by: redirections, on: &device) else { return }
        guard !arguments.isEmpty else {
            for (name, value) in values { environment.variables[name] = value }
            return
        }
        if !values.isEmpty { frames.append(.leave(environment)) }
        for (name, value) in values { environment.variables[name] = value }
        launch(arguments, redirected, on: &device)
    }

    /// Starts a command by its name: the shell's own, or one of the phone's.
    mutating func launch(_ arguments: [String], _ descriptors: ShellDescriptors, on device: inout DeviceState) {
        // What only runs the rest is taken off in a loop: a long row of them must not go deep.
        var arguments = arguments
        while let prefix = arguments.first {
            if prefix == "nohup" || prefix == "command" && arguments.dropFirst().first != "-v" {
                arguments.removeFirst()
            } else if prefix == "timeout" {
                arguments = Array(arguments.dropFirst().drop { $0.hasPrefix("-") }.dropFirst())
            } else {
                break
            }
        }
        guard let name = arguments.first else { return }
        if Self.builtins.contains(name) {
            runBuiltin(name, Array(arguments.dropFirst()), descriptors, on: &device)
            return
        }
        switch DeviceCommands.find(name, from: environment.folder, on: device) {
        case .command(let entry):
            device.charge(entry.cost)
            frames.append(.command(entry.make(Array(arguments.dropFirst())), descriptors))
        case .shell: runBuiltin("sh", Array(arguments.dropFirst()), descriptors, on: &device)
        case .denied:
            report("\(name): can't execute: Permission denied", descriptors, on: &device)
            environment.status = 126
        case .unknown:
            report("\(name): inaccessible or not found", descriptors, on: &device)
            environment.status = 127
        }
    }

    private mutating func resume(
        _ command: any ShellCommand, _ descriptors: ShellDescriptors, on device: inout DeviceState
    ) -> Bool {
        var command = command
        var io = CommandIO(input: inputs[descriptors.input], folder: environment.folder)
        // Two holders of the input's bytes would copy them at every write.
        inputs[descriptors.input] = ShellInput()
        let code = command.resume(&io, on: &device)
        inputs[descriptors.input] = io.input
        if let code { environment.status = code }
        for chunk in io.chunks { emit(chunk, through: descriptors, on: &device) }
        return code == nil ? wait(.command(command, descriptors)) : true
    }

    /// A complaint of the shell, on the standard error of the command it is about.
    mutating func report(_ message: String, _ descriptors: ShellDescriptors, on device: inout DeviceState) {
        emit(
            ShellChunk(stream: .error, bytes: Array("\(Self.name): \(message)\n".utf8)), through: descriptors,
            on: &device)
    }

    // MARK: Redirections

    /// - Returns: nil when a file cannot be opened; that has been said, and the status is 1.
    private mutating func redirect(
        _ descriptors: ShellDescriptors, by redirections: [ShellRedirection], on device: inout DeviceState
    ) -> ShellDescriptors? {
        var result = descriptors
        for redirection in redirections {
            let word = text(redirection.word, on: &device)
            let path = DeviceFileSystem.absolute(word, from: environment.folder)
            let sink: ShellSink
            switch redirection.operation {
            case .read:
                do {
                    inputs.append(ShellInput(try device.files.read(path), isAtEnd: true))
                    result.input = inputs.count - 1
                } catch {
                    complain("can't open \(word): \(error)")
                    environment.status = 1
                    return nil
                }
                continue
            case .write, .append:
                do {
                    sink = .file(
                        try device.files.open(
                            path, appending: redirection.operation == .append, at: device.seconds))
                } catch {
                    complain("can't create \(word): \(error)")
                    environment.status = 1
                    return nil
                }
            case .duplicate:
                switch word {
                case "1": sink = result.output
                case "2": sink = result.error
                case "0" where redirection.descriptor == 0: continue
                default:
                    complain("\(word): bad file descriptor")
                    environment.status = 1
                    return nil
                }
            }
            if redirection.descriptor == 2 { result.error = sink } else { result.output = sink }
        }
        return result
    }
}
