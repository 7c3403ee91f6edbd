internal import YAML

/// One command's value on its way to an operation.
struct CommandFields {
    let name: CommandName
    /// nil for a name that stands alone.
    let value: YAMLTree?
    let key: YAMLTree
    let reader: CommandReader

    var source: FlowSource { reader.source }
    var selectors: SelectorReader { SelectorReader(source) }

    func operation() throws(FlowError) -> FlowOperation {
        switch name {
        case .tapOn, .doubleTapOn, .longPressOn, .swipe, .scroll, .scrollUntilVisible: try touching()
        case .inputText, .inputRandomText, .inputRandomNumber, .inputRandomEmail, .inputRandomPersonName,
            .inputRandomCityName, .inputRandomCountryName, .inputRandomColorName, .eraseText, .pressKey, .back,
            .hideKeyboard, .copyTextFrom, .pasteText, .setClipboard, .action:
            try typing()
        case .assertVisible, .assertNotVisible, .assertTrue, .extendedWaitUntil, .assertScreenshot, .assertDarkMode,
            .assertLightMode, .waitForAnimationToEnd, .assertWithAI, .assertNoDefectsWithAI, .extractTextWithAI:
            try checking()
        case .launchApp, .stopApp, .killApp, .clearState, .clearKeychain, .setPermissions, .openLink: try apps()
        case .setLocation, .travel, .setOrientation, .setAirplaneMode, .toggleAirplaneMode, .setDarkMode,
            .toggleDarkMode, .addMedia, .takeScreenshot, .startRecording, .stopRecording:
            try device()
        case .runFlow, .repeat, .retry, .runScript, .evalScript: try structure()
        }
    }

    /// Label, and whether a failure is a warning: of commands that ask a model it is one unless said otherwise.
    func manners() throws(FlowError) -> (label: String?, isOptional: Bool) {
        let isUsual = [.assertWithAI, .assertNoDefectsWithAI, .extractTextWithAI].contains(name)
        guard let value, value.members != nil else { return (nil, isUsual) }
        let all = value.members?.compactMap(\.key.text) ?? []
        let fields = try FieldReader(value, source, of: name.rawValue, allowed: all)
        var isOptional = try fields.truth("optional") ?? isUsual
        if !isOptional { isOptional = try isTargetOptional(fields) }
        return (try fields.text("label"), isOptional)
    }

    /// A selector that is optional makes the command optional that looks for it.
    private func isTargetOptional(_ fields: FieldReader) throws(FlowError) -> Bool {
        let keys: [String] =
            switch name {
            case .scrollUntilVisible: ["element"]
            case .swipe: ["from"]
            case .extendedWaitUntil: ["visible", "notVisible"]
            default: []
            }
        guard let target = keys.compactMap({ fields[$0] }).first, target.members != nil else { return false }
        let inner = try FieldReader(
            target, source, of: "a selector", allowed: SelectorReader.keys + SelectorReader.options)
        return try inner.truth("optional") ?? false
    }

    /// The fields of a mapping; `label` and `optional` are allowed everywhere.
    func fields(_ allowed: String...) throws(FlowError) -> FieldReader {
        let tree = value ?? YAMLTree(.mapping([]), line: key.line, column: key.column)
        return try FieldReader(tree, source, of: name.rawValue, allowed: allowed + ["label", "optional"])
    }

    /// The text of a command that is written as `name: text`, or with the text under a key.
    func text(_ key: String) throws(FlowError) -> String {
        if let text = value?.text { return text }
        return try fields(key).neededText(key)
    }

    /// The same, for a command that may stand alone.
    func optionalText(_ key: String) throws(FlowError) -> String? {
        if let text = value?.text { return text }
        return try fields(key).text(key)
    }

    /// A command that takes nothing.
    func nothing(_ operation: FlowOperation) throws(FlowError) -> FlowOperation {
        _ = try fields()
        return operation
    }

    func selector() throws(FlowError) -> FlowSelector {
        let selector = try selectors.selector(value ?? key)
        guard !selector.isEmpty else {
            throw source.error(
                .missingValue, "Missing Command Options", "\(name.rawValue) needs a text, an id or another selector",
                at: source.place(value ?? key))
        }
        return selector
    }

    func selector(_ fields: FieldReader, _ key: String) throws(FlowError) -> FlowSelector? {
        try fields[key].map { tree throws(FlowError) in try selectors.selector(tree) }
    }

    func condition(_ fields: FieldReader, _ key: String) throws(FlowError) -> FlowCondition? {
        guard let tree = fields[key] else { return nil }
        let inner = try FieldReader(
            tree, source, of: key, allowed: ["platform", "visible", "notVisible", "true", "label", "optional"])
        var condition = FlowCondition()
        condition.platform = try platform(inner)
        condition.visible = try selector(inner, "visible")
        condition.notVisible = try selector(inner, "notVisible")
        condition.expression = try inner.text("true")
        condition.label = try inner.text("label")
        return condition
    }

    private func platform(_ fields: FieldReader) throws(FlowError) -> String? {
        guard let text = try fields.text("platform"), !text.contains("${") else { return try fields.text("platform") }
        let known = ["Android", "iOS", "Web"]
        guard known.contains(where: { $0.lowercased() == text.lowercased() }) else {
            throw fields.invalid("platform", "is \(known.joined(separator: ", "))", fields["platform"] ?? fields.tree)
        }
        return text
    }
}
