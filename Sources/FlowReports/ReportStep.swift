internal import Flows

/// A command of a flow's run and where it stands among the others.
struct ReportStep {
    /// From 1 in each level: `3.1` is the first command within the third.
    var path: [Int]
    var result: CommandResult

    var number: String { path.map(String.init).joined(separator: ".") }
}

extension FlowResult {
    /// All commands, those within a command behind it.
    var steps: [ReportStep] { ReportStep.list(commands, below: []) }
}

extension FlowSuiteResult {
    /// In the order of their first results; a flow that was left out had none.
    var devices: [String] {
        flows.reduce(into: []) { devices, flow in
            if !flow.device.isEmpty, !devices.contains(flow.device) { devices.append(flow.device) }
        }
    }
}

extension ReportStep {
    static func list(_ commands: [CommandResult], below path: [Int]) -> [ReportStep] {
        commands.enumerated().flatMap { index, command in
            let own = path + [index + 1]
            return [ReportStep(path: own, result: command)] + list(command.children, below: own)
        }
    }
}

extension HealReport {
    /// "text Buy is now id buy (score 0.93)".
    var sentence: String { "\(selector) is now \(replacement) (score \(scoreText))" }

    /// Two decimals; 0.00 for no number.
    var scoreText: String {
        let hundredths = score.isNaN ? 0 : Int((min(max(score, 0), 1) * 100).rounded())
        return "\(hundredths / 100).\(hundredths / 10 % 10)\(hundredths % 10)"
    }
}
