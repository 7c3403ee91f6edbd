import Hierarchies
import JSON

extension SimulatedPhone {
    /// Opens what an action opens in a window of its own.
    mutating func openOverlay(_ action: Action, _ context: inout ActionContext, _ scope: Scope) {
        let record = context.record ?? scope.record?.location
        var overlay: Overlay
        switch action {
        case .dialog(let name, let vars):
            guard let dialog = apps[context.package]?.declaration.dialogs[name] else { return }
            overlay = Overlay(id: newID(), kind: .dialog(dialog), record: record)
            for (key, value) in dialog.vars { overlay.vars[key] = scope.value(value) }
            for (key, value) in vars { overlay.vars[key] = scope.value(value) }
        case .menu(let commands):
            let anchor = context.anchor ?? Rect(left: 0, top: 0, right: display.size.width, bottom: 0)
            overlay = Overlay(id: newID(), kind: .menu(commands, anchor: anchor), record: record)
        case .choose(let select):
            guard let place = scope.location(of: select.path) else { return }
            overlay = Overlay(id: newID(), kind: .options(select, place: place, anchor: nil), record: record)
        case .pickTime(let path, let title, let change), .pickDate(let path, let title, let change):
            let isTime = if case .pickTime = action { true } else { false }
            guard let place = scope.location(of: path), let dialog = SystemApp.dialog(isTime ? "time" : "date") else {
                return
            }
            overlay = Overlay(
                id: newID(), kind: .picker(dialog, place: place, isTime: isTime, change: change), record: record)
            overlay.vars = Picker.vars(of: scope.value(of: path).shownText, isTime: isTime)
            overlay.vars["title"] = .string(title.map { scope.text($0) } ?? "")
        case .permission(let name, let granted, let denied):
            if apps[context.package]?.permissions[name] == true {
                run(granted, &context)
                return
            }
            guard let dialog = SystemApp.dialog("permission"), let app = apps[context.package] else { return }
            overlay = Overlay(
                id: newID(), kind: .permission(dialog, name: name, granted: granted, denied: denied), record: record,
                package: "com.android.permissioncontroller")
            overlay.vars = [
                "app": .string(label(of: app)), "what": .string(Self.wording(ofPermission: name)),
            ]
        default: return
        }
        loseFocus()
        // A popped screen's dialogs lie on the one that came to the front.
        let entry =
            apps[context.package]?.stack.contains { $0.id == context.entry } == true
            ? context.entry : apps[context.package]?.stack.last?.id
        withEntry(entry, of: context.package) { if $0.overlays.count < 8 { $0.overlays.append(overlay) } }
    }

    /// The rest of "Allow APP to …?".
    private static func wording(ofPermission name: String) -> String {
        switch name.split(separator: ".").last.map(String.init) ?? name {
        case "CAMERA": "take pictures and record video"
        case "RECORD_AUDIO": "record audio"
        case "POST_NOTIFICATIONS": "send you notifications"
        case "READ_CONTACTS", "WRITE_CONTACTS": "access your contacts"
        case "ACCESS_FINE_LOCATION", "ACCESS_COARSE_LOCATION": "access this device’s location"
        case "CALL_PHONE": "make and manage phone calls"
        case "SEND_SMS", "READ_SMS": "send and view SMS messages"
        case "READ_CALENDAR", "WRITE_CALENDAR": "access your calendar"
        case "READ_MEDIA_IMAGES", "READ_MEDIA_VIDEO", "READ_EXTERNAL_STORAGE": "access photos and videos on this device"
        case "READ_MEDIA_AUDIO": "access music and audio on this device"
        case let other: "use " + other.lowercased().replacing("_", with: " ")
        }
    }

    // MARK: Answering

    /// A button of the active overlay, at that place among those shown.
    mutating func press(_ command: Command, at place: Int) {
        guard let overlay = activeOverlay else { return }
        var context = activeContext(record: overlay.record)
        guard run(command.tap, &context) else { return }
        closeOverlay(overlay.id)
        switch overlay.kind {
        case .picker(let dialog, let target, let isTime, let change) where place == dialog.buttons.count - 1:
            context.overlay = activeOverlay?.id
            context.value = .string(Picker.value(of: overlay.vars, isTime: isTime))
            write(context.value, at: target, context)
            run(change, &context)
        case .permission(_, let name, let granted, let denied):
            apps[context.package]?.permissions[name] = place == 0
            context.overlay = activeOverlay?.id
            run(place == 0 ? granted : denied, &context)
        default:
            if command.id == "android:id/aerr_close", overlay.package == "android" { endFront() }
        }
    }

