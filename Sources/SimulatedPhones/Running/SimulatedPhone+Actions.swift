import Hierarchies
import JSON

/// On whose behalf actions run.
struct ActionContext: Sendable {
    var package: String
    var entry: Int?
    var overlay: Int?
    var record: Location?
    var value = JSONValue.null
    var new: Location?
    /// Where a menu opens.
    var anchor: Rect?
}

extension SimulatedPhone {
    func scope(_ context: ActionContext) -> Scope {
        let entry = apps[context.package]?.stack.last { $0.id == context.entry }
        let overlay =
            systemOverlays.last { $0.id == context.overlay } ?? entry?.overlays.last { $0.id == context.overlay }
        var scope = scope(of: context.package, entry: entry, overlay: overlay, record: context.record)
        scope.value = context.value
        scope.new = context.new.flatMap { scope.value(at: $0) } ?? .null
        return scope
    }

    /// Runs actions in order; false when one of them stopped the rest.
    @discardableResult
    mutating func run(_ actions: [Action], _ context: inout ActionContext) -> Bool {
        for action in actions {
            steps -= 1
            guard steps >= 0, perform(action, &context) else { return false }
        }
        return true
    }

    private mutating func perform(_ action: Action, _ context: inout ActionContext) -> Bool {
        let scope = scope(context)
        switch action {
        case .back: closeScreen(context.entry, of: context.package)
        case .close: if let id = apps[context.package]?.stack.last?.overlays.last?.id { closeOverlay(id) }
        case .finish:
            apps[context.package]?.stack = []
            recents.removeAll { $0 == context.package }
            goHome()
        case .home: goHome()
        case .hideKeyboard: isKeyboardUp = false
        case .validate: return validate(context, scope)
        case .open(let open): self.open(open, context, scope)
        case .set(let assignments):
            for (path, value) in assignments {
                guard let place = scope.location(of: path) else { continue }
                write(self.scope(context).value(value), at: place, context)
            }
        case .toggle(let path):
            if let place = scope.location(of: path) { write(.bool(!scope.value(of: path).isTrue), at: place, context) }
        case .add(let additions):
            for (path, value) in additions {
                guard let place = scope.location(of: path) else { continue }
                let sum = self.scope(context).value(of: path).amount + scope.value(value).amount
                write(JSONValue(amount: sum), at: place, context)
            }
        case .append(let path, let value, let first):
            append(scope.value(value), to: scope.location(of: path), first: first, &context)
        case .deleteRecord:
            if let record = context.record ?? scope.record?.location { delete(record, context) }
        case .delete(let path, let condition):
            guard let place = scope.location(of: path), let list = scope.value(at: place)?.array else { break }
            let kept = list.enumerated().filter { !scope.with(it: $1, index: $0).holds(condition) }.map(\.element)
            write(.array(kept), at: place, context)
            closeOrphans(of: context.package)
        case .launch(let package): _ = launch(scope.text(package))
        case .intent(let action): _ = launch(action: action)
        case .branch(let condition, let yes, let no): return run(scope.holds(condition) ? yes : no, &context)
        case .after(let delay, let actions):
            let timer = Timer(due: milliseconds + delay, actions: actions, record: context.record)
            withEntry(context.entry, of: context.package) { if $0.timers.count < 100 { $0.timers.append(timer) } }
        case .copy(let text): clipboard = scope.text(text)
        case .focus(let path): focusField(path, scope, context)
        case .toast(let text): toastNow = (scope.text(text), milliseconds + 2000)
        case .snackbar(let text, let button):
            let snackbar = Snackbar(
                text: scope.text(text), label: button.map { scope.text($0.label) }, actions: button?.tap ?? [],
                record: context.record, until: milliseconds + 4000)
            // The screen it was called from may be gone by now: it shows on whatever is in front then.
            let target = apps[context.package]?.stack.last?.id
            withEntry(target, of: context.package) { $0.snackbar = snackbar }
        case .dialog, .menu, .choose, .pickTime, .pickDate, .permission: openOverlay(action, &context, scope)
        }
        return true
    }

    // MARK: Writing

    /// Puts a value, or removes what is there; a setting that the state is bound to follows.
    mutating func write(_ value: JSONValue?, at location: Location, _ context: ActionContext) {
        guard case .member(let name) = location.steps.first else { return }
        let rest = location.steps.dropFirst()
        func store(_ variables: inout [String: JSONValue]) {
            if rest.isEmpty { variables[name] = value ?? .null } else { variables[name]?.set(value, at: rest) }
        }
        switch location.base {
        case .state:
            guard var state = apps[context.package]?.state else { return }
            apps[context.package]?.state = [:]
            store(&state)
            let stored = state[name]
            apps[context.package]?.state = state
            if let binding = apps[context.package]?.declaration.settings[name], let stored {
                putSetting(binding.name, SettingBinding.text(of: stored), in: binding.table)
            }
        case .screen: withEntry(context.entry, of: context.package) { store(&$0.vars) }
        case .dialog: if let id = context.overlay { withOverlay(id, of: context.package) { store(&$0.vars) } }
        }
    }

