internal import Devices
internal import FlowDocuments

/// A POSIX shell script that does what a flow does, over adb.
struct ShellScript {
    private(set) var lines: [String] = []
    private var depth = 0
    private var budget = ExportBudget()
    private var variables: [String] = []
    private var isCopying = false

    static func print(_ source: ExportSource) throws(FlowExportError) -> String {
        var script = ShellScript()
        let block = source.block
        try script.add(block.start + block.commands, in: block.scope)
        let steps = script.lines
        script.lines = []
        script.depth = 1
        try script.add(block.complete, in: block.scope)
        let trap = Self.trap(script.lines)
        let definitions = script.definitions(try source.variables())
        let functions = ShellLibrary.all.entries(usedBy: (trap + steps).joined(separator: "\n"))
        let parts = [
            Self.head(source.flow), definitions, functions.joined(separator: "\n\n"), trap.joined(separator: "\n"),
        ]
        return (parts + [steps.joined(separator: "\n")]).filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
    }

    private static func head(_ flow: FlowDocument) -> String {
        """
        #!/bin/sh
        # \(CommentText.plain(flow.title)): \(CommentText.plain(flow.file)) as a shell script. Needs adb and awk.
        # SERIAL names the device; without it, it is the only one.
        set -eu
        export LC_ALL=C
        SERIAL=${SERIAL:-${ANDROID_SERIAL:-$(adb get-serialno)}}
        """
    }

    /// What says which step failed, and does what the flow does at its end.
    private static func trap(_ complete: [String]) -> [String] {
        [
            "step() {", "    STEP=$1", "    echo \"$1\" >&2", "}", "", "STEP='the beginning'", "finish() {",
            "    status=$?",
            "    trap - EXIT", "    [ \"$status\" -eq 0 ] || echo \"failed: $STEP\" >&2",
        ] + complete + ["    exit \"$status\"", "}", "trap finish EXIT"]
    }

    private func definitions(_ own: [(name: String, value: ExportText)]) -> String {
        var all: [(name: String, value: String)] = []
        for name in own.flatMap(\.value.variables) + variables {
            let isKnown = own.contains { $0.name == name } || all.contains { $0.name == name }
            if !isKnown { all.append((name, "${\(name)-}")) }
        }
        let needed = all.map(\.name)
        all += own.map { ($0.name, $0.value.shell) }
        var lines = isCopying ? ["COPIED="] : []
        guard !all.isEmpty else { return lines.joined(separator: "\n") }
        lines.append("# Variables; arguments NAME=value change them.")
        for (name, value) in all {
            lines.append("\(ExportText.shellName(name))=\(value)")
            let taking = "\(name)=*) \(ExportText.shellName(name))=${pair#*=} ;;"
            lines.append("for pair in \"$@\"; do case $pair in \(taking) esac; done")
        }
        let names = all.map { "\($0.name)=*" }.joined(separator: " | ")
        lines += [
            "for pair in \"$@\"; do", "    case $pair in", "    \(names)) ;;",
            "    *) echo \"no variable of the flow: $pair\" >&2 && exit 64 ;;", "    esac", "done",
        ]
        lines += needed.map { name in
            "[ -n \"$\(ExportText.shellName(name))\" ] || { echo 'the flow needs \(name)=value' >&2 && exit 64; }"
        }
        return lines.joined(separator: "\n")
    }

    // MARK: Writing

    mutating func line(_ text: String) {
        lines.append(String(repeating: "    ", count: depth) + text)
    }

    /// A word, with its variables noted.
    mutating func word(_ text: ExportText) -> String {
        for name in text.variables where !variables.contains(name) { variables.append(name) }
        if text.parts.contains(.copied) { isCopying = true }
        return text.shell
    }

    mutating func noteCopy() { isCopying = true }

    mutating func indented(
        _ body: (inout ShellScript) throws(FlowExportError) -> Void
    ) throws(FlowExportError) {
        depth += 1
        let before = lines.count
        try body(&self)
        if lines[before...].allSatisfy({ $0.drop { $0 == " " }.hasPrefix("#") }) { line(":") }
        depth -= 1
    }

    // MARK: Steps

    private mutating func add(_ commands: [FlowCommand], in scope: ExportScope) throws(FlowExportError) {
        for command in commands { try add(ExportStep(command, in: scope)) }
    }

    private mutating func add(_ step: ExportStep) throws(FlowExportError) {
        try budget.spend(step, depth: depth + 1)
        let condition: FlowCondition? =
            switch step.command.operation {
            case .runFlow(_, let when, _), .runScript(_, let when, _): when
            case .repetition(_, let when, _): when
            default: nil
            }
        if let condition, let platform = condition.platform, !ExportStep.isForAndroid(condition) {
            return line("# \(step.title): for \(CommentText.plain(platform)) only")
        }
        try step.refuseUnscripted()
        line("step \(ShellQuoting.quoted(step.title))")
        switch step.command.operation {
        case .runFlow, .repetition, .retry:
            guard !step.command.isOptional else {
                throw step.unsupported(option: "optional", "a shell does not stop in the middle of what may fail")
            }
            try structure(step)
        default:
            let commands = try simple(step)
            guard step.command.isOptional else { return commands.forEach { line($0) } }
            line("{ \(commands.joined(separator: " && ")); } || echo \"warning: $STEP\" >&2")
        }
    }

    private mutating func structure(_ step: ExportStep) throws(FlowExportError) {
        switch step.command.operation {
        case .runFlow(let body, let when, let environment):
            let block = try step.block(body, environment)
            guard block.complete.isEmpty else {
                throw step.unsupported(option: "onFlowComplete", "a shell has one end, which is the whole flow's")
            }
            let commands = block.start + block.commands
            guard let test = try self.condition(when, step) else { return try add(commands, in: block.scope) }
            line("if \(test); then")
            try indented { script throws(FlowExportError) in try script.add(commands, in: block.scope) }
            line("fi")
        case .repetition(let times, let condition, let commands):
            let test = try self.condition(condition, step)
            guard let times else {
                line("while \(test ?? ":"); do")
                try indented { script throws(FlowExportError) in try script.add(commands, in: step.scope) }
                return line("done")
            }
            // Loops lie in loops; each has its own counter.
            let counter = "left_\(depth)"
            line("\(counter)=\(try whole(times, "times", step))")
            line("while [ \"$\(counter)\" -gt 0 ]\(test.map { " && \($0)" } ?? ""); do")
            try indented { script throws(FlowExportError) in
                script.line("\(counter)=$((\(counter) - 1))")
                try script.add(commands, in: step.scope)
            }
            line("done")
        default: throw step.unsupported("a shell does not stop in the middle of what may fail")
        }
    }

    /// What must hold, in Maestro's order; nil where nothing must.
    private mutating func condition(
        _ condition: FlowCondition?, _ step: ExportStep
    ) throws(FlowExportError) -> String? {
        guard let condition else { return nil }
        var tests: [String] = []
        if let expression = condition.expression { tests.append("holds \(word(try step.text(expression)))") }
        if let element = condition.visible { tests.append("seek \(try selector(element, step)) 7 >/dev/null 2>&1") }
        if let element = condition.notVisible { tests.append("gone \(try selector(element, step)) 7 2>/dev/null") }
        return tests.isEmpty ? nil : tests.joined(separator: " && ")
    }
}
