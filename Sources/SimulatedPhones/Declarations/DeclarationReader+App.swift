import JSON
import YAML

extension AppDeclaration {
    /// Reads and checks a declaration, whose file's name is for messages.
    package init(yaml bytes: [UInt8], file: String) throws(DeclarationError) {
        try self.init(yaml: bytes, file: file, isSystem: false)
    }

    init(yaml bytes: [UInt8], file: String, isSystem: Bool) throws(DeclarationError) {
        guard String(validating: bytes, as: UTF8.self) != nil else {
            throw DeclarationError(.malformed, "the file is not UTF-8", file: file, line: 0)
        }
        let root: YAMLTree?
        do throws(YAMLError) { root = try YAMLTree.parse(bytes) } catch {
            throw DeclarationError(
                error.code == .malformed ? .malformed : .limit, error.message, file: file, line: error.line)
        }
        guard let root else { throw DeclarationError(.malformed, "the file is empty", file: file, line: 0) }
        var reader = DeclarationReader()
        self = try reader.app(YAMLNode(root, in: file), isSystem: isSystem)
    }
}

extension DeclarationReader {
    fileprivate mutating func app(_ node: YAMLNode, isSystem: Bool) throws(DeclarationError) -> AppDeclaration {
        var members = try YAMLMembers(node)
        let package = try members.required("package").text
        prefix = package
        let label = try members.required("label")
        texts.append((try label.text, label))
        let state = try state(members["state"])
        let main = try members.required("main")
        openedScreens.append((try main.text, main))
        var dialogs: [String: DialogDeclaration] = [:]
        for (name, node) in try members["dialogs"]?.members ?? [] { dialogs[name] = try dialog(node) }
        var screens: [String: ScreenDeclaration] = [:]
        let mainName = try main.text
        for (name, node) in try members.required("screens").members {
            screens[name] = try screen(name, node, isMain: name == mainName)
        }
        var intents: [String: String] = [:]
        for (action, node) in try members["intents"]?.members ?? [] {
            openedScreens.append((try node.text, node))
            intents[action] = try node.text
        }
        var permissions: [String] = []
        for node in try members["permissions"]?.elements ?? [] { permissions.append(try node.text) }
        let language = try members["language"]?.text ?? "en"
        let settings = try settings(members["settings"], state)
        let translations = try translations(members["translations"])
        let version = try members["version"]?.text ?? "1.0"
        try members.finish()
        try check(state: state, screens: screens, dialogs: dialogs, translations: translations)
        return AppDeclaration(
            package: package, label: try label.text, file: node.file, version: version, language: language,
            main: mainName, permissions: permissions, state: state, settings: settings, intents: intents,
            screens: screens, dialogs: dialogs, translations: translations, texts: texts.map(\.name),
            isSystem: isSystem)
    }

    private func state(_ node: YAMLNode?) throws(DeclarationError) -> [String: JSONValue] {
        var state: [String: JSONValue] = [:]
        for (key, value) in try node?.members ?? [] { state[key] = try value.json().numbered }
        return state
    }

    private func settings(
        _ node: YAMLNode?, _ state: [String: JSONValue]
    ) throws(DeclarationError) -> [String: SettingBinding] {
        var settings: [String: SettingBinding] = [:]
        for (key, node) in try node?.members ?? [] {
            guard state[key] != nil else { throw node.error(.unknownName, "the state has no “\(key)”") }
            let parts = try node.text.split(separator: "/", maxSplits: 1).map(String.init)
            guard parts.count == 2, let table = SettingsTable(rawValue: parts[0]) else {
                throw node.error(.badValue, "a setting is written as global/airplane_mode_on")
            }
            settings[key] = SettingBinding(table: table, name: parts[1])
        }
        return settings
    }

    private mutating func translations(
        _ node: YAMLNode?
    ) throws(DeclarationError) -> [String: [String: Template]] {
        var translations: [String: [String: Template]] = [:]
        dialogVars = nil
        for (language, table) in try node?.members ?? [] {
            for (text, translation) in try table.members {
                translations[language, default: [:]][text] = try template(translation, shown: false)
            }
        }
        return translations
    }

