package import Screens
internal import YAML

/// A flow file that Maestro runs.
package struct MaestroFlow: Sendable {
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

    /// The file, with a line end.
    ///
    /// A flow whose steps are all endings has comments only, which Maestro refuses as empty.
    /// - Throws: for the first step that Maestro cannot do, and without an app.
    package func print() throws(ExportError) -> String {
        guard !appID.isEmpty else {
            throw ExportError(
                .unresolvedApp, "a flow needs the package of its app, which the screen does not state",
                format: "Maestro")
        }
        var file = "appId: \(YAMLNode.quoted(MaestroText.escaped(appID)))\n---\n"
        for step in steps { file += try step.maestro(keepsPermissions: keepsPermissions) }
        if let expectation {
            let check = YAMLNode.mapping([("assertVisible", expectation.yaml)])
            file += check.itemLines().map { $0 + "\n" }.joined()
        }
        return file
    }
}

extension FlowStep {
    /// The step's lines in a flow file: its note, then its commands.
    ///
    /// Empty for `done`, which a flow says by ending; a comment alone for an answer and for giving up.
    /// - Parameter keepsPermissions: see `MaestroFlow.keepsPermissions`.
    /// - Returns: whole lines.
    /// - Throws: when Maestro cannot do it.
    package func maestro(keepsPermissions: Bool = false) throws(ExportError) -> String {
        let commands = try MaestroCommands(action, keepsPermissions: keepsPermissions).commands
        let lines = (note.map { [$0] } ?? []) + commands.flatMap { $0.itemLines() }
        return lines.map { $0 + "\n" }.joined()
    }
}
