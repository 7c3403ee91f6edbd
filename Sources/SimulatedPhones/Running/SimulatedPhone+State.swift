package import JSON

extension SimulatedPhone {
    /// `{"uptime_ms","foreground":{"package","activity","screen"},"apps":{package:{"state","running","permissions"}},
    /// "settings":{"system","secure","global"},"clipboard","keyboard_shown","rotation","windows":[…]}`; keys sorted, the
    /// topmost window first.
    package var state: JSONValue {
        var installed = JSONObject()
        for (package, app) in apps.sorted(by: { $0.key < $1.key }) where package != Self.launcher {
            installed[package] = [
                "state": .object(
                    JSONObject(app.state.sorted { $0.key < $1.key }.map { (key: $0.key, value: $0.value) })),
                "running": .bool(!app.stack.isEmpty),
                "permissions": .object(
                    JSONObject(app.permissions.sorted { $0.key < $1.key }.map { (key: $0.key, value: .bool($0.value)) })
                ),
            ]
        }
        var settings = JSONObject()
        for table in SettingsTable.allCases {
            let rows = self.settings(in: table).map { (key: $0.name, value: JSONValue.string($0.value)) }
            settings[table.rawValue] = .object(JSONObject(rows))
        }
        let shown = foreground
        return [
            "uptime_ms": .integer(milliseconds),
            "foreground": [
                "package": .string(shown?.package ?? ""), "activity": .string(shown?.activity ?? ""),
                "screen": .string(frontEntry?.name ?? ""),
            ],
            "apps": .object(installed),
            "settings": .object(settings),
            "clipboard": .string(clipboard),
            "keyboard_shown": .bool(isKeyboardShown),
            "rotation": .integer(Int64(display.rotation)),
            "windows": .array(windowNames.map { .string($0) }),
        ]
    }

    /// What lies on the screen, the topmost first.
    private var windowNames: [String] {
        (systemOverlays.reversed() + (frontEntry?.overlays.reversed() ?? [])).map { overlay in
            let kind =
                switch overlay.kind {
                case .dialog(let dialog): dialog.isSheet ? "sheet" : "dialog"
                case .menu: "menu"
                case .options: "options"
                case .picker: "picker"
                case .permission: "permission"
                }
            return overlay.package.map { "\(kind) of \($0)" } ?? kind
        } + [frontEntry.map { "screen \($0.name)" } ?? "nothing"]
    }

    /// Takes back the apps' states, permissions and the settings of a `state`; unknown apps and keys are left out.
    ///
    /// Every app is stopped first, since its screens may stand on records that are no more.
    package mutating func restore(_ state: JSONValue) {
        for package in apps.keys where package != Self.launcher { forceStop(package) }
        for table in SettingsTable.allCases {
            for (name, value) in state["settings"]?[table.rawValue]?.object?.members ?? [] {
                if let text = value.string { putSetting(name, text, in: table) }
            }
        }
        for (package, saved) in state["apps"]?.object?.members ?? [] {
            guard let app = apps[package], package != Self.launcher else { continue }
            for (key, value) in saved["state"]?.object?.members ?? [] where app.declaration.state[key] != nil {
                apps[package]?.state[key] = value
            }
            for (name, value) in saved["permissions"]?.object?.members ?? [] where app.permissions[name] != nil {
                apps[package]?.permissions[name] = value.isTrue
            }
        }
        if let text = state["clipboard"]?.string { clipboard = text }
        goHome()
    }

    /// Sets a key of an app's state, as a test prepares it.
    package mutating func setState(_ package: String, _ key: String, _ value: JSONValue) throws(PhoneError) {
        guard let app = apps[package] else { throw PhoneError(.noSuchPackage, "no app “\(package)” is installed") }
        guard let old = app.declaration.state[key] else {
            throw PhoneError(.badState, "the state of \(package) has no “\(key)”")
        }
        guard old.isNull || old.kind == value.kind else {
            throw PhoneError(.badState, "“\(key)” holds a \(old.kind), not a \(value.kind)")
        }
        write(value.numbered, at: Location(base: .state, steps: [.member(key)]), ActionContext(package: package))
        closeOrphans(of: package)
    }

    /// An app's state key, for whoever checks a task; nil where there is none.
    package func stateValue(_ package: String, _ key: String) -> JSONValue? { apps[package]?.state[key] }
}

extension JSONValue {
    /// What kind of value it is, in a word.
    fileprivate var kind: String {
        switch self {
        case .null: "null"
        case .bool: "boolean"
        case .integer, .number: "number"
        case .string: "text"
        case .array: "list"
        case .object: "record"
        }
    }
}
