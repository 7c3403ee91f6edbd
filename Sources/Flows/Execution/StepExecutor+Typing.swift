internal import Devices
internal import Hierarchies
internal import Screens
internal import Tools

extension StepExecutor {
    /// Puts a text into a field in place of what it holds, reads it back, and presses enter if that is wanted.
    ///
    /// Enter is pressed only once the text has been read back: what did not arrive must not be sent.
    func type(
        _ input: Action.TextInput, _ step: FlowStep, on before: ObservedScreen
    ) async throws(StepError) -> StepOutcome {
        let focus = try await focus(input.target, step, on: before)
        if let count = Self.erasure(focus, recorded: input.erasure?.count) { try await erase(count) }
        let text = input.text
        let method = try await call("type") { device throws(DeviceError) in try await device.type(text) }
        let typed = try await observe(after: focus.screen)
        let check = TextCheck(text: text, isSecret: input.variable != nil || focus.isSecret)
        let verification = check.verify(FieldFinder.find(focus.field, on: typed), on: typed)
        var warnings = focus.warnings
        var after = typed
        var done = input
        done.target.point = focus.point
        if input.submits {
            if verification == .textRead {
                try await press(Key.enter.androidName)
                after = try await observe(after: typed)
            } else {
                warnings.append(.notSubmitted)
                done.submits = false
            }
        }
        var outcome = outcome(
            .inputText(done), before: before, after: after, touched: focus.point, warnings: warnings)
        outcome.verification = verification
        outcome.textMethod = method
        return outcome
    }

    /// Empties a field and reads that back.
    func erase(
        _ target: Action.Target, _ erasure: Action.Erasure, _ step: FlowStep, on before: ObservedScreen
    ) async throws(StepError) -> StepOutcome {
        let focus = try await focus(target, step, on: before)
        if let count = Self.erasure(focus, recorded: erasure.count) { try await erase(count) }
        var done = target
        done.point = focus.point
        var outcome = try await outcome(
            .eraseText(done, erasure), before: before, touched: focus.point, warnings: focus.warnings)
        let check = TextCheck(text: "", isSecret: focus.isSecret)
        outcome.verification = check.verify(FieldFinder.find(focus.field, on: outcome.after), on: outcome.after)
        return outcome
    }

    private func erase(_ count: Int) async throws(StepError) {
        try await call("erase") { device throws(DeviceError) in try await device.erase(count) }
    }

    // MARK: The field

    /// A field that is ready to be typed into.
    private struct Focus {
        var screen: ObservedScreen
        var field: Element
        var point: Point
        var warnings: [StepWarning]

        var isSecret: Bool { field.states.contains(.password) }
    }

    /// Taps the field unless it has the focus.
    private func focus(
        _ target: Action.Target, _ step: FlowStep, on before: ObservedScreen
    ) async throws(StepError) -> Focus {
        let found = try TargetResolver(before).find(target, plannedOn: step.screen)
        if let field = found.element, field.actions.contains(.type), field.states.contains(.focused) {
            return Focus(screen: before, field: field, point: found.point, warnings: found.warnings)
        }
        let point = found.point
        try await call("tap") { device throws(DeviceError) in try await device.tap(at: point) }
        let after = try await observe(after: before)
        let field = found.element.flatMap { FieldFinder.find($0, on: after) } ?? FieldFinder.focused(on: after.screen)
        guard let field else {
            throw StepError(
                .fieldGone, "\"\(target.label)\" was tapped, and no field to type into came up", didTouch: true)
        }
        return Focus(screen: after, field: field, point: point, warnings: found.warnings)
    }

    /// How many characters have to go; nil when the field is empty.
    private static func erasure(_ focus: Focus, recorded: Int?) -> Int? {
        if focus.isSecret {
            return focus.field.states.contains(.filled) ? max(recorded ?? 0, Action.Erasure.unknown.count) : nil
        }
        guard let value = focus.field.value, !value.isEmpty else { return nil }
        let raw = focus.screen.hierarchy.nodes[focus.field.node].text
        return max(value.unicodeScalars.count, raw.unicodeScalars.count)
    }
}

/// Finds a field again after it was touched or typed into, when its label may be another.
enum FieldFinder {
    /// The field that has the focus if it can be the one, else the one with the id, else the one in the place.
    static func find(_ field: Element, on observed: ObservedScreen) -> Element? {
        let fields = observed.screen.elements.filter { $0.actions.contains(.type) }
        if let focused = focused(on: observed.screen),
            focused.resourceID == field.resourceID || field.resourceID.isEmpty || !field.actions.contains(.type)
        {
            return focused
        }
        let namesakes = fields.filter { !$0.resourceID.isEmpty && $0.resourceID == field.resourceID }
        if namesakes.count == 1 { return namesakes[0] }
        let slop = ScreenDiff.touchSlop(of: observed.screen.size)
        return (namesakes.isEmpty ? fields : namesakes).first {
            abs($0.bounds.left - field.bounds.left) <= slop && abs($0.bounds.top - field.bounds.top) <= slop
        }
    }

    static func focused(on screen: Screen) -> Element? {
        screen.elements.first { $0.actions.contains(.type) && $0.states.contains(.focused) }
    }
}

/// Compares what a field holds with what was typed; of a secret it tells nothing.
struct TextCheck {
    let text: String
    let isSecret: Bool

    func verify(_ field: Element?, on observed: ObservedScreen) -> Verification {
        guard let field, observed.hierarchy.nodes.indices.contains(field.node) else {
            return .textDiffers(expected: isSecret ? nil : text, found: isSecret ? nil : "no field")
        }
        let raw = observed.hierarchy.nodes[field.node].text
        if field.states.contains(.password) {
            // Dots stand for what it holds: only their number can be compared.
            let held = field.states.contains(.filled) ? raw.unicodeScalars.count : 0
            return held == text.unicodeScalars.count ? .textRead : .textDiffers(expected: nil, found: nil)
        }
        let isHint = field.value == nil
        if isHint ? text.isEmpty : raw == text || field.value == text { return .textRead }
        return isSecret
            ? .textDiffers(expected: nil, found: nil) : .textDiffers(expected: text, found: isHint ? nil : field.value)
    }
}
