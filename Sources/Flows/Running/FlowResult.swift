package import FlowDocuments
package import Hierarchies

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

/// Why a run failed.
package struct FlowFailure: Error, Sendable, Hashable, CustomStringConvertible {
    package enum Code: String, Sendable, CaseIterable {
        case elementNotFound, assertionFailed, appNotFound, invalidCommand, invalidFlow, scriptFailed, unsupported
        case device, timeout
    }

    package var code: Code
    /// A sentence that a user can act on.
    package var message: String
    package var place: SourcePlace?

    package init(_ code: Code, _ message: String, at place: SourcePlace? = nil) {
        self.code = code
        self.message = message
        self.place = place
    }

    /// Whether it says nothing of the app.
    package var isInfrastructure: Bool { code == .device }

    package var description: String { (place.map { "\($0): " } ?? "") + message }
}

/// One command's run, those within it inside.
package struct CommandResult: Sendable {
    package var command: FlowCommand
    /// What was done, as a sentence with everything interpolated and secrets masked.
    package var title: String
    package var status: FlowStatus
    package var failure: FlowFailure?
    /// Since the flow's start.
    package var startedAt: Duration
    package var duration: Duration
    package var before: FlowScreen?
    package var after: FlowScreen?
    /// Where a finger went.
    package var point: Point?
    /// The element that was found.
    package var target: Rect?
    package var heal: HealReport?
    package var children: [CommandResult]

    package init(
        command: FlowCommand, title: String, status: FlowStatus, failure: FlowFailure? = nil, startedAt: Duration,
        duration: Duration, children: [CommandResult] = []
    ) {
        self.command = command
        self.title = title
        self.status = status
        self.failure = failure
        self.startedAt = startedAt
        self.duration = duration
        self.children = children
    }
}

/// A screen as a report keeps it.
package struct FlowScreen: Sendable {
    package var hierarchy: Hierarchy
    package var size: Size

    package init(_ hierarchy: Hierarchy, size: Size) {
        self.hierarchy = hierarchy
        self.size = size
    }
}

/// How a step found its element again.
package struct HealReport: Sendable, Hashable {
    /// What the flow says.
    package var selector: String
    /// What it should say.
    package var replacement: String
    /// 0 to 1.
    package var score: Double
    /// What spoke for it, in words.
    package var evidence: [String]

    package init(selector: String, replacement: String, score: Double, evidence: [String]) {
        self.selector = selector
        self.replacement = replacement
        self.score = score
        self.evidence = evidence
    }
}
