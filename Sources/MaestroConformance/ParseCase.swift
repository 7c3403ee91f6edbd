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
        let expected = test["expect"]
        if expected?["error"] != nil { return .failed("nothing is wrong with it") }
        do throws(FlowError) {
            let read = try MaestroForm(files: files).commands(of: flow)
            if let wanted = expected?["commandsExactly"]?.array { return list(read, wanted) }
            if let wanted = expected?["commandAt"] { return checks(flow, read, wanted) }
        } catch {
            return .failed("\(error.title): \(error.message)")
        }
        if let wanted = expected?["assertScreenshotThresholds"]?.array { return thresholds(flow, wanted) }
        return .failed("the suite knows no expectation \(expected?.object?.keys ?? [])")
    }

    private func list(_ read: [JSONValue], _ wanted: [JSONValue]) -> CaseOutcome.Verdict {
        guard read.count == wanted.count else { return .failed("\(read.count) commands, not \(wanted.count)") }
        for (index, (mine, theirs)) in zip(read, wanted).enumerated() {
            if let difference = FormComparison.difference(mine, theirs) { return .failed("[\(index)]: \(difference)") }
        }
        return .passed
    }

    private func checks(_ flow: FlowDocument, _ read: [JSONValue], _ expected: JSONValue) -> CaseOutcome.Verdict {
        let index = Int(expected["index"]?.integer ?? 0)
        // The configuration is the first of Maestro's commands, and the variables the second, if there are any.
        let place = index - (read.count - flow.commands.count)
        guard flow.commands.indices.contains(place) else { return .failed("there is no command \(index)") }
        let (command, form) = (flow.commands[place], read[index])
        if let type = expected["type"], type != form["type"] {
            return .failed("the command is \(form["type"]?.print() ?? ""), not \(type.print())")
        }
        for check in expected["checks"]?.array ?? [] {
            let path = check["path"]?.string ?? ""
            let mine: JSONValue =
                switch path {
                case "description": .string(command.title)
                case "originalDescription": .string(command.operation.title)
                default: FormComparison.value(path, of: form)
                }
            let holds: Bool
            switch check["op"]?.string {
            case "isTrue": holds = mine == true
            case "isFalse": holds = mine == false || mine == .null
            case "isNull": holds = mine == .null
            case "isNotNull": holds = mine != .null
            default: holds = FormComparison.difference(mine, check["value"] ?? .null) == nil
            }
            if !holds { return .failed("\(path) is \(mine.print()): \(check.print())") }
        }
        return .passed
    }

    private func thresholds(_ flow: FlowDocument, _ wanted: [JSONValue]) -> CaseOutcome.Verdict {
        let read = flow.commands.map { command -> String? in
            guard case .assertScreenshot(_, let threshold) = command.operation else { return nil }
            return threshold ?? "95"
        }
        return read == wanted.map(\.string) ? .passed : .failed("the thresholds are \(read)")
    }
}
