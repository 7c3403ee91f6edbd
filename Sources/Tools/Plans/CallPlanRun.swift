package import JSON

extension CallPlan {
    /// Performs the calls, each as soon as the results that it needs are there.
    ///
    /// Before it is performed a call is validated with its results filled in. A call that fails fails those that need
    /// it; the others go on. When the task is cancelled no further call is started, and `perform` is cancelled in those
    /// that run. Returns when every call is over.
    /// - Parameters:
    ///   - limit: how many calls may run at once, at least 1; those with lower numbers start first.
    ///   - perform: does a valid call, of which it is told the number too, and returns its result.
    /// - Returns: one outcome a call, in the order of the calls.
    package func run(
        limit: Int = 4, perform: @escaping @Sendable (ToolCall, Int) async throws -> JSONValue
    ) async -> [CallOutcome] {
        var progress = CallPlanProgress(self)
        await withTaskGroup(of: CallOutcome.self) { group in
            var running = 0
            repeat {
                while running < max(limit, 1), let number = progress.next() {
                    switch progress.prepared(number, isCancelled: Task.isCancelled) {
                    case .success(let call):
                        running += 1
                        group.addTask { await outcome(of: call, number, perform) }
                    case .failure(let failure):
                        progress.end(CallOutcome(number: number, call: calls[number - 1], result: .failure(failure)))
                    }
                }
                guard let outcome = await group.next() else { break }
                running -= 1
                progress.end(outcome)
            } while true
        }
        return progress.outcomes
    }

    private func outcome(
        of call: ToolCall, _ number: Int, _ perform: @Sendable (ToolCall, Int) async throws -> JSONValue
    ) async -> CallOutcome {
        do {
            let value = try await perform(call, number)
            guard let fault = registry[call.name]?.resultFault(value) else {
                return CallOutcome(number: number, call: call, result: .success(value))
            }
            let message = "call \(number) (\(call.name)) returned no valid result: \(fault)"
            return CallOutcome(number: number, call: call, result: .failure(CallFailure(.badResult, message)))
        } catch {
            let failure =
                error is CancellationError || Task.isCancelled
                ? CallFailure(.cancelled, "call \(number) (\(call.name)) was cancelled")
                : CallFailure(.failed, "call \(number) (\(call.name)) failed: \(error)")
            return CallOutcome(number: number, call: call, result: .failure(failure))
        }
    }
}

/// Which calls of a plan are over, and which may start.
private struct CallPlanProgress {
    let plan: CallPlan
    private var ended: [CallOutcome?]
    private var started: Set<Int> = []

    init(_ plan: CallPlan) {
        self.plan = plan
        ended = Array(repeating: nil, count: plan.calls.count)
    }

    var outcomes: [CallOutcome] { ended.compactMap { $0 } }

    /// The lowest number whose call has not started and waits for none, or nil; it counts as started.
    mutating func next() -> Int? {
        let ready = plan.calls.indices.first { index in
            !started.contains(index + 1) && plan.dependencies[index].allSatisfy { ended[$0 - 1] != nil }
        }
        guard let ready else { return nil }
        started.insert(ready + 1)
        return ready + 1
    }

    mutating func end(_ outcome: CallOutcome) { ended[outcome.number - 1] = outcome }

    /// The call with results filled in and validated.
    /// - Precondition: the calls that it needs are over.
    func prepared(_ number: Int, isCancelled: Bool) -> Result<ToolCall, CallFailure> {
        let name = plan.calls[number - 1].name
        if isCancelled { return .failure(CallFailure(.cancelled, "call \(number) (\(name)) was cancelled")) }
        for needed in plan.dependencies[number - 1] {
            guard let failure = ended[needed - 1]?.failure else { continue }
            let other = plan.calls[needed - 1].name
            return .failure(
                CallFailure(
                    .dependencyFailed,
                    "it needs the result of call \(needed) (\(other)), which has none: \(failure.message)",
                    cause: needed))
        }
        do throws(CallFailure) {
            var members: [JSONObject.Member] = []
            for member in plan.arguments[number - 1] {
                members.append((member.key, try member.value.value { ended[$0 - 1]?.value }))
            }
            let call = ToolCall(name, JSONObject(members))
            do {
                return .success(try plan.registry.validate(call, on: plan.screen))
            } catch {
                throw CallFailure(.invalidCall, error.message)
            }
        } catch {
            return .failure(error)
        }
    }
}
