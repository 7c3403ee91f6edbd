internal import YAML

extension CommandFields {
    func touching() throws(FlowError) -> FlowOperation {
        switch name {
        case .tapOn: .tap(try tap(.short))
        case .longPressOn: .tap(try tap(.long))
        case .doubleTapOn: .tap(try tap(.double))
        case .swipe: .swipe(try swipe())
        case .scrollUntilVisible: .scrollUntilVisible(try scrollUntilVisible())
        default: try nothing(.scroll)
        }
    }

    private func tap(_ press: FlowOperation.Tap.Press) throws(FlowError) -> FlowOperation.Tap {
        guard let value, value.members != nil else { return .init(press, selector: try selector()) }
        let options = try FieldReader(
            value, source, of: name.rawValue, allowed: SelectorReader.keys + SelectorReader.options)
        let selector = try selectors.selector(value)
        var tap = FlowOperation.Tap(
            press, selector: selector.isEmpty ? nil : selector, point: try options.text("point"))
        guard tap.selector != nil || tap.point != nil else { throw options.missing("text, id or point") }
        tap.retryIfNoChange = try options.truth("retryTapIfNoChange")
        tap.waitUntilVisible = try options.truth("waitUntilVisible")
        tap.repetitions = try options.text("repeat")
        tap.delay = try options.text("delay")
        tap.waitToSettle = try options.integer("waitToSettleTimeoutMs")
        return tap
    }

    private func swipe() throws(FlowError) -> FlowOperation.Swipe {
        let fields = try fields("direction", "start", "end", "from", "duration", "waitToSettleTimeoutMs")
        var swipe = FlowOperation.Swipe(try way(fields))
        swipe.duration = try fields.integer("duration")
        swipe.waitToSettle = try fields.integer("waitToSettleTimeoutMs")
        return swipe
    }

    private func way(_ fields: FieldReader) throws(FlowError) -> FlowOperation.Swipe.Way {
        let (start, end) = (try fields.text("start"), try fields.text("end"))
        let (direction, from) = (try direction(fields), fields["from"])
        switch (start, end, direction, from) {
        case (let start?, let end?, nil, nil): return .points(start: start, end: end)
        case (nil, nil, let direction?, nil): return .direction(direction)
        case (nil, nil, let direction?, let from?):
            let inner = try from.members.map { _ throws(FlowError) in
                try FieldReader(from, source, of: "from", allowed: SelectorReader.keys + SelectorReader.options)
            }
            return .from(try selectors.selector(from), point: try inner?.text("point"), direction)
        default:
            throw source.error(
                .missingValue, "Missing Command Options",
                "swipe needs a direction, or start and end, or from and a direction, and no mixture of them",
                at: source.place(fields.tree))
        }
    }

    private func direction(_ fields: FieldReader) throws(FlowError) -> FlowOperation.SwipeDirection? {
        guard let text = try fields.text("direction"), let tree = fields["direction"] else { return nil }
        guard let direction = FlowOperation.SwipeDirection(rawValue: text.uppercased()) else {
            let known = FlowOperation.SwipeDirection.allCases.map(\.rawValue)
            let title = name == .swipe ? "Invalid Direction: \(text)" : "Incorrect Format: direction"
            throw source.error(
                .invalidValue, title,
                "a direction is \(known.joined(separator: ", "))\(Suggestion.clause(for: text, among: known))",
                at: source.place(tree))
        }
        return direction
    }

    private func scrollUntilVisible() throws(FlowError) -> FlowOperation.ScrollUntilVisible {
        let fields = try fields(
            "element", "direction", "timeout", "speed", "visibilityPercentage", "centerElement",
            "waitToSettleTimeoutMs")
        guard let element = try selector(fields, "element") else { throw fields.missing("element") }
        var scroll = FlowOperation.ScrollUntilVisible(element)
        scroll.direction = try direction(fields)
        scroll.timeout = try fields.text("timeout")
        scroll.speed = try fields.text("speed")
        scroll.visibilityPercentage = try fields.text("visibilityPercentage")
        scroll.centerElement = try fields.truth("centerElement")
        scroll.waitToSettle = try fields.integer("waitToSettleTimeoutMs")
        return scroll
    }
}
