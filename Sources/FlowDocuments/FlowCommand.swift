/// One command of a flow.
package struct FlowCommand: Sendable, Hashable {
    package var operation: FlowOperation
    /// What reports call it instead of what it does.
    package var label: String?
    /// Whether its failure is a warning.
    package var isOptional: Bool
    package var place: SourcePlace
    /// The comment line `# thimble: {…}` above it, the object's text: what a recorder knew and the language cannot say.
    package var note: String?

    package init(
        _ operation: FlowOperation, label: String? = nil, isOptional: Bool = false, place: SourcePlace,
        note: String? = nil
    ) {
        self.operation = operation
        self.label = label
        self.isOptional = isOptional
        self.place = place
        self.note = note
    }
}

/// What must hold; everything given must.
///
/// Checked in the order platform, expression, visible, notVisible.
package struct FlowCondition: Sendable, Hashable {
    /// Android, iOS or Web, in any case.
    package var platform: String?
    package var visible: FlowSelector?
    package var notVisible: FlowSelector?
    /// `true:`; it fails when it comes out blank, `false`, `undefined`, `null` or a number equal to 0.
    package var expression: String?
    package var label: String?

    package init() {}
}

/// Commands within a command: written there, or in another file.
package enum FlowBody: Sendable, Hashable {
    /// As written, relative to the file that names it; it may hold expressions.
    case file(String)
    case commands([FlowCommand])
}
