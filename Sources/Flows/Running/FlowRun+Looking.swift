internal import Devices
internal import FlowDocuments
internal import Hierarchies

extension FlowRun {
    /// What the screen shows now, not sooner after the last look than the pace allows.
    func look() async throws(FlowFailure) -> Hierarchy {
        if hierarchy != nil { try await sleep(for: options.pace - (watch.elapsed - lookBegan)) }
        return try await lookNow()
    }

    /// The screen as it was seen a moment ago, else as it is now.
    func lately() async throws(FlowFailure) -> Hierarchy {
        if let hierarchy, isSettled, watch.elapsed - lookedAt <= options.freshness { return hierarchy }
        return try await lookNow()
    }

    /// A look changes nothing, so it is repeated when the device or the way to it failed.
    private func lookNow() async throws(FlowFailure) -> Hierarchy {
        var failures = 0
        while true {
            lookBegan = watch.elapsed
            let seen: Hierarchy
            do throws(DeviceError) {
                seen = try await timed { device throws(DeviceError) in try await device.hierarchy() }
            } catch {
                let failure = FlowFailure(error, at: nil)
                failures += 1
                guard failure.isInfrastructure, failures <= options.looksAfterFailure else { throw failure }
                try await sleep(for: .milliseconds(250 * failures))
                continue
            }
            isSettled = hierarchy.map { $0.saysTheSame(as: seen) } ?? false
            hierarchy = seen
            lookedAt = watch.elapsed
            // A report draws the screen, for which it needs its size.
            if options.keepsScreens { _ = try await size() }
            try watchForObstruction(in: seen)
            return seen
        }
    }

    func size() async throws(FlowFailure) -> Size {
        if let screenSize { return screenSize }
        let size = try await called { device throws(DeviceError) in try await device.size() }
        screenSize = size
        return size
    }

    /// Waits until two looks in succession say the same, or the limit is over.
    func settle(within limit: Duration? = nil) async throws(FlowFailure) {
        changedAt = patience
        let end = patience + (limit ?? options.settle)
        isSettled = false
        hierarchy = nil
        _ = try await lookNow()
        _ = try await lookNow()
        while !isSettled, patience < end { _ = try await look() }
    }

    // MARK: Calls

    /// Does something that changes the device, and waits for its screen to stand still.
    func act(_ action: FlowAction, settlingWithin limit: Duration? = nil) async throws(FlowFailure) {
        try await touch(action)
        try await settle(within: limit)
    }

    /// Does something that changes the device.
    func touch(_ action: FlowAction) async throws(FlowFailure) {
        if let refusal = device.refusal(of: action) { throw FlowFailure(.unsupported, refusal) }
        if action.isTouch { try await clearView() }
        lastTouch = nil
        if action.isRepeatable { lastTouch = hierarchy.map { LastTouch(action: action, before: $0) } }
        changedAt = patience
        isSettled = false
        isTouchUnseen = action.isTouch
        if case .setOrientation = action { screenSize = nil }
        try await called { device throws(DeviceError) in try await device.perform(action) }
    }

    func called<Value: Sendable>(
        _ call: (any FlowDevice) async throws(DeviceError) -> Value
    ) async throws(FlowFailure) -> Value {
        do throws(DeviceError) { return try await timed(call) } catch { throw FlowFailure(error, at: nil) }
    }

    private func timed<Value: Sendable>(
        _ call: (any FlowDevice) async throws(DeviceError) -> Value
    ) async throws(DeviceError) -> Value {
        let started = watch.elapsed
        defer { lag += max(.zero, watch.elapsed - started - options.call) }
        return try await call(device)
    }

    func sleep(for time: Duration) async throws(FlowFailure) {
        guard time > .zero else { return }
        do { try await clock.sleep(for: time) } catch { throw FlowFailure(.cancelled, "cancelled") }
    }

    // MARK: Texts

    func scripted<Value>(
        _ place: SourcePlace?, _ body: () async throws(FlowScriptError) -> Value
    ) async throws(FlowFailure) -> Value {
        do throws(FlowScriptError) { return try await body() } catch {
            // A script that was interrupted says nothing of the flow.
            throw Task.isCancelled ? FlowFailure(.cancelled, "cancelled", at: place) : FlowFailure(error, at: place)
        }
    }

    func expand(_ text: String, at place: SourcePlace?) async throws(FlowFailure) -> String {
        try await scripted(place) { () async throws(FlowScriptError) in
            try await self.variables.expand(text, at: place)
        }
    }

    func expand(_ text: String?, at place: SourcePlace?) async throws(FlowFailure) -> String? {
        guard let text else { return nil }
        return try await expand(text, at: place) as String
    }

    /// A number of milliseconds as a flow writes it, `_` allowed.
    func milliseconds(_ text: String?, at place: SourcePlace) throws(FlowFailure) -> Duration? {
        guard let text else { return nil }
        guard let number = Double(text.filter { $0 != "_" }), number.isFinite, abs(number) < 1e12 else {
            throw FlowFailure(.invalidCommand, "\"\(text)\" is no number of milliseconds", at: place)
        }
        return .microseconds(Int64(number * 1000))
    }
}
