/// How one of Maestro's own cases ended here.
package struct CaseOutcome: Sendable, Hashable {
    package enum Suite: String, Sendable, CaseIterable {
        case integration, parse, plan, error, command, selector
    }

    package enum Verdict: Sendable, Hashable {
        case passed
        case failed(String)
        case skipped(String)
    }

    package var suite: Suite
    package var id: String
    package var verdict: Verdict

    package init(_ suite: Suite, _ id: String, _ verdict: Verdict) {
        self.suite = suite
        self.id = id
        self.verdict = verdict
    }
}
