internal import JSON

/// A command as Maestro's reports write it.
struct CommandCase {
    let test: JSONValue

    var outcome: CaseOutcome { CaseOutcome(.command, test["id"]?.string ?? "?", verdict) }

    /// By flow files; code may leave them unset, and then no report has them.
    private static let alwaysSet = ["retryIfNoChange", "waitUntilVisible", "longPress"]

    private var verdict: CaseOutcome.Verdict {
        do {
            let written = try KotlinCommand(KotlinExpression(parsing: test["kotlin"]?.string ?? ""))
            if written.isLegacy { return .skipped("declared: no flow file can say it any more") }
            let config = try written.config
            var json = if let config { try CommandForm.json(config) } else { try CommandForm.json(written.command()) }
            if let (name, fields) = json.object?.members.first, var object = fields.object {
                for key in Self.alwaysSet where test["kotlin"]?.string?.contains("\(key) =") == false {
                    object[key] = nil
                }
                json = .object([name: .object(object)])
            }
            return json == test["json"]
                ? .passed : .failed("\(json.print()) is not \(test["json"]?.print() ?? "there")")
        } catch {
            return .failed("the command cannot be read: \(test["kotlin"]?.string ?? "")")
        }
    }
}
