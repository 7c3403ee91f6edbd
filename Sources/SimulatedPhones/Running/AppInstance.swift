import Hierarchies
import JSON

/// An app on one phone: what it keeps, and its screens while it runs.
struct AppInstance: Sendable {
    let declaration: AppDeclaration
    var state: [String: JSONValue]
    var permissions: [String: Bool]
    /// Screens that were ever opened, for `on_first_open`.
    var opened: Set<String> = []
    /// From the first screen to the one in front; empty while the app does not run.
    var stack: [ScreenEntry] = []

    init(_ declaration: AppDeclaration) {
        self.declaration = declaration
        state = declaration.state
        permissions = Dictionary(declaration.permissions.map { ($0, false) }) { first, _ in first }
    }

    /// As after its first installation.
    mutating func clear() { self = AppInstance(declaration) }
}

/// A screen that is open.
struct ScreenEntry: Sendable {
    var id: Int
    var name: String
    var vars: [String: JSONValue] = [:]
    var record: Location?
    /// Milliseconds of uptime.
    var openedAt: Int64
    /// How far its scrolling parts are scrolled, in pixels.
    var offsets: [String: Int] = [:]
    var isSearching = false
    var overlays: [Overlay] = []
    var timers: [Timer] = []
    var invalid: Set<Location> = []
    var snackbar: Snackbar?
}

/// Actions that wait for their time.
struct Timer: Sendable {
    var due: Int64
    var actions: [Action]
    var record: Location?
}

struct Snackbar: Sendable {
    var text: String
    var label: String?
    var actions: [Action]
    var record: Location?
    var until: Int64
}

/// A dialog, sheet or menu that lies on a screen, in a window of its own.
struct Overlay: Sendable {
    enum Kind: Sendable {
        case dialog(DialogDeclaration)
        case menu([Command], anchor: Rect)
        /// A dialog with radio buttons, or a dropdown where there is an anchor.
        case options(SelectItem, place: Location, anchor: Rect?)
        /// A time or date picker; what it is for.
        case picker(DialogDeclaration, place: Location, isTime: Bool, change: [Action])
        case permission(DialogDeclaration, name: String, granted: [Action], denied: [Action])
    }

    var id: Int
    var kind: Kind
    var vars: [String: JSONValue] = [:]
    var record: Location?
    var offsets: [String: Int] = [:]
    var invalid: Set<Location> = []
    /// Whose window it is, where that is not the app's.
    var package: String?
    /// What had the focus below an interruption, and whether the keyboard was up.
    var below: (focus: Focus?, isKeyboardUp: Bool)?

    var dialog: DialogDeclaration? {
        switch kind {
        case .dialog(let dialog), .picker(let dialog, _, _, _), .permission(let dialog, _, _, _): dialog
        case .menu, .options: nil
        }
    }

    /// Whether its texts are the system's.
    var isSystem: Bool {
        switch kind {
        case .picker, .permission: true
        case .dialog, .menu, .options: package != nil
        }
    }

    var isCancelable: Bool { dialog?.isCancelable ?? true }
}
