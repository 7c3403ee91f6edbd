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
    mutating func noteTyping(from before: SeenScreen, to after: SeenScreen, _ keys: [Point]) {
        var isChanged = false
        for field in after.fields {
            guard let old = before.field(field) else { continue }
            let text = after.content(of: field)
            // Without a touch of the keyboard only the field that has the focus is typed into.
            guard text != before.content(of: old), !keys.isEmpty || field.states.contains(.focused) else { continue }
            isChanged = true
            if let known = typing?.field, after.field(known)?.node == field.node {
                typing?.text = text
            } else {
                flush()
                typing = Typing(field: old, screen: before, text: text)
            }
        }
        guard let last = keys.last, before.isEnterKey(at: last), !isChanged,
            !before.hierarchy.saysTheSame(as: after.hierarchy) || before.keyboard != after.keyboard
        else {
            if !keys.isEmpty, !isChanged, typing.map({ after.field($0.field) == nil }) ?? false {
                news.append("the field went away: what was typed last may be missing")
            }
            return
        }
        if keys.count > 1, typing.map({ after.field($0.field) == nil }) ?? true {
            news.append("the field went away: what was typed last may be missing")
        }
        flush(submits: true, on: before)
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
