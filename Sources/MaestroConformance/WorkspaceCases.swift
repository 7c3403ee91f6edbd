internal import FlowDocuments
internal import JSON

/// Which flows of a folder run.
struct PlanCase {
    let test: JSONValue
    let files: any FlowFiles

    var outcome: CaseOutcome { CaseOutcome(.plan, test["id"]?.string ?? "?", verdict) }

    private func texts(_ name: String) -> [String] { test[name]?.array?.compactMap(\.string) ?? [] }

    private var verdict: CaseOutcome.Verdict {
        do throws(FlowError) {
            let plan = try WorkspacePlan(
                texts("input"), config: test["config"]?.string,
                choice: .init(includeTags: texts("includeTags"), excludeTags: texts("excludeTags")), in: files)
            let flows = plan.flows.map(\.file)
            if test["flowsToRun"] != nil, Set(flows) != Set(texts("flowsToRun")) { return .failed("it runs \(flows)") }
            let sequence = plan.sequence.map(\.file)
            if test["sequence"] != nil, sequence != texts("sequence") { return .failed("the order is \(sequence)") }
            return .passed
        } catch {
            return .failed("\(error.title): \(error.message)")
        }
    }
}

/// What is refused, under which title and at which line.
struct ErrorCase {
    let test: JSONValue
    let files: any FlowFiles

    var outcome: CaseOutcome {
        CaseOutcome(.error, test["id"]?.string ?? test["workspace"]?.string ?? "?", verdict)
    }

    private func texts(_ name: String) -> [String] { test[name]?.array?.compactMap(\.string) ?? [] }

    private var verdict: CaseOutcome.Verdict {
        let workspace = test["workspace"]?.string ?? ""
        let input = test["singleFlow"]?.string.map { "\(workspace)/\($0)" } ?? workspace
        do throws(FlowError) {
            _ = try WorkspacePlan(
                [input], choice: .init(includeTags: texts("includeTags"), excludeTags: texts("excludeTags")),
                in: files)
            return .failed("nothing is wrong with it")
        } catch {
            return verdict(error)
        }
    }

    private func verdict(_ error: FlowError) -> CaseOutcome.Verdict {
        // Titles may name a folder of the machine that the cases were made on.
        let wanted = Self.withoutFolder(test["errorTitle"]?.string ?? "")
        let line = test["errorPosition"]?.array?.first?.integer.map(Int.init)
        if wanted == Self.unnamed {
            guard let line, let place = error.place?.line, place > line else { return .passed }
            return .failed("the place is line \(place), where line \(line) was read last")
        }
        guard error.title.hasPrefix(wanted) else { return .failed("the title is \(error.title), not \(wanted)") }
        if let line, error.place?.line != line {
            return .failed("the place is \(error.place?.description ?? "unknown"), not line \(line)")
        }
        return .passed
    }

    /// Maestro's title for every fault that it has no name for.
    ///
    /// The place is where its reader stood, at the fault or behind it. Ours has a name and is at the fault: the divergence
    /// "unnamed-faults".
    private static let unnamed = "Parsing Failed"

    private static func withoutFolder(_ title: String) -> String {
        guard let slash = title.firstRange(of: " /") else { return title }
        return String(title[..<slash.lowerBound])
    }
}
