/// The files that a flow names: other flows, scripts, media.
package struct FlowReferences {
    private let files: any FlowFiles

    package init(_ files: any FlowFiles) { self.files = files }

    /// Reads every flow that a flow runs, and theirs, and looks whether scripts and media are there.
    ///
    /// Names with expressions are known only when the flow runs.
    /// - Throws: the first fault, with the place of the command that names the file, or within it.
    package func check(_ flow: FlowDocument) throws(FlowError) {
        var sound: Set<String> = []
        try check(flow, within: [flow.file], &sound)
    }

    // `sound` are files that need no second look: flows that share others would be read exponentially often.
    private func check(
        _ flow: FlowDocument, within path: [String], _ sound: inout Set<String>
    ) throws(FlowError) {
        let hooks = (flow.config.onFlowStart ?? []) + (flow.config.onFlowComplete ?? [])
        try check(hooks + flow.commands, within: path, &sound)
        sound.insert(flow.file)
    }

    private func check(
        _ commands: [FlowCommand], within path: [String], _ sound: inout Set<String>
    ) throws(FlowError) {
        for command in commands {
            switch command.operation {
            case .runFlow(let body, _, _), .retry(let body, _, _): try check(body, of: command, within: path, &sound)
            case .repetition(_, _, let commands): try check(commands, within: path, &sound)
            case .runScript(let file, _, _): try look(file, of: command, "Invalid File Path")
            case .addMedia(let media): for file in media { try look(file, of: command, "Media File Not Found") }
            default: continue
            }
        }
    }

    private func check(
        _ body: FlowBody, of command: FlowCommand, within path: [String], _ sound: inout Set<String>
    ) throws(FlowError) {
        switch body {
        case .commands(let commands): try check(commands, within: path, &sound)
        case .file(let name):
            guard let file = try look(name, of: command, "Invalid File Path") else { return }
            guard !path.contains(file) else {
                let title = file == path.last ? "Invalid File Path" : "Flow Runs Itself"
                throw try fault(.cycle, title, (path + [file]).joined(separator: " runs "), of: command)
            }
            guard !sound.contains(file) else { return }
            try check(FlowDocument(reading: files.read(file), file: file), within: path + [file], &sound)
        }
    }

    /// The path that a command means; nil where it holds an expression.
    @discardableResult
    private func look(_ name: String, of command: FlowCommand, _ title: String) throws(FlowError) -> String? {
        guard !name.contains("${") else { return nil }
        let path = Self.path(name, from: command.place.file)
        guard files.kind(path) == .file else {
            throw try fault(
                .missingFile, title, "there is no file \(path); names are relative to the flow's own file", of: command)
        }
        return path
    }

    private func fault(
        _ code: FlowError.Code, _ title: String, _ message: String, of command: FlowCommand
    ) throws(FlowError) -> FlowError {
        let file = command.place.file
        return FlowSource(try files.read(file), file: file).error(code, title, message, at: command.place)
    }

    /// What a name in a flow's file means: relative to that file, without `.` and `..` where they can go.
    package static func path(_ name: String, from file: String) -> String {
        let folder = name.hasPrefix("/") ? [] : file.split(separator: "/").dropLast()
        var parts: [Substring] = []
        for part in folder + name.split(separator: "/") {
            if part == "..", let last = parts.last, last != ".." {
                parts.removeLast()
            } else if part != "." {
                parts.append(part)
            }
        }
        let isAbsolute = name.hasPrefix("/") || file.hasPrefix("/")
        return (isAbsolute ? "/" : "") + parts.joined(separator: "/")
    }
}
