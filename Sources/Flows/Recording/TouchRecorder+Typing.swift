internal import Devices
internal import Hierarchies
internal import Screens
internal import Tools

extension TouchRecorder {
    /// A text on its way into a field.
    struct Typing: Sendable {
        /// As it was before.
        var field: Element
        var screen: SeenScreen
        /// What it holds now; dots for a secret.
        var text: String

        var isSecret: Bool { field.states.contains(.password) }
    }

    /// Finds the field whose text changed between two screens, and whether enter was pressed.
    ///
    /// Enter may change a field itself: it empties one whose message is sent, and puts a link into its whole form.
    mutating func noteTyping(from before: SeenScreen, to after: SeenScreen, _ keys: [Point]) {
        let isEnter = keys.last.map(before.isEnterKey) ?? false
        let hasEffect = !before.hierarchy.saysTheSame(as: after.hierarchy) || before.keyboard != after.keyboard
        let changes = after.fields.compactMap { field -> (old: Element, new: Element)? in
            guard let old = before.field(field), after.content(of: field) != before.content(of: old),
                // Without a touch of the keyboard only the field that has the focus is typed into.
                !keys.isEmpty || field.states.contains(.focused)
            else { return nil }
            return (old, field)
        }
        let isAlone = isEnter && keys.count == 1
        if isAlone, !changes.contains(where: { isTyped(after.content(of: $0.new), over: before.content(of: $0.old)) }) {
            if hasEffect { flush(submits: true, on: before) }
            return
        }
        for (old, field) in changes {
            if let known = typing?.field, after.field(known)?.node == field.node {
                typing?.text = after.content(of: field)
            } else {
                flush()
                typing = Typing(field: old, screen: before, text: after.content(of: field))
            }
        }
        if !keys.isEmpty, changes.isEmpty, hasEffect, typing.map({ after.field($0.field) == nil }) ?? true {
            news.append("the field went away: what was typed last may be missing")
        }
        let isElsewhere = before.screen.fingerprint != after.screen.fingerprint || after.keyboard == nil
        if isEnter, isElsewhere { flush(submits: true, on: before) }
    }

    /// Whether a text is what one key makes of another: a line end more, or a character less.
    private func isTyped(_ new: String, over old: String) -> Bool {
        new == old + "\n" || new.count == old.count - 1 && old.hasPrefix(new)
    }

    /// Records the text that is on its way, once nothing more is typed.
    mutating func flush(submits: Bool = false, on screen: SeenScreen? = nil) {
        guard let typing, typing.text != typing.screen.content(of: typing.field) else {
            self.typing = nil
            if submits { record(.pressKey(.enter), on: screen) }
            return
        }
        self.typing = nil
        let (field, seen) = (typing.field, typing.screen)
        var target = Action.Target(field, on: seen.screen, seen.hierarchy)
        var place: ScreenFingerprint? = seen.screen.fingerprint
        if let last = steps.last, case .tap(let tapped) = last.action, tapped.isSame(as: target) {
            // Typing begins with a tap of the field itself.
            target = tapped
            place = last.screen
            steps.removeLast()
        }
        let erasure = Action.Erasure(of: field, in: seen.hierarchy)
        let action: Action
        if typing.text.isEmpty {
            action = .eraseText(target, erasure ?? .unknown)
        } else {
            var input = Action.TextInput(
                typing.isSecret ? "" : typing.text, into: target, erasing: erasure, submits: submits)
            if typing.isSecret { input.variable = variable(of: field) }
            action = .inputText(input)
        }
        steps.append(FlowStep(action, on: place))
        tell(steps[steps.count - 1])
        if submits, typing.text.isEmpty { record(.pressKey(.enter), on: screen) }
    }

    /// The variable that stands for what a secret field holds: the same for the same field.
    private mutating func variable(of field: Element) -> String {
        let place =
            secrets.firstIndex { $0.resourceID == field.resourceID && $0.fingerprint == field.fingerprint }
            ?? secrets.endIndex
        if place == secrets.endIndex { secrets.append(field) }
        return place == 0 ? "PASSWORD" : "PASSWORD_\(place + 1)"
    }
}

extension Action.Target {
    /// Whether two steps touch one element, seen twice.
    fileprivate func isSame(as other: Action.Target) -> Bool {
        fingerprint != nil && fingerprint == other.fingerprint
            && (chain.selectors.first == other.chain.selectors.first || !(memory?.id ?? "").isEmpty)
    }
}
