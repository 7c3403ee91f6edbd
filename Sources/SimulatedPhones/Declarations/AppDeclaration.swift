import JSON

/// An app as its YAML file declares it, checked and ready to run on any number of phones.
package struct AppDeclaration: Sendable {
    package let package: String
    package let label: String
    package let file: String
    let version: String
    let language: String
    let main: String
    let permissions: [String]
    let state: [String: JSONValue]
    let settings: [String: SettingBinding]
    let intents: [String: String]
    let screens: [String: ScreenDeclaration]
    let dialogs: [String: DialogDeclaration]
    /// By language, then by the text as written.
    var translations: [String: [String: Template]]
    /// What it shows, as written.
    let texts: [String]
    /// Full class names, the main screen's first.
    let activities: [String]
    /// A part of the system that no launcher shows.
    let isSystem: Bool

    init(
        package: String, label: String, file: String, version: String, language: String, main: String,
        permissions: [String], state: [String: JSONValue], settings: [String: SettingBinding],
        intents: [String: String], screens: [String: ScreenDeclaration], dialogs: [String: DialogDeclaration],
        translations: [String: [String: Template]], texts: [String], isSystem: Bool
    ) {
        self.package = package
        self.label = label
        self.file = file
        self.version = version
        self.language = language
        self.main = main
        self.permissions = permissions
        self.state = state
        self.settings = settings
        self.intents = intents
        self.screens = screens
        self.dialogs = dialogs
        self.translations = translations
        self.texts = texts
        self.isSystem = isSystem
        var activities = [screens[main]?.activity ?? ""]
        for activity in screens.values.map(\.activity).sorted() where !activities.contains(activity) {
            activities.append(activity)
        }
        self.activities = activities
    }

    /// The languages that it can be shown in, its own first.
    package var languages: [String] { [language] + translations.keys.sorted() }

    /// The names of its screens, sorted.
    package var screenNames: [String] { screens.keys.sorted() }

    /// The first of the preferred languages that it has, else its own.
    func language(preferring preferred: [String]) -> String {
        for tag in preferred {
            let short = String(tag.prefix { $0 != "-" && $0 != "_" })
            if short == language || translations[short] != nil { return short }
        }
        return language
    }
}

/// A state key that is an Android setting.
struct SettingBinding: Sendable, Hashable {
    var table: SettingsTable
    var name: String

    /// As the settings table holds it.
    static func text(of value: JSONValue) -> String {
        if case .bool(let flag) = value { flag ? "1" : "0" } else { value.shownText }
    }

    /// A setting's text as a value of the same type as `like`; `like` itself where it is none.
    static func value(of text: String, like: JSONValue) -> JSONValue {
        switch like {
        case .bool: .bool(text == "1" || text == "true")
        case .integer, .number: Double(text).flatMap { $0.isFinite ? JSONValue(amount: $0) : nil } ?? like
        default: .string(text)
        }
    }
}

/// One screen of an app.
struct ScreenDeclaration: Sendable {
    enum Bar: String, Sendable, CaseIterable { case plain, large, none }

    var name: String
    var activity: String
    var title: Template
    var bar: Bar
    var hasUp: Bool
    var actions: [Command]
    var overflow: [Command]
    var search: Search?
    var tabs: Tabs?
    var record: StatePath?
    var vars: [(key: String, value: ValueTemplate)]
    var loading: Int64
    var onOpen: [Action]
    var onFirstOpen: [Action]
    var onBack: [Action]?
    var body: [Item]
    var bottom: [Item]
    var fab: Command?
    var isFabExtended: Bool
    var listID: String

    struct Search: Sendable {
        /// The field that the bar turns into.
        var field: Item
        var hint: Template
        var path: StatePath
        var isAlways: Bool
    }

    struct Tabs: Sendable {
        var path: StatePath
        var isBottom: Bool
        var items: [Tab]
    }

    struct Tab: Sendable {
        var label: Template
        var icon: String?
        var value: JSONValue
        var id: String?
        var badge: Expression?
    }
}

/// Something that can be chosen: an icon in a bar, a menu's item, a dialog's button.
struct Command: Sendable {
    var label: Template
    var icon: String?
    var id: String?
    var when: Expression?
    var enabled: Expression?
    var tap: [Action]
}

/// A dialog or a bottom sheet.
struct DialogDeclaration: Sendable {
    var title: Template?
    var message: Template?
    var body: [Item]
    var vars: [(key: String, value: ValueTemplate)]
    var buttons: [Command]
    var isSheet: Bool
    var isCancelable: Bool
}
