internal import FlowDocuments

extension PythonScript {
    /// A flow's commands between what begins and what ends it.
    mutating func add(_ block: ExportBlock) throws(FlowExportError) {
        let scope = block.scope
        guard !block.complete.isEmpty else {
            return try add(block.start + block.commands, in: scope)
        }
        line("try:")
        try indented { script throws(FlowExportError) in try script.add(block.start + block.commands, in: scope) }
        line("finally:")
        try indented { script throws(FlowExportError) in try script.add(block.complete, in: scope) }
    }

    private mutating func add(_ commands: [FlowCommand], in scope: ExportScope) throws(FlowExportError) {
        for command in commands { try add(ExportStep(command, in: scope)) }
    }

    private mutating func add(_ step: ExportStep) throws(FlowExportError) {
        try budget.spend(step, depth: depth)
        if let platform = Self.foreignPlatform(step.command.operation) {
            return line("# \(step.title): for \(CommentText.plain(platform)) only")
        }
        line("# \(step.title)")
        try step.refuseUnscripted()
        try dialect.check(step.command.operation, step)
        guard step.command.isOptional else { return try write(step) }
        line("with optional(\(ExportText(step.title).python)):")
        try indented { script throws(FlowExportError) in try script.write(step) }
    }

    /// The platform of a command that never runs on Android.
    private static func foreignPlatform(_ operation: FlowOperation) -> String? {
        let condition: FlowCondition?
        switch operation {
        case .runFlow(_, let when, _), .runScript(_, let when, _): condition = when
        case .repetition(_, let when, _): condition = when
        default: return nil
        }
        return ExportStep.isForAndroid(condition) ? nil : condition?.platform
    }

    private mutating func write(_ step: ExportStep) throws(FlowExportError) {
        switch step.command.operation {
        case .tap, .swipe, .scroll, .scrollUntilVisible, .waitForAnimationToEnd: try touching(step)
        case .inputText, .inputRandom, .eraseText, .pressKey, .back, .hideKeyboard, .copyTextFrom, .pasteText,
            .setClipboard:
            try typing(step)
        case .assert(let condition, let timeout): try assertion(condition, timeout, step)
        case .launchApp, .stopApp, .killApp, .clearState, .setPermissions, .openLink: try apps(step)
        case .assertDarkMode, .setLocation, .setOrientation, .setAirplaneMode, .toggleAirplaneMode, .setDarkMode,
            .toggleDarkMode, .addMedia, .takeScreenshot, .startRecording, .stopRecording:
            try device(step)
        case .runFlow, .repetition, .retry: try structure(step)
        case .clearKeychain, .travel, .runScript, .evalScript, .ai, .assertScreenshot: try step.refuseUnscripted()
        }
    }

    private mutating func assertion(
        _ condition: FlowCondition, _ timeout: String?, _ step: ExportStep
    ) throws(FlowExportError) {
        var limit = ""
        if let timeout {
            let number = try step.number(timeout, "timeout")
            note(number)
            limit = ", seconds=\(number.pythonSeconds)"
        }
        if let expression = condition.expression {
            line("assert_holds(\(value(try step.text(expression))))")
        }
        if let element = condition.visible { line("assert_visible(\(try selector(element, of: step))\(limit))") }
        if let element = condition.notVisible { line("assert_gone(\(try selector(element, of: step))\(limit))") }
    }

    // MARK: Structure

    private mutating func structure(_ step: ExportStep) throws(FlowExportError) {
        switch step.command.operation {
        case .runFlow(let body, let when, let environment):
            let block = try step.block(body, environment)
            guard let condition = try condition(when, step) else { return try add(block) }
            line("if \(condition):")
            try indented { script throws(FlowExportError) in try script.add(block) }
        case .repetition(let times, let condition, let commands):
            try repetition(times, condition, commands, step)
        case .retry(let body, let retries, let environment):
            try retry(step.block(body, environment), retries, step)
        default: return
        }
    }

    private mutating func repetition(
        _ times: String?, _ condition: FlowCondition?, _ commands: [FlowCommand], _ step: ExportStep
    ) throws(FlowExportError) {
        let test = try self.condition(condition, step)
        if let times {
            let count = try step.number(times, "times")
            note(count)
            line("for _ in range(\(count.pythonInteger)):")
        } else {
            line("while \(test ?? "True"):")
        }
        try indented { script throws(FlowExportError) in
            if times != nil, let test {
                script.line("if not (\(test)):")
                script.line("    break")
            }
            try script.add(commands, in: step.scope)
        }
    }

    private mutating func retry(
        _ block: ExportBlock, _ retries: String?, _ step: ExportStep
    ) throws(FlowExportError) {
        let written = try step.number(retries ?? "1", "maxRetries")
        guard case .known(let number) = written else {
            throw step.unsupported(option: "maxRetries", "its value is known only when the flow runs")
        }
        let attempts = Int(min(max(number, 0), 3)) + 1
        // Loops lie in loops; each has its own counter.
        let counter = "attempt_\(depth)"
        line("for \(counter) in range(\(attempts)):")
        try indented { script throws(FlowExportError) in
            script.line("try:")
            try script.indented { inner throws(FlowExportError) in
                try inner.add(block)
                inner.line("break")
            }
            script.line("except Exception as failure:")
            script.line("    if \(counter) == \(attempts - 1):")
            script.line("        raise")
            script.line("    print(f\"trying again: {failure}\", file=sys.stderr)")
        }
    }

    /// What must hold, in Maestro's order; nil where nothing must.
    private mutating func condition(
        _ condition: FlowCondition?, _ step: ExportStep
    ) throws(FlowExportError) -> String? {
        guard let condition else { return nil }
        var tests: [String] = []
        if let expression = condition.expression { tests.append("holds(\(value(try step.text(expression))))") }
        if let element = condition.visible { tests.append("is_visible(\(try selector(element, of: step)))") }
        if let element = condition.notVisible { tests.append("is_gone(\(try selector(element, of: step)))") }
        return tests.isEmpty ? nil : tests.joined(separator: " and ")
    }
}
