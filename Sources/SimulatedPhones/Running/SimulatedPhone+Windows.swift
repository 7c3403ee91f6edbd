import Hierarchies
import JSON

extension SimulatedPhone {
    /// The bars and the keyboard leave this to an app.
    var edges: ScreenEdges {
        let size = display.size
        let screen = Rect(left: 0, top: 0, right: size.width, bottom: size.height)
        let bar = (24 * display.density + 80) / 160
        var bottom = size.height - bar
        if isKeyboardShown { bottom = keyboard.top }
        return ScreenEdges(screen: screen, top: bar, bottom: max(bottom, bar + 1), isKeyboardShown: isKeyboardShown)
    }

    /// Where the keyboard is when it is shown.
    var keyboard: Rect {
        let size = display.size
        let isBar = defaultInputMethod == Self.adbKeyboard
        let height = isBar ? 40 * display.density / 160 : size.height * (size.width > size.height ? 45 : 36) / 100
        return Rect(left: 0, top: size.height - height, right: size.width, bottom: size.height)
    }

    var frontEntry: ScreenEntry? { apps[front]?.stack.last }

    /// The topmost dialog, sheet or menu; nil when the screen itself has the focus.
    var activeOverlay: Overlay? { systemOverlays.last ?? frontEntry?.overlays.last }

    /// What the actions of the active window work on.
    func activeContext(record: Location?) -> ActionContext {
        ActionContext(package: front, entry: frontEntry?.id, overlay: activeOverlay?.id, record: record)
    }

    func language(of package: String) -> String {
        apps[package]?.declaration.language(preferring: languages) ?? "en"
    }

    func isLoading(_ entry: ScreenEntry, of package: String) -> Bool {
        let loading = apps[package]?.declaration.screens[entry.name]?.loading ?? 0
        return milliseconds < entry.openedAt + loading
    }

    /// What expressions mean on a screen or in an overlay on it.
    func scope(of package: String, entry: ScreenEntry?, overlay: Overlay? = nil, record: Location? = nil) -> Scope {
        var scope = Scope()
        scope.uptime = milliseconds
        scope.now = profile.clock + milliseconds
        scope.language = language(of: package)
        if let app = apps[package] {
            scope.state = app.state
            scope.permissions = app.permissions
            scope.translations = app.declaration.translations[scope.language] ?? [:]
        }
        if overlay?.isSystem == true {
            scope.translations = SystemApp.platform?.translations[scope.language] ?? [:]
        }
        scope.screen = entry?.vars ?? [:]
        scope.dialog = overlay?.vars ?? [:]
        scope.screenRecord = entry?.record.flatMap { scope.context(at: $0) }
        let place = record ?? overlay?.record
        scope.record = place.flatMap { scope.context(at: $0) } ?? (place == nil ? scope.screenRecord : nil)
        return scope
    }

    /// The window that has the focus, which is what a dump shows.
    func activeWindow() -> Window {
        let edges = edges
        let entry = frontEntry
        let overlay = activeOverlay
        let language = language(of: front)
        var builder = LayoutBuilder(
            package: overlay?.package ?? front, density: display.density, screen: edges.screen,
            scope: scope(of: front, entry: entry, overlay: overlay))
        builder.focus = focus
        if let overlay {
            builder.offsets = overlay.offsets
            builder.invalid = overlay.invalid
            builder.layOut(overlay, edges: edges)
        } else if let entry, let screen = apps[front]?.declaration.screens[entry.name] {
            builder.offsets = entry.offsets
            builder.invalid = entry.invalid
            builder.layOut(screen, entry, edges: edges, isLoading: isLoading(entry, of: front))
        }
        return builder.window(isRightToLeft: TextMetrics.isRightToLeft(language))
    }

    // MARK: Changing what is open

    /// Changes the active overlay in its place.
    mutating func withOverlay(_ id: Int, of package: String, _ change: (inout Overlay) -> Void) {
        if let index = systemOverlays.firstIndex(where: { $0.id == id }) { return change(&systemOverlays[index]) }
        guard let app = apps[package] else { return }
        for (screen, entry) in app.stack.enumerated() {
            if let index = entry.overlays.firstIndex(where: { $0.id == id }) {
                apps[package]?.stack[screen].overlays[index].apply(change)
            }
        }
    }

    mutating func withEntry(_ id: Int?, of package: String, _ change: (inout ScreenEntry) -> Void) {
        guard let index = apps[package]?.stack.lastIndex(where: { $0.id == id }) else { return }
        apps[package]?.stack[index].apply(change)
    }

    mutating func closeOverlay(_ id: Int) {
        let count = systemOverlays.count
        systemOverlays.removeAll { $0.id == id }
        if systemOverlays.count == count {
            for package in recents {
                guard let stack = apps[package]?.stack else { continue }
                for index in stack.indices where stack[index].overlays.contains(where: { $0.id == id }) {
                    apps[package]?.stack[index].overlays.removeAll { $0.id == id }
                }
            }
        }
        loseFocus()
    }

    mutating func loseFocus() {
        focus = nil
        isKeyboardUp = false
    }
}

extension ScreenEntry {
    mutating func apply(_ change: (inout ScreenEntry) -> Void) { change(&self) }
}

extension Overlay {
    mutating func apply(_ change: (inout Overlay) -> Void) { change(&self) }
}
