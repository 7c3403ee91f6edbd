internal import JSON

/// A command as Maestro's reports write it.
struct CommandCase {
    let test: JSONValue

    var outcome: CaseOutcome { CaseOutcome(.command, test["id"]?.string ?? "?", verdict) }

    private var verdict: CaseOutcome.Verdict {
        do {
            let written = try KotlinCommand(KotlinExpression(parsing: test["kotlin"]?.string ?? ""))
            if written.isLegacy { return .skipped("declared: no flow file can say it any more") }
            let config = try written.config
            let json =
                if let config { CommandForm.json(config) } else {
                    CommandForm.json(try written.command())
                }
            guard let json else { return .failed("the command has no form here") }
            return json == test["json"]
                ? .passed : .failed("\(json.print()) is not \(test["json"]?.print() ?? "there")")
        } catch {
            return .failed("the command cannot be read: \(test["kotlin"]?.string ?? "")")
        }
    }
}
