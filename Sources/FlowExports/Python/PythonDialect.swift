internal import FlowDocuments

/// How one Python package drives a phone.
struct PythonDialect {
    var target: FlowExportTarget
    /// Modules beside Python's own.
    var imports: [String]
    /// What installs them.
    var installation: String
    var library: ScriptLibrary
    /// Ends the session in `d`.
    var close: String?

    /// - Throws: for what the package cannot do.
    func check(_ operation: FlowOperation, _ step: ExportStep) throws(FlowExportError) {
        switch (operation, target) {
        case (.launchApp(let launch), .appiumPython) where launch.arguments != nil:
            throw step.unsupported(
                option: "arguments", "its driver starts an app with arguments only by the name of its activity")
        case (.killApp, .appiumPython):
            throw step.unsupported("its driver can only stop an app, which then forgets where it was")
        case (.setOrientation(let orientation), .appiumPython) where orientation.uppercased() != "PORTRAIT":
            throw step.unsupported(
                option: orientation, "it turns a screen to LANDSCAPE, without a side; use uiautomator2 or adb")
        case (.setLocation, .uiautomator2):
            throw step.unsupported("a phone's location is set through Appium, or through adb on an emulator")
        case (.startRecording, .uiautomator2), (.stopRecording, .uiautomator2):
            throw step.unsupported("record through Appium, or with screenrecord on the phone")
        default: return
        }
    }
}
