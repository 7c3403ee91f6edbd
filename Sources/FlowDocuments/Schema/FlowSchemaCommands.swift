internal import JSON

/// The commands of the flow language in its schema.
enum FlowSchemaCommands {
    typealias Members = [JSONObject.Member]

    /// A name that stands alone, or one name with what it needs.
    static var command: JSONObject {
        let alone = CommandName.allCases.filter(\.standsAlone).map { JSONValue.string($0.rawValue) }
        var object: JSONObject = ["type": "object", "minProperties": 1, "maxProperties": 1]
        // Once it was spelt in two words.
        let old: Members = [("hide keyboard", value(of: .hideKeyboard))]
        object["properties"] = .object(JSONObject(CommandName.allCases.map { ($0.rawValue, value(of: $0)) } + old))
        object["additionalProperties"] = false
        return ["anyOf": [["enum": .array(alone + ["hide keyboard"])], .object(object)]]
    }

    private static func value(of name: CommandName) -> JSONValue {
        let form = form(of: name)
        let members = form.members.filter { $0.key != "label" && $0.key != "optional" }
        let manners: Members = [("label", FlowSchema.text), ("optional", FlowSchema.truth)]
        let object = FlowSchema.object(members + manners, required: form.required)
        return form.short.map { ["anyOf": [$0, object]] } ?? object
    }

    /// The ways to write what a command takes.
    private struct Form {
        /// What stands right beside the name.
        var short: JSONValue?
        var members: Members = []
        var required: [String] = []

        /// A text, or the same under a key.
        static func text(_ key: String, _ members: Members = [], needed: Bool = true) -> Form {
            Form(
                short: FlowSchema.text, members: [(key, FlowSchema.text)] + members, required: needed ? [key] : [])
        }
    }

    private static func form(of name: CommandName) -> Form {
        switch name {
        case .tapOn, .doubleTapOn, .longPressOn, .assertVisible, .assertNotVisible, .copyTextFrom:
            Form(short: FlowSchema.text, members: FlowSchema.selectorProperties)
        case .swipe, .scroll, .scrollUntilVisible: gesture(name)
        case .inputText, .setClipboard: .text("text")
        case .inputRandomText, .inputRandomNumber, .inputRandomEmail, .inputRandomPersonName, .inputRandomCityName,
            .inputRandomCountryName, .inputRandomColorName:
            random(name)
        case .eraseText: Form(short: FlowSchema.integer, members: [("charactersToErase", FlowSchema.integer)])
        case .pressKey: .text("key")
        case .back, .hideKeyboard, .pasteText, .assertDarkMode, .assertLightMode, .assertNoDefectsWithAI,
            .clearKeychain, .toggleAirplaneMode, .toggleDarkMode, .stopRecording:
            Form()
        case .assertTrue: .text("condition")
        case .extendedWaitUntil:
            Form(members: [
                ("visible", FlowSchema.selector), ("notVisible", FlowSchema.selector), ("timeout", FlowSchema.text),
            ])
        case .assertScreenshot:
            .text("path", [("thresholdPercentage", FlowSchema.text), ("cropOn", FlowSchema.selector)])
        case .waitForAnimationToEnd: Form(members: [("timeout", FlowSchema.text)])
        case .assertWithAI: .text("assertion")
        case .extractTextWithAI: .text("query", [("outputVariable", FlowSchema.text)])
        case .launchApp, .stopApp, .killApp, .clearState, .setPermissions, .openLink: app(name)
        case .setLocation, .travel, .setOrientation, .setAirplaneMode, .setDarkMode, .addMedia, .takeScreenshot,
            .startRecording:
            device(name)
        case .runFlow, .repeat, .retry, .runScript, .evalScript: structure(name)
        case .action:
            Form(short: ["enum": ["back", "hideKeyboard", "hide keyboard", "scroll", "clearKeychain", "pasteText"]])
        }
    }

    private static func gesture(_ name: CommandName) -> Form {
        let settling: JSONObject.Member = ("waitToSettleTimeoutMs", FlowSchema.integer)
        return switch name {
        case .swipe:
            Form(members: [
                ("direction", direction), ("start", FlowSchema.text), ("end", FlowSchema.text),
                ("from", FlowSchema.selector), ("duration", FlowSchema.integer), settling,
            ])
        case .scrollUntilVisible:
            Form(
                members: [
                    ("element", FlowSchema.selector), ("direction", direction), ("timeout", FlowSchema.text),
                    ("speed", FlowSchema.text), ("visibilityPercentage", FlowSchema.text),
                    ("centerElement", FlowSchema.truth), settling,
                ], required: ["element"])
        default: Form()
        }
    }

    /// In any case, as flow files have it.
    private static let direction: JSONValue = [
        "type": "string",
        "pattern": "^([uU][pP]|[dD][oO][wW][nN]|[lL][eE][fF][tT]|[rR][iI][gG][hH][tT])$",
    ]

    private static func random(_ name: CommandName) -> Form {
        let hasLength = [.inputRandomText, .inputRandomNumber].contains(name)
        return Form(members: hasLength ? [("length", FlowSchema.integer)] : [])
    }

    private static func app(_ name: CommandName) -> Form {
        switch name {
        case .launchApp:
            .text(
                "appId",
                [
                    ("url", FlowSchema.text), ("clearState", FlowSchema.truth), ("clearKeychain", FlowSchema.truth),
                    ("stopApp", FlowSchema.truth), ("permissions", FlowSchema.names),
                    ("arguments", ["type": "object"]),
                ], needed: false)
        case .setPermissions:
            Form(
                members: [("appId", FlowSchema.text), ("permissions", FlowSchema.names)], required: ["permissions"])
        case .openLink: .text("link", [("browser", FlowSchema.truth), ("autoVerify", FlowSchema.truth)])
        default: .text("appId", needed: false)
        }
    }

    private static func device(_ name: CommandName) -> Form {
        switch name {
        case .setLocation:
            Form(
                members: [("latitude", FlowSchema.text), ("longitude", FlowSchema.text)],
                required: ["latitude", "longitude"])
        case .travel: Form(members: [("points", FlowSchema.texts), ("speed", FlowSchema.text)], required: ["points"])
        case .setOrientation: .text("orientation")
        case .addMedia: Form(short: FlowSchema.texts, members: [("files", FlowSchema.texts)], required: ["files"])
        case .takeScreenshot: .text("path", [("cropOn", FlowSchema.selector)])
        case .startRecording: .text("path")
        default: .text("value")
        }
    }

    private static func structure(_ name: CommandName) -> Form {
        let body: Members = [("file", FlowSchema.text), ("commands", FlowSchema.commands), ("env", FlowSchema.names)]
        return switch name {
        case .runFlow: Form(short: FlowSchema.text, members: body + [("when", FlowSchema.condition)])
        case .repeat:
            Form(
                members: [
                    ("times", FlowSchema.text), ("while", FlowSchema.condition), ("commands", FlowSchema.commands),
                ], required: ["commands"])
        case .retry: Form(members: body + [("maxRetries", FlowSchema.text)])
        case .runScript: .text("file", [("env", FlowSchema.names), ("when", FlowSchema.condition)])
        default: .text("script")
        }
    }
}
