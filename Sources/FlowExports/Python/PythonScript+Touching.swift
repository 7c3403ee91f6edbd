internal import FlowDocuments

extension PythonScript {
    mutating func touching(_ step: ExportStep) throws(FlowExportError) {
        switch step.command.operation {
        case .tap(let tap): try self.tap(tap, step)
        case .swipe(let swipe): try self.swipe(swipe, step)
        case .scroll: line("swipe(\"50%,50%\", \"50%,10%\")")
        case .scrollUntilVisible(let scroll): try scrollUntilVisible(scroll, step)
        case .waitForAnimationToEnd(let timeout):
            line(
                "wait_for_still(\(try timeout.map { text throws(FlowExportError) in try seconds(text, "timeout", step) } ?? ""))"
            )
        default: return
        }
    }

    /// Milliseconds as seconds.
    private mutating func seconds(_ text: String, _ option: String, _ step: ExportStep) throws(FlowExportError)
        -> String
    {
        let number = try step.number(text, option)
        note(number)
        return number.pythonSeconds
    }

    /// A short look for what may be missing, as Maestro's.
    private func patience(_ step: ExportStep) -> [String] { step.command.isOptional ? ["seconds=7"] : [] }

    private func settling(_ milliseconds: Int?) -> [String] {
        milliseconds.map { ["settle_seconds=\(ExportNumber.python(Double($0) / 1000))"] } ?? []
    }

    private mutating func tap(_ tap: FlowOperation.Tap, _ step: ExportStep) throws(FlowExportError) {
        var arguments = [
            try tap.selector.map { element throws(FlowExportError) in try selector(element, of: step) } ?? "None"
        ]
        if let point = tap.point { arguments.append("at=\(value(try step.point(point)))") }
        switch tap.press {
        case .short: break
        case .long: arguments.append("press=long_click")
        case .double: arguments.append("press=double_click")
        }
        if let repetitions = tap.repetitions {
            let times = try step.number(repetitions, "repeat")
            note(times)
            arguments.append("times=\(times.pythonInteger)")
        }
        if let delay = tap.delay {
            guard tap.press != .double else {
                throw step.unsupported(option: "delay", "its double tap has a length of its own")
            }
            arguments.append("delay=\(try seconds(delay, "delay", step))")
        }
        if tap.retryIfNoChange == true { arguments.append("retry=True") }
        // An element is always waited for until it is visible.
        arguments += (tap.selector == nil ? [] : patience(step)) + settling(tap.waitToSettle)
        line("tap(\(arguments.joined(separator: ", ")))")
    }

    private mutating func swipe(_ swipe: FlowOperation.Swipe, _ step: ExportStep) throws(FlowExportError) {
        let duration = swipe.duration.map { ExportNumber.python(Double($0) / 1000) }
        let settling = settling(swipe.waitToSettle)
        switch swipe.way {
        case .direction(let direction):
            let arguments =
                ["\"\(direction.points.start)\"", "\"\(direction.points.end)\""]
                + (duration.map { ["seconds=\($0)"] } ?? []) + settling
            line("swipe(\(arguments.joined(separator: ", ")))")
        case .points(let start, let end):
            let arguments =
                [value(try step.point(start)), value(try step.point(end))]
                + (duration.map { ["seconds=\($0)"] } ?? []) + settling
            line("swipe(\(arguments.joined(separator: ", ")))")
        case .from(let element, let point, let direction):
            var arguments = [try selector(element, of: step), "\"\(direction.rawValue)\""]
            if let point { arguments.append("at=\(value(try step.point(point)))") }
            if let duration { arguments.append("swipe_seconds=\(duration)") }
            line("swipe_from(\((arguments + patience(step) + settling).joined(separator: ", ")))")
        }
    }

    private mutating func scrollUntilVisible(
        _ scroll: FlowOperation.ScrollUntilVisible, _ step: ExportStep
    ) throws(FlowExportError) {
        var arguments = [try selector(scroll.element, of: step), "\"\((scroll.direction ?? .down).scrollEnd)\""]
        if let timeout = scroll.timeout { arguments.append("seconds=\(try seconds(timeout, "timeout", step))") }
        if let speed = scroll.speed {
            let number = try step.number(speed, "speed")
            note(number)
            switch number {
            case .known(let speed):
                arguments.append("swipe_seconds=\(ExportNumber.python((1000 * (100 - speed) / 100 + 1) / 1000))")
            case .later: arguments.append("swipe_seconds=(1001 - 10 * \(number.pythonInteger)) / 1000")
            }
        }
        if let share = scroll.visibilityPercentage {
            let number = try step.number(share, "visibilityPercentage")
            note(number)
            arguments.append("share=\(number.pythonInteger) / 100")
        }
        line("scroll_until_visible(\((arguments + settling(scroll.waitToSettle)).joined(separator: ", ")))")
    }
}
