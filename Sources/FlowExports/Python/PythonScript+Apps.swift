internal import Devices
internal import FlowDocuments

extension PythonScript {
    mutating func apps(_ step: ExportStep) throws(FlowExportError) {
        switch step.command.operation {
        case .launchApp(let launch):
            let app = value(try step.app(launch.appID))
            if launch.clearState == true { line("clear_app(\(app))") }
            try permissions(launch.permissions ?? [FlowVariable("all", "allow")], app, step)
            if launch.stopApp ?? true { line("stop_app(\(app))") }
            var arguments = [app]
            for word in try step.extras(launch.arguments) { arguments.append(value(word)) }
            line("launch_app(\(arguments.joined(separator: ", ")))")
        case .stopApp(let id): line("stop_app(\(value(try step.app(id))))")
        case .killApp(let id): line("kill_app(\(value(try step.app(id))))")
        case .clearState(let id): line("clear_app(\(value(try step.app(id))))")
        case .setPermissions(let id, let permissions):
            try self.permissions(permissions, value(try step.app(id)), step)
        case .openLink(let link): line("open_link(\(value(try step.text(link.link))))")
        default: return
        }
    }

    private mutating func permissions(
        _ variables: [FlowVariable], _ app: String, _ step: ExportStep
    ) throws(FlowExportError) {
        for (action, names) in try step.permissions(variables) {
            let words = [app, "\"\(action)\""] + names.map { ExportText($0).python }
            line("set_permissions(\(words.joined(separator: ", ")))")
        }
    }

    mutating func device(_ step: ExportStep) throws(FlowExportError) {
        switch step.command.operation {
        case .assertDarkMode(let isDark): line("assert_holds(str(is_dark() is \(isDark ? "True" : "False")))")
        case .setLocation(let latitude, let longitude):
            line("set_location(\(value(try step.text(latitude))), \(value(try step.text(longitude))))")
        case .setOrientation(let orientation): line("rotate(\(try step.turns(orientation)))")
        case .setAirplaneMode(let mode): line("set_airplane_mode(\(try step.isEnabled(mode) ? "True" : "False"))")
        case .toggleAirplaneMode: line("set_airplane_mode(not is_airplane_mode())")
        case .setDarkMode(let mode): line("set_dark(\(try step.isEnabled(mode) ? "True" : "False"))")
        case .toggleDarkMode: line("set_dark(not is_dark())")
        case .addMedia(let files):
            for file in files {
                let path = FlowReferences.path(try step.literal(file, "files"), from: step.command.place.file)
                line("add_media(\(ExportText(path).python))")
            }
        case .takeScreenshot(let shot): line("save_screenshot(\(try path(shot.path, "png", step)))")
        case .startRecording(let path): line("start_recording(\(try self.path(path, "mp4", step)))")
        case .stopRecording: line("stop_recording()")
        default: return
        }
    }

    private mutating func path(_ path: String, _ ending: String, _ step: ExportStep) throws(FlowExportError) -> String {
        value(try step.text("\(path).\(ending)"))
    }
}
