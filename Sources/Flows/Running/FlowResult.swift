package import FlowDocuments

/// How something that was run ended.
package enum FlowStatus: String, Sendable, CaseIterable {
    case passed
    /// It failed, and was optional.
    case warned
    case skipped
    /// The app is not as the flow says.
    case failed
    /// The device, the connection or a tool failed: no verdict on the app.
    case infrastructure
    case cancelled
}

/// One run of one flow.
package struct FlowResult: Sendable {
    package var flow: FlowDocument
    package var device: String
    package var status: FlowStatus
    package var failure: FlowFailure?
    /// Since 1970.
    package var startedAt: Duration
    package var duration: Duration
    package var commands: [CommandResult]
    /// From 1; more than 1 where it was run again.
    package var attempt: Int
    /// What its scripts wrote by `console.log`.
    package var logs: [String] = []

    package init(
        flow: FlowDocument, device: String, status: FlowStatus, failure: FlowFailure? = nil, startedAt: Duration,
        duration: Duration, commands: [CommandResult], attempt: Int = 1
    ) {
        self.flow = flow
        self.device = device
        self.status = status
        self.failure = failure
        self.startedAt = startedAt
        self.duration = duration
        self.commands = commands
        self.attempt = attempt
    }
}

/// One run of several flows, in the order in which they ended.
package struct FlowSuiteResult: Sendable {
    package var name: String
    /// Since 1970.
    package var startedAt: Duration
    package var duration: Duration
    /// Of each flow the last attempt.
    package var flows: [FlowResult]

    package init(name: String, startedAt: Duration, duration: Duration, flows: [FlowResult]) {
        self.name = name
        self.startedAt = startedAt
        self.duration = duration
        self.flows = flows
    }

    /// How many ended so.
    package func count(_ status: FlowStatus) -> Int { flows.count { $0.status == status } }
}