    private mutating func append(_ value: JSONValue, to place: Location?, first: Bool, _ context: inout ActionContext) {
        guard let place, var list = scope(context).value(at: place)?.array, list.count < 10_000 else { return }
        var value = value.numbered
        if case .object(var record) = value, record["id"] == nil {
            record["id"] = .integer((list.compactMap { $0["id"]?.integer }.max() ?? 0) &+ 1)
            value = .object(record)
        }
        list.insert(value, at: first ? 0 : list.count)
        context.new = place.appending(.element(value, at: first ? 0 : list.count - 1))
        write(.array(list), at: place, context)
    }

    private mutating func delete(_ record: Location, _ context: ActionContext) {
        write(nil, at: record, context)
        closeOrphans(of: context.package)
    }

    /// Closes the screens whose record is gone.
    mutating func closeOrphans(of package: String) {
        guard let app = apps[package] else { return }
        let scope = scope(of: package, entry: nil)
        for entry in app.stack.reversed() {
            if let record = entry.record, scope.value(at: record) == nil { closeScreen(entry.id, of: package) }
        }
    }

    // MARK: Screens

    private mutating func open(_ action: OpenAction, _ context: ActionContext, _ scope: Scope) {
        let record: Location? =
            switch action.record {
            case .none: nil
            case .current: context.record ?? scope.record?.location
            case .new: context.new
            case .at(let path): scope.location(of: path)
            case .inList(let path, let id):
                scope.location(of: path).flatMap { place in
                    let wanted = scope.evaluate(id)
                    return scope.value(at: place)?.array?.firstIndex { $0["id"] == wanted }
                        .map { place.appending(.element(id: wanted, index: $0)) }
                }
            }
        if action.clears { apps[context.package]?.stack = [] }
        let vars = action.vars.map { (key: $0.key, value: scope.value($0.value)) }
        let leaving = action.replaces ? context.entry : nil
        openScreen(action.screen, of: context.package, record: record, vars: vars)
        if let leaving { apps[context.package]?.stack.removeAll { $0.id == leaving } }
    }

    mutating func openScreen(
        _ name: String, of package: String, record: Location?, vars: [(key: String, value: JSONValue)] = []
    ) {
        guard let declared = apps[package]?.declaration.screens[name] else { return }
        var entry = ScreenEntry(id: newID(), name: name, record: record, openedAt: milliseconds)
        // A screen without a declared record takes the caller's all the same: its rows may want it.
        let scope = scope(of: package, entry: entry, record: record)
        for (key, value) in declared.vars { entry.vars[key] = scope.value(value) }
        for (key, value) in vars { entry.vars[key] = value }
        loseFocus()
        apps[package]?.stack.append(entry)
        if let count = apps[package]?.stack.count, count > Self.stackLimit {
            apps[package]?.stack.removeFirst(count - Self.stackLimit)
        }
        var context = ActionContext(package: package, entry: entry.id, record: record)
        if apps[package]?.opened.insert(name).inserted == true { run(declared.onFirstOpen, &context) }
        run(declared.onOpen, &context)
    }

    mutating func closeScreen(_ id: Int?, of package: String) {
        guard let index = apps[package]?.stack.lastIndex(where: { $0.id == id }) else { return }
        loseFocus()
        if apps[package]?.stack.count == 1 {
            // The last screen stays as it is, behind the launcher.
            apps[package]?.stack[index].overlays = []
            if package == front { goHome() }
        } else {
            apps[package]?.stack.remove(at: index)
        }
    }

    // MARK: Fields

    private mutating func validate(_ context: ActionContext, _ scope: Scope) -> Bool {
        let entry = apps[context.package]?.stack.last { $0.id == context.entry }
        let overlay =
            systemOverlays.last { $0.id == context.overlay } ?? entry?.overlays.last { $0.id == context.overlay }
        let screen = entry.flatMap { apps[context.package]?.declaration.screens[$0.name] }
        let items = overlay.map { $0.dialog?.body ?? [] } ?? (screen?.body ?? []) + (screen?.bottom ?? [])
        var invalid: Set<Location> = []
        for field in Self.fields(in: items, scope) {
            guard let place = scope.location(of: field.path), let rule = field.rule else { continue }
            if !scope.with(value: scope.value(of: field.path)).holds(rule) { invalid.insert(place) }
        }
        if let overlay {
            withOverlay(overlay.id, of: context.package) { $0.invalid = invalid }
        } else {
            withEntry(context.entry, of: context.package) { $0.invalid = invalid }
        }
        return invalid.isEmpty
    }

    /// The fields that are shown, outside of lists.
    private static func fields(in items: [Item], _ scope: Scope) -> [FieldItem] {
        items.filter { scope.holds($0.when) }.flatMap { item -> [FieldItem] in
            switch item.kind {
            case .field(let field): [field]
            case .group(let inner, _, _): fields(in: inner, scope)
            default: []
            }
        }
    }

    private mutating func focusField(_ path: StatePath, _ scope: Scope, _ context: ActionContext) {
        guard let place = scope.location(of: path), context.package == front else { return }
        for case .focus(let item, let found, let record) in activeWindow().touches.compactMap(\.tap)
        where found == place {
            return focusField(item, at: place, record: record)
        }
    }

    mutating func focusField(_ item: Item, at place: Location, record: Location?) {
        let length = scope(activeContext(record: record)).value(at: place)?.shownText.count ?? 0
        focus = Focus(item: item, place: place, record: record, cursor: length, anchor: length)
        isKeyboardUp = true
    }
}