    private mutating func names(ofVars node: YAMLNode?) throws(DeclarationError) -> Set<String> {
        Set(try node?.members.map(\.key) ?? [])
    }

    private mutating func dialog(_ node: YAMLNode) throws(DeclarationError) -> DialogDeclaration {
        var members = try YAMLMembers(node)
        dialogVars = try names(ofVars: members["vars"])
        defer { dialogVars = [] }
        let dialog = DialogDeclaration(
            title: try optional(members["title"]), message: try optional(members["message"]),
            body: try items(members["body"]),
            vars: try members["vars"].reading({ node throws(DeclarationError) in try values(node) }) ?? [],
            buttons: try commands(members["buttons"]), isSheet: try members["sheet"]?.bool ?? false,
            isCancelable: try members["cancelable"]?.bool ?? true)
        try members.finish()
        return dialog
    }

    private mutating func screen(
        _ name: String, _ node: YAMLNode, isMain: Bool
    ) throws(DeclarationError) -> ScreenDeclaration {
        var members = try YAMLMembers(node)
        screenVars = try names(ofVars: members["vars"])
        defer { screenVars = nil }
        let activity = try members["activity"]?.text ?? ".MainActivity"
        let fabNode = members["fab"]
        var fab: Command?
        var isExtended = false
        if let fabNode {
            var parts = try YAMLMembers(fabNode)
            isExtended = try parts["extended"]?.bool ?? false
            fab = try command(&parts, needsIcon: true)
            try parts.finish()
        }
        let screen = ScreenDeclaration(
            name: name, activity: activity.hasPrefix(".") ? prefix + activity : activity,
            title: try optional(members["title"]) ?? .empty,
            bar: try members["bar"]?.choice(ScreenDeclaration.Bar.self) ?? .plain,
            hasUp: try members["up"]?.bool ?? !isMain, actions: try commands(members["actions"], needsIcon: true),
            overflow: try commands(members["overflow"]),
            search: try members["search"].reading({ node throws(DeclarationError) in try search(node) }),
            tabs: try members["tabs"].reading({ node throws(DeclarationError) in try tabs(node) }),
            record: try members["record"].reading({ node throws(DeclarationError) in try path(node) }),
            vars: try members["vars"].reading({ node throws(DeclarationError) in try values(node) }) ?? [],
            loading: Int64(try members["loading"]?.integer(in: 0...600_000) ?? 0),
            onOpen: try actions(members["on_open"]), onFirstOpen: try actions(members["on_first_open"]),
            onBack: try members["on_back"].reading({ node throws(DeclarationError) in try actions(node) }),
            body: try items(members["body"]), bottom: try items(members["bottom"]), fab: fab, isFabExtended: isExtended,
            listID: try members["id"]?.text ?? "recycler_view")
        try members.finish()
        return screen
    }

    private mutating func search(_ node: YAMLNode) throws(DeclarationError) -> ScreenDeclaration.Search {
        var members = try YAMLMembers(node)
        let path = try path(try members.required("bind"))
        let hint = try optional(members["hint"]) ?? Template(literal: "Search")
        let isAlways = try members["always"]?.bool ?? false
        try members.finish()
        let field = FieldItem(path: path, hint: hint, isSearch: true)
        return ScreenDeclaration.Search(
            field: Item(.field(field), id: "search_src_text"), hint: hint, path: path, isAlways: isAlways)
    }

    private mutating func tabs(_ node: YAMLNode) throws(DeclarationError) -> ScreenDeclaration.Tabs {
        enum Place: String, CaseIterable { case top, bottom }
        var members = try YAMLMembers(node)
        var tabs = ScreenDeclaration.Tabs(
            path: try path(try members.required("bind")),
            isBottom: try members["place"]?.choice(Place.self) == .bottom, items: [])
        for node in try members.required("items").elements {
            var parts = try YAMLMembers(node)
            let label = try parts.required("label")
            tabs.items.append(
                ScreenDeclaration.Tab(
                    label: try template(label), icon: try parts["icon"].reading(icon),
                    value: try (parts["value"] ?? label).scalar, id: try parts["id"]?.text,
                    badge: try condition(parts["badge"])))
            try parts.finish()
        }
        try members.finish()
        return tabs
    }
}
