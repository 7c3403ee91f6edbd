internal import JSON
internal import YAML

extension CommandFields {
    func apps() throws(FlowError) -> FlowOperation {
        switch name {
        case .launchApp: return .launchApp(try launch())
        case .stopApp: return .stopApp(try optionalText("appId"))
        case .killApp: return .killApp(try optionalText("appId"))
        case .clearState: return .clearState(try optionalText("appId"))
        case .clearKeychain: return try nothing(.clearKeychain)
        case .setPermissions:
            let fields = try fields("appId", "permissions")
            guard let permissions = try fields.variables("permissions") else { throw fields.missing("permissions") }
            return .setPermissions(app: try fields.text("appId"), permissions)
        default:
            guard value?.text == nil else { return .openLink(.init(try text("link"))) }
            let fields = try fields("link", "browser", "autoVerify")
            var link = FlowOperation.OpenLink(try fields.neededText("link"))
            link.browser = try fields.truth("browser")
            link.autoVerify = try fields.truth("autoVerify")
            return .openLink(link)
        }
    }

    private func launch() throws(FlowError) -> FlowOperation.LaunchApp {
        if let text = value?.text {
            guard !text.isEmpty else { throw emptyAppID(value ?? key) }
            return .init(appID: text)
        }
        let fields = try fields(
            "appId", "url", "clearState", "clearKeychain", "stopApp", "permissions", "arguments")
        let (id, url) = (try fields.text("appId"), try fields.text("url"))
        var launch = FlowOperation.LaunchApp(appID: id ?? url)
        if launch.appID?.isEmpty == true { throw emptyAppID(fields["appId"] ?? fields["url"] ?? fields.tree) }
        launch.clearState = try fields.truth("clearState")
        launch.clearKeychain = try fields.truth("clearKeychain")
        launch.stopApp = try fields.truth("stopApp")
        launch.permissions = try fields.variables("permissions")
        guard let arguments = fields["arguments"] else { return launch }
        guard case .object(let object) = arguments.json else {
            throw fields.invalid("arguments", "takes names and their values", arguments)
        }
        launch.arguments = object
        return launch
    }

    private func emptyAppID(_ tree: YAMLTree) -> FlowError {
        source.error(
            .invalidValue, "Invalid App Id", "launchApp names no app; leave it out for the flow's own",
            at: source.place(tree))
    }

    func device() throws(FlowError) -> FlowOperation {
        switch name {
        case .setLocation:
            let fields = try fields("latitude", "longitude")
            return .setLocation(
                latitude: try fields.neededText("latitude"), longitude: try fields.neededText("longitude"))
        case .travel:
            let fields = try fields("points", "speed")
            guard let points = try fields.texts("points") else { throw fields.missing("points") }
            return .travel(points: points, speed: try fields.text("speed"))
        case .setOrientation: return .setOrientation(try orientation())
        case .setAirplaneMode: return .setAirplaneMode(try switching())
        case .setDarkMode: return .setDarkMode(try switching())
        case .toggleAirplaneMode: return try nothing(.toggleAirplaneMode)
        case .toggleDarkMode: return try nothing(.toggleDarkMode)
        case .addMedia:
            if let value, value.members == nil {
                return .addMedia(try FieldReader.texts(value, of: name.rawValue, source))
            }
            let fields = try fields("files")
            guard let files = try fields.texts("files") else { throw fields.missing("files") }
            return .addMedia(files)
        case .takeScreenshot:
            guard value?.text == nil else { return .takeScreenshot(.init(try text("path"))) }
            let fields = try fields("path", "cropOn")
            return .takeScreenshot(.init(try fields.neededText("path"), cropOn: try selector(fields, "cropOn")))
        case .startRecording: return .startRecording(path: try text("path"))
        default: return try nothing(.stopRecording)
        }
    }

    private func orientation() throws(FlowError) -> String {
        let text = try text("orientation")
        let known = ["PORTRAIT", "LANDSCAPE_LEFT", "LANDSCAPE_RIGHT", "UPSIDE_DOWN"]
        let plain = text.uppercased().filter { $0 != "_" }
        guard text.contains("${") || known.contains(where: { $0.filter { $0 != "_" } == plain }) else {
            throw source.error(
                .invalidValue, "Unknown Orientation: \(text)", "an orientation is \(known.joined(separator: ", "))",
                at: source.place(value ?? key))
        }
        return text
    }

    /// `enabled` or `disabled`.
    private func switching() throws(FlowError) -> String {
        let text = try text("value")
        guard text.contains("${") || ["enabled", "disabled"].contains(text.lowercased()) else {
            throw source.error(
                .invalidValue, "Incorrect Format: \(name.rawValue)", "\(name.rawValue) is enabled or disabled",
                at: source.place(value ?? key))
        }
        return text
    }
}
