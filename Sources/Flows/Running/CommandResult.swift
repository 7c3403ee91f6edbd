package import FlowDocuments
package import Hierarchies

/// One command's run, those within it inside.
package struct CommandResult: Sendable {
    package var command: FlowCommand
    /// What it does with every expression computed, once that went well; secrets are not masked in it.
    package var computed: FlowOperation?
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
    /// How many other elements the selector fits, so that order decided.
    package var rivals = 0
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
    /// What the flow's file would say.
    package var update: HealUpdate?

    package init(selector: String, replacement: String, score: Double, evidence: [String]) {
        self.selector = selector
        self.replacement = replacement
        self.score = score
        self.evidence = evidence
    }
}

/// What a healed step should say from now on.
package struct HealUpdate: Sendable, Hashable {
    package var selector: FlowSelector
    /// What the comment line above it should say; see `FlowCommand.note`.
    package var note: String?

    package init(selector: FlowSelector, note: String?) {
        self.selector = selector
        self.note = note
    }
}
