internal import FlowDocuments

extension ShellScript {
    mutating func tap(_ tap: FlowOperation.Tap, _ step: ExportStep) throws(FlowExportError) -> [String] {
        if tap.waitToSettle != nil { throw settling(step) }
        if tap.retryIfNoChange == true {
            throw step.unsupported(option: "retryTapIfNoChange", "it does not compare what a tap changed")
        }
        guard tap.press != .double || (tap.delay == nil && tap.repetitions == nil) else {
            throw step.unsupported(option: "delay", "its double tap has a length of its own")
        }
        let verb = [.short: "tap", .long: "long_press", .double: "double_tap"][tap.press] ?? "tap"
        let touch = "\(verb) \"$box\" \(words(try step.point(tap.point ?? "50%,50%")))"
        var lines = [try box(tap.selector, step)]
        guard let repetitions = tap.repetitions else { return lines + [touch] }
        let count = try whole(repetitions, "repeat", step)
        guard let number = Int(count), (1...100).contains(number) else {
            throw step.unsupported(option: "repeat", "it takes a number from 1 to 100 here")
        }
        // `input` takes longer to start than most delays are.
        let pause = try seconds(tap.delay ?? "0", "delay", step)
        for place in 0..<number {
            if place > 0, pause != "0" { lines.append("sleep \(pause)") }
            lines.append(touch)
        }
        return lines
    }

    mutating func swipe(_ swipe: FlowOperation.Swipe, _ step: ExportStep) throws(FlowExportError) -> [String] {
        if swipe.waitToSettle != nil { throw settling(step) }
        let duration = swipe.duration ?? 400
        switch swipe.way {
        case .direction(let direction):
            let (start, end) = (ExportText(direction.points.start), ExportText(direction.points.end))
            return ["box=$(screen)", "swipe \"$box\" \(words(start)) \(words(end)) \(duration)"]
        case .points(let start, let end):
            let points = "\(words(try step.point(start))) \(words(try step.point(end)))"
            return ["box=$(screen)", "swipe \"$box\" \(points) \(duration)"]
        case .from(let element, let point, let direction):
            let at = words(try step.point(point ?? "50%,50%"))
            return [try box(element, step), "swipe_from \"$box\" \(at) \(direction.rawValue) \(duration)"]
        }
    }

    mutating func scrollUntilVisible(
        _ scroll: FlowOperation.ScrollUntilVisible, _ step: ExportStep
    ) throws(FlowExportError) -> [String] {
        if scroll.waitToSettle != nil { throw settling(step) }
        guard scroll.visibilityPercentage == nil else {
            throw step.unsupported(option: "visibilityPercentage", "dumps tell only the visible part of an element")
        }
        let seconds = try seconds(scroll.timeout ?? "20000", "timeout", step)
        guard case .known(let speed) = try step.number(scroll.speed ?? "40", "speed") else {
            throw step.unsupported(option: "speed", "its value is known only when the flow runs")
        }
        let end = words(ExportText((scroll.direction ?? .down).scrollEnd))
        return ["scroll_to \(try selector(scroll.element, step)) \(seconds) \(end) \(Int(10 * (100 - speed)) + 1)"]
    }

    private func settling(_ step: ExportStep) -> FlowExportError {
        step.unsupported(option: "waitToSettleTimeoutMs", "each look waits until the phone is idle, however long")
    }

    /// The line that finds the box to touch: an element's, or the screen's.
    private mutating func box(_ selector: FlowSelector?, _ step: ExportStep) throws(FlowExportError) -> String {
        guard let selector else { return "box=$(screen)" }
        return "box=$(seek \(try self.selector(selector, step)) \(step.command.isOptional ? 7 : 17))"
    }

    /// A point's two words.
    private mutating func words(_ point: ExportText) -> String {
        guard let literal = point.literal else {
            let text = word(point)
            return "\"$(echo \(text) | cut -d, -f1)\" \"$(echo \(text) | cut -d, -f2)\""
        }
        return literal.split(separator: ",").joined(separator: " ")
    }

    /// Whole seconds, from milliseconds, rounded up: a shell sleeps no less.
    mutating func seconds(_ written: String, _ option: String, _ step: ExportStep) throws(FlowExportError) -> String {
        guard case .known(let milliseconds) = try step.number(written, option) else {
            throw step.unsupported(option: option, "its value is known only when the flow runs")
        }
        return String(Int((max(milliseconds, 0) / 1000).rounded(.up)))
    }

    mutating func whole(_ written: String, _ option: String, _ step: ExportStep) throws(FlowExportError) -> String {
        switch try step.number(written, option) {
        case .known(let number): return String(Int(number))
        case .later(let text): return word(text)
        }
    }

    /// The two words of a text and an id, either of which may be empty.
    mutating func selector(_ selector: FlowSelector, _ step: ExportStep) throws(FlowExportError) -> String {
        var bare = FlowSelector(text: selector.text, id: selector.id, place: selector.place)
        let isPlain = bare == selector
        bare.place = selector.place
        guard isPlain, selector.text?.isEmpty != true, selector.id?.isEmpty != true, !bare.isEmpty else {
            throw step.refusal(
                .unsupportedSelector, "it finds elements by text and id alone", at: selector.place)
        }
        var words: [String] = []
        for pattern in [selector.text, selector.id] {
            let text = try step.text(pattern ?? "", at: selector.place)
            guard ShellPattern.shared(text.literals) != nil else {
                throw step.refusal(
                    .unsupportedSelector,
                    "awk reads the expression \(pattern ?? "") otherwise than Maestro; put a backslash before its signs",
                    at: selector.place)
            }
            words.append(word(text))
        }
        return words.joined(separator: " ")
    }
}
