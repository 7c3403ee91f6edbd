internal import FlowDocuments
internal import JSON

/// What a flow is read as.
struct ParseCase {
    let test: JSONValue
    let files: any FlowFiles

    var outcome: CaseOutcome { CaseOutcome(.parse, test["id"]?.string ?? "?", verdict) }

    private var verdict: CaseOutcome.Verdict {
        let flow: FlowDocument
        do throws(FlowError) {
            let file = test["flow"]?.string ?? ""
            flow = try FlowDocument(reading: files.read(file), file: file)
        } catch {
            return test["expect"]?["error"] == nil ? .failed("\(error.title): \(error.message)") : .passed
        }
        do {
            let expected = test["expect"]
            if let wanted = expected?["commandsExactly"]?.array { return try list(flow, wanted) }
            if let wanted = expected?["commandAt"] { return checks(flow, wanted) }
            if let wanted = expected?["assertScreenshotThresholds"]?.array { return thresholds(flow, wanted) }
            return .failed("the suite knows no expectation \(expected?.object?.keys ?? [])")
        } catch {
            return .failed("a command has no form here: \(error.command.title)")
        }
    }

    /// Maestro's lists begin with the configuration and the variables.
    private func list(
        _ flow: FlowDocument, _ wanted: [JSONValue]
    ) throws(MaestroForm.Unmapped) -> CaseOutcome.Verdict {
        var read = [try MaestroForm.config(flow.config)]
        if !flow.config.environment.isEmpty { read.append(MaestroForm.environment(flow.config.environment)) }
        for command in flow.commands { read.append(try MaestroForm.command(command, app: flow.config.appID)) }
        guard read.count == wanted.count else { return .failed("\(read.count) commands, not \(wanted.count)") }
        for (mine, theirs) in zip(read, wanted) where mine != theirs {
            return .failed("\(mine.print()) is not \(theirs.print())")
        }
        return .passed
    }

    private func checks(_ flow: FlowDocument, _ expected: JSONValue) -> CaseOutcome.Verdict {
        let index = Int(expected["index"]?.integer ?? 0) - 1
        guard flow.commands.indices.contains(index) else { return .failed("there is no command \(index)") }
        let command = flow.commands[index]
        var seen = 0
        for check in expected["checks"]?.array ?? [] {
            let path = check["path"]?.string ?? ""
            guard let mine = MaestroForm.value(path, of: command) else { continue }
            seen += 1
            let holds: Bool
            switch check["op"]?.string {
            case "isTrue": holds = mine == "true"
            case "isFalse": holds = mine == "false"
            case "isNotNull": holds = !mine.isEmpty
            default:
                let theirs = check["value"]
                holds = mine == theirs?.string ?? theirs?.integer.map { "\($0)" }
            }
            if !holds { return .failed("\(path) is \(mine): \(check.print())") }
        }
        return seen > 0 ? .passed : .failed("none of its checks is about something known here")
    }

    private func thresholds(_ flow: FlowDocument, _ wanted: [JSONValue]) -> CaseOutcome.Verdict {
        let read = flow.commands.map { command -> String? in
            guard case .assertScreenshot(_, let threshold) = command.operation else { return nil }
            return threshold ?? "95"
        }
        return read == wanted.map(\.string) ? .passed : .failed("the thresholds are \(read)")
    }
}