    private mutating func endFront() {
        guard front != Self.launcher else { return }
        forceStop(front)
    }

    mutating func choose(_ index: Int) {
        guard let overlay = activeOverlay, case .options(let select, let place, _) = overlay.kind,
            select.options.indices.contains(index)
        else { return }
        closeOverlay(overlay.id)
        var context = activeContext(record: overlay.record)
        context.value = select.options[index].value
        write(context.value, at: place, context)
        run(select.change, &context)
    }

    mutating func chooseMenuItem(_ command: Command) {
        guard let overlay = activeOverlay, case .menu(_, let anchor) = overlay.kind else { return }
        closeOverlay(overlay.id)
        var context = activeContext(record: overlay.record)
        context.anchor = anchor
        run(command.tap, &context)
    }

    /// What BACK and a tap outside do to the active overlay.
    mutating func cancelOverlay() {
        guard let overlay = activeOverlay else { return }
        if case .permission(_, _, _, let denied) = overlay.kind {
            closeOverlay(overlay.id)
            var context = activeContext(record: overlay.record)
            run(denied, &context)
        } else if overlay.isCancelable {
            closeOverlay(overlay.id)
        }
    }

    /// Puts something of the system on top; BACK or one of its buttons takes it away.
    package mutating func interrupt(with interruption: Interruption) {
        let app = apps[front].map { label(of: $0) } ?? ""
        var overlay: Overlay
        func system(_ name: String, _ package: String, _ vars: [String: JSONValue]) -> Overlay? {
            SystemApp.dialog(name).map { Overlay(id: 0, kind: .dialog($0), vars: vars, package: package) }
        }
        let made: Overlay?
        switch interruption {
        case .lowBattery: made = system("low_battery", "com.android.systemui", [:])
        case .notResponding: made = system("not_responding", "android", ["app": .string(app)])
        case .crashed:
            made = system("crashed", "android", ["app": .string(app)])
            endFront()
        case .permission(let what):
            made = system(
                "permission", "com.android.permissioncontroller", ["app": .string(app), "what": .string(what)])
        case .incomingCall(let name): made = system("call", "com.google.android.dialer", ["name": .string(name)])
        case .notice(let title, let message, let buttons):
            let dialog = DialogDeclaration(
                title: Template(literal: title), message: Template(literal: message), body: [], vars: [],
                buttons: buttons.map { Command(label: Template(literal: $0), tap: []) }, isSheet: false,
                isCancelable: true)
            made = Overlay(id: 0, kind: .dialog(dialog), package: "com.android.systemui")
        }
        guard let made else { return }
        overlay = made
        overlay.id = newID()
        overlay.below = (focus, isKeyboardUp)
        loseFocus()
        isAwake = true
        systemOverlays.append(overlay)
    }

    /// Takes away what the system put on top, as a notice goes that ends by itself; the app has its focus back.
    package mutating func endInterruptions() {
        guard let below = systemOverlays.first?.below else { return }
        systemOverlays = []
        (focus, isKeyboardUp) = below
    }
}

/// A picker's parts and the value that they make.
enum Picker {
    static func vars(of text: String, isTime: Bool) -> [String: JSONValue] {
        if isTime {
            let parts = text.split(separator: ":").compactMap { Int($0) }
            let hour = parts.first ?? 12, minute = parts.count > 1 ? parts[1] : 0
            return [
                "hour": .string(String((hour + 11) % 12 + 1)), "minute": .string(Formats.padded(String(minute), to: 2)),
                "period": .string(hour % 24 < 12 ? "AM" : "PM"),
            ]
        }
        let parts = text.split(separator: "-").compactMap { Int($0) }
        let date = parts.count == 3 ? parts : [2025, 6, 10]
        return ["year": .string("\(date[0])"), "month": .string("\(date[1])"), "day": .string("\(date[2])")]
    }

    /// `19:30`, `2025-06-10`; a day beyond its month's end is the last of it.
    static func value(of vars: [String: JSONValue], isTime: Bool) -> String {
        func part(_ name: String) -> Int { Int(vars[name]?.shownText ?? "") ?? 0 }
        if isTime {
            let hour = part("hour") % 12 + (vars["period"] == "PM" ? 12 : 0)
            return "\(Formats.padded(String(hour), to: 2)):\(Formats.padded(String(part("minute")), to: 2))"
        }
        let month = min(max(part("month"), 1), 12), year = part("year")
        let day = min(max(part("day"), 1), Formats.length(ofMonth: month, year: year))
        return "\(year)-\(Formats.padded(String(month), to: 2))-\(Formats.padded(String(day), to: 2))"
    }
}
