package import FlowDocuments

/// Writes a flow as something else that does the same.
///
/// What a target cannot do is refused, never left out.
package struct FlowExporter: Sendable {
    package var flow: FlowDocument
    package var target: FlowExportTarget
    /// Values from outside; the flow's own come after them, as in Maestro.
    package var environment: [FlowVariable]
    /// Where the flows lie that the flow runs.
    package var files: (any FlowFiles)?

    /// - Parameters:
    ///   - flow: what to write.
    ///   - target: what to write it as.
    ///   - environment: values of variables that the flow does not set; flow files take none.
    ///   - files: where the flows lie that the flow runs; without it they are refused. Flow files keep the references.
    package init(
        _ flow: FlowDocument, to target: FlowExportTarget, environment: [FlowVariable] = [],
        files: (any FlowFiles)? = nil
    ) {
        self.flow = flow
        self.target = target
        self.environment = environment
        self.files = files
    }

    /// The file's text, with a line end.
    /// - Throws: for the first step that the target cannot do.
    package func print() throws(FlowExportError) -> String {
        switch target {
        case .maestro: return flow.print()
        case .adb: return try ShellScript.print(source)
        case .uiautomator2: return try PythonScript.print(source, for: .uiautomator2)
        case .appiumPython: return try PythonScript.print(source, for: .appium)
        }
    }

    private var source: ExportSource {
        ExportSource(flow: flow, target: target, environment: environment, files: files)
    }
}
