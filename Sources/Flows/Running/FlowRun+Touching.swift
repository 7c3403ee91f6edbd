internal import Devices
internal import FlowDocuments
internal import Hierarchies
internal import Screens

extension FlowRun {
    /// The element that a command needs; looked for until its window is over.
    /// - Throws: when it is not there, with what the screen shows instead.
    func element(_ written: FlowSelector, of command: FlowCommand) async throws(FlowFailure) -> FoundElement {
        let selector = try Selector(written)
        let window =
            StepNote(command).timeout ?? remaining(command.isOptional ? options.optionalLookup : options.lookup)
        var end = patience + window
        while true {
            let found =
                options.heals
                ? try await findOrHeal(written, selector, of: command, within: end - patience)
                : try await find(selector, within: end - patience)
            guard let found else {
                if try await touchAgain(for: command) {
                    end = patience + options.optionalLookup
                    continue
                }
                throw missing(written, at: command.place)
            }
            if journal.note.heal != nil { return found }
            // Where it has been there may be something else by now, so what went away is looked for anew.
            guard let steady = try await steady(found, selector) else { continue }
            journal.note.target = steady.bounds
            journal.note.rivals = steady.rivals
            return steady
        }
    }

    func missing(_ selector: FlowSelector, at place: SourcePlace) -> FlowFailure {
        FlowFailure(.elementNotFound, "there is no element \(selector)\(nearMiss(of: selector))\(inFront)", at: place)
    }

    // MARK: Taps

    func tap(_ tap: FlowOperation.Tap, _ command: FlowCommand) async throws(FlowFailure) {
        guard let selector = tap.selector else {
            let point = try ScreenPoint(tap.point ?? "", at: command.place).point(on: try await size())
            return try await press(tap, at: point, command)
        }
        let inner = try tap.point.map { text throws(FlowFailure) in try ScreenPoint(text, at: command.place) }
        var found = try await element(selector, of: command)
        let end = patience + options.cover
        while found.isCovered(at: inner?.point(in: found.bounds) ?? found.point), patience < end {
            _ = try await look()
            found = try await element(selector, of: command)
        }
        try await press(tap, at: inner?.point(in: found.bounds) ?? found.point, command)
    }

    private func press(
        _ tap: FlowOperation.Tap, at point: Point, _ command: FlowCommand
    ) async throws(FlowFailure) {
        var repetitions = try count(tap.repetitions, at: command.place) ?? 1
        var delay = Self.usualDelay
        if let written = try milliseconds(tap.delay, at: command.place), written >= .zero { delay = written }
        var action: FlowAction
        switch tap.press {
        case .short: action = .tap(point)
        case .long: action = .longPress(point)
        case .double:
            // Two taps, so far apart as the flow says; the device's own kind of double tap is for those that say nothing.
            (action, repetitions) = tap.delay == nil ? (.doubleTap(point), 1) : (.tap(point), 2)
        }
        let before = tap.retryIfNoChange == true ? try await Snapshot(self) : nil
        journal.note.point = point
        for attempt in 0..<(before == nil ? 1 : 2) {
            for repetition in 0..<max(repetitions, 1) {
                if repetition > 0 { try await sleep(for: delay) }
                try await touch(action)
            }
            try await settle(within: settling(tap.waitToSettle))
            if tap.retryIfNoChange != nil || repetitions > 1 { lastTouch = nil }
            // A second try is only for a touch that did nothing at all.
            if attempt == 0, let before, try await !before.isShown(by: self) { return }
        }
    }

    private static let usualDelay = Duration.milliseconds(100)
    private static let longestSettling = 30_000

    /// How long a flow lets a screen settle; no longer than the language allows.
    private func settling(_ milliseconds: Int?) -> Duration? {
        milliseconds.map { .milliseconds(min($0, Self.longestSettling)) }
    }

    /// What a screen shows, to its pixels.
    private struct Snapshot {
        var hierarchy: Hierarchy
        var picture: [UInt8]

        init(_ run: FlowRun) async throws(FlowFailure) {
            hierarchy = try await run.lately()
            picture = try await run.called { device throws(DeviceError) in try await device.screenshot() }
        }

        func isShown(by run: FlowRun) async throws(FlowFailure) -> Bool {
            guard try await run.lately().saysTheSame(as: hierarchy) else { return false }
            return try await run.called { device throws(DeviceError) in try await device.screenshot() } == picture
        }
    }

    // MARK: Swipes

    func swipe(_ swipe: FlowOperation.Swipe, _ command: FlowCommand) async throws(FlowFailure) {
        let time = Duration.milliseconds(swipe.duration ?? 400)
        let limit = settling(swipe.waitToSettle)
        switch swipe.way {
        case .direction(let direction): try await act(.swipeScreen(direction, time), settlingWithin: limit)
        case .points(let start, let end):
            let size = try await size()
            let from = try ScreenPoint(start, at: command.place).point(on: size)
            let to = try ScreenPoint(end, at: command.place).point(on: size)
            journal.note.point = from
            try await act(.swipe(from: from, to: to, time), settlingWithin: limit)
        case .from(let selector, let inner, let direction):
            let found = try await element(selector, of: command)
            var point = found.point
            if let inner { point = try ScreenPoint(inner, at: command.place).point(in: found.bounds) }
            journal.note.point = point
            try await act(.swipeFrom(point, direction, time), settlingWithin: limit)
        }
    }

    /// Swipes until enough of the element is on the screen, or until swipes move nothing any more.
    func scrollUntilVisible(
        _ scroll: FlowOperation.ScrollUntilVisible, _ command: FlowCommand
    ) async throws(FlowFailure) {
        let plan = try ScrollPlan(scroll, at: command.place)
        let selector = try Selector(scroll.element)
        let size = try await size()
        let middle = Point(x: size.width / 2, y: size.height / 2)
        let began = patience
        let limit = settling(scroll.waitToSettle)
        var centerings = 0
        var standstills = 0
        repeat {
            let seen = try await lately()
            if let node = try await matcher(for: seen).resolve(selector).hit {
                answerObstruction(seen.nodes[node])
                let bounds = seen.nodes[node].bounds
                let share = bounds.visibleShare(on: size)
                journal.note.target = bounds
                if scroll.centerElement == true, share > 0.1, centerings <= ScrollPlan.centerings {
                    if plan.isCentered(bounds, on: size) { return }
                    centerings += 1
                } else if share >= plan.visibility {
                    return
                }
            }
            journal.note.point = middle
            try await act(.swipeFrom(middle, plan.finger, plan.duration), settlingWithin: limit)
            standstills = try await lately().saysTheSame(as: seen) ? standstills + 1 : 0
        } while patience - began < plan.timeout && standstills < ScrollPlan.standstills
        journal.note.target = nil
        try checkView()
        let ending =
            standstills < ScrollPlan.standstills
            ? " within \(plan.timeout)" : ", and the screen scrolls no further\(nearMiss(of: scroll.element))"
        throw FlowFailure(
            .elementNotFound, "\(scroll.element) did not come up\(ending)\(inFront)", at: command.place)
    }
}
