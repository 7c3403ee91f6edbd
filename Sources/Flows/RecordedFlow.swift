package import FlowDocuments
package import Screens

/// What was done on a device, step by step, as a flow.
package struct RecordedFlow: Sendable {
    /// The package or bundle id of the app under test.
    package var appID: String
    package var steps: [FlowStep]
    /// Whether a launch leaves the app's permissions as they are, where Maestro would grant them all: the flow answers
    /// the dialogs that ask for them.
    package var keepsPermissions = false
    /// What has to be shown at the end.
    package var expectation: Selector?

    package init(appID: String, steps: [FlowStep]) {
        self.appID = appID
        self.steps = steps
    }

    /// The flow's file, with a line end.
    ///
    /// A flow whose steps are all endings has comments only, which Maestro refuses as empty.
    /// - Throws: for the first step that flows cannot say, and without an app.
    package func print() throws(ExportError) -> String {
        guard !appID.isEmpty else {
            throw ExportError(
                .unresolvedApp, "a flow needs the package of its app, which the screen does not state",
                format: "Maestro")
        }
        var config = FlowConfig(place: .recorded)
        config.appID = FlowText.escaped(appID)
        var file = config.print() + "---\n"
        for step in steps { file += try step.print(keepsPermissions: keepsPermissions) }
        if let expectation {
            var condition = FlowCondition()
            condition.visible = FlowSelector(expectation)
            file += [FlowCommand(.assert(condition, timeout: nil), place: .recorded)].print()
        }
        return file
    }
}

extension FlowStep {
    /// The step's lines in a flow file: its note, then its commands.
    ///
    /// Empty for `done`, which a flow says by ending; a comment alone for an answer and for giving up.
    /// - Parameter keepsPermissions: see `RecordedFlow.keepsPermissions`.
    /// - Returns: whole lines.
    /// - Throws: when flows cannot say it.
    package func print(keepsPermissions: Bool = false) throws(ExportError) -> String {
        let operations = try action.operations(keepsPermissions: keepsPermissions)
        guard !operations.isEmpty else { return note.map { FlowCommand.noteMark + $0 + "\n" } ?? "" }
        // A text that never comes up is waited for, and then gone on without.
        let isOptional = if case .wait(_, _?) = action { true } else { false }
        return operations.enumerated().map { place, operation in
            FlowCommand(operation, isOptional: isOptional, place: .recorded, note: place == 0 ? note : nil)
        }.print()
    }
}

extension SourcePlace {
    /// Of what was never read from a file.
    package static let recorded = SourcePlace("recording", line: 1, column: 1)
}
