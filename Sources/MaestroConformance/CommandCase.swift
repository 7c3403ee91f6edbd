internal import JSON

/// A command as Maestro's reports write it.
struct CommandCase {
    let test: JSONValue

    var outcome: CaseOutcome { CaseOutcome(.command, test["id"]?.string ?? "?", .failed("not yet")) }
}
