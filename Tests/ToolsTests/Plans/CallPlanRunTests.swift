import JSON
import TestSupport
import Testing
import Tools

@Suite("Running a plan of calls", .hangGuard)
struct CallPlanRunTests {
    struct Refused: Error, CustomStringConvertible { var description = "no signal" }

    @Test("Independent calls run at the same time", arguments: [2, 3, 8])
    func parallel(limit: Int) async throws {
        let plan = try CallPlan(
            Array(repeating: ToolCall("keep"), count: limit), registry: try PlanFixture.registry())
        // Nobody gets through before all have come.
        let gate = Gate(of: limit)
        let outcomes = await plan.run(limit: limit) { _, number in
            await gate.pass()
            return .integer(Int64(number))
        }
        #expect(outcomes.map(\.value) == (1...limit).map { .integer(Int64($0)) })
    }

    @Test("No more than the limit run at once, and the lowest number starts first", arguments: [0, 1, 2, 3])
    func limit(limit: Int) async throws {
        let plan = try CallPlan(Array(repeating: ToolCall("keep"), count: 9), registry: try PlanFixture.registry())
        let log = EventLog<Int>()
        let outcomes = await plan.run(limit: limit) { _, number in
            log.add(1)
            for _ in 0..<20 { await Task.yield() }
            log.add(-1)
            return .integer(Int64(number))
        }
        var running = 0
        let most = log.events.map { change -> Int in
            running += change
            return running
        }.max()
        #expect((most ?? 0) <= max(limit, 1))
        #expect(outcomes.map(\.number) == Array(1...9))
        if limit <= 1 { #expect(log.events == Array(repeating: [1, -1], count: 9).flatMap(\.self)) }
    }

    @Test("A call waits for those that it needs and for no other")
    func noNeedlessWaiting() async throws {
        // 3 needs 1; 2 ends only after 3 has run.
        let plan = try PlanFixture.keeping("a", "b", "$1")
        let gate = Gate(of: 2)
        let outcomes = await plan.run(limit: 2) { call, number in
            if number != 1 { await gate.pass() }
            return call.arguments["value"] ?? nil
        }
        #expect(outcomes.map(\.value) == ["a", "b", "a"])
    }

    @Test("A failed call fails those that need it, with its reason; the others go on")
    func failure() async throws {
        let plan = try PlanFixture.keeping("a", "$1", "${2}!", "d", "$4")
        let log = EventLog<Int>()
        let outcomes = await plan.run { call, number in
            log.add(number)
            if number == 1 { throw Refused() }
            return call.arguments["value"] ?? nil
        }
        #expect(
            outcomes.map(\.failure) == [
                CallFailure(.failed, "call 1 (keep) failed: no signal"),
                CallFailure(
                    .dependencyFailed,
                    "it needs the result of call 1 (keep), which has none: call 1 (keep) failed: no signal", cause: 1),
                CallFailure(
                    .dependencyFailed,
                    "it needs the result of call 2 (keep), which has none: it needs the result of call 1 (keep), which "
                        + "has none: call 1 (keep) failed: no signal", cause: 2),
                nil, nil,
            ])
        #expect(outcomes[4].value == "d")
        #expect(Set(log.events) == [1, 4, 5])
    }

    @Test("Calls are validated again with their results, and performed in normal form")
    func validation() async throws {
        let calls = [
            ToolCall("keep"), ToolCall("book", ["flight": "$1.id", "seats": "$1.seats"]),
            ToolCall("book", ["flight": "$1.id", "seats": "$1.many"]), ToolCall("book", ["flight": "$1.seats"]),
            ToolCall("book", ["flight": "$1.id"]),
        ]
        let plan = try CallPlan(calls, registry: try PlanFixture.registry())
        let log = EventLog<ToolCall>()
        let outcomes = await plan.run(limit: 1) { call, _ in
            log.add(call)
            return ["id": "LH1", "seats": 2.0, "many": 9]
        }
        #expect(
            log.events.dropFirst() == [
                ToolCall("book", ["flight": "LH1", "seats": 2]), ToolCall("book", ["flight": "LH1", "seats": 1]),
            ])
        #expect(outcomes[1].call == ToolCall("book", ["flight": "LH1", "seats": 2]))
        #expect(
            outcomes[2].failure
                == CallFailure(.invalidCall, "book takes seats: a whole number from 1 to 8, not 9"))
        #expect(outcomes[2].call == calls[2])
        #expect(outcomes[3].failure == CallFailure(.invalidCall, "book takes flight: a text, not a number"))
    }

    @Test("A result that is not what the tool declares fails the call")
    func badResult() async throws {
        let plan = try CallPlan(
            [ToolCall("find_flight", ["to": "Rome"]), ToolCall("book", ["flight": "$1.id"])],
            registry: try PlanFixture.registry())
        let outcomes = await plan.run { _, _ in ["id": 7] }
        #expect(
            outcomes[0].failure
                == CallFailure(.badResult, "call 1 (find_flight) returned no valid result: id must be a text, not 7"))
        #expect(outcomes[1].failure?.cause == 1)
    }

    @Test("When the run is cancelled, what runs is cancelled and nothing else is started")
    func cancellation() async throws {
        let plan = try PlanFixture.keeping("a", "b", "$1", "d")
        let log = EventLog<Int>()
        let (running, start) = AsyncStream.makeStream(of: Void.self)
        let task = Task {
            await plan.run(limit: 2) { _, number in
                log.add(number)
                if log.events.count == 2 { start.finish() }
                // Ends when it is cancelled, and not before.
                let (never, end) = AsyncStream.makeStream(of: Void.self)
                for await _ in never {}
                end.finish()
                try Task.checkCancellation()
                return nil
            }
        }
        for await _ in running {}
        task.cancel()
        let outcomes = await task.value
        #expect(outcomes.map { $0.failure?.code } == Array(repeating: .cancelled, count: 4))
        #expect(outcomes[3].failure?.message == "call 4 (keep) was cancelled")
        #expect(Set(log.events) == [1, 2])
    }

    @Test("What was over before the cancellation keeps its result")
    func lateCancellation() async throws {
        let plan = try PlanFixture.keeping("a", "$1", "$2")
        let task = Task {
            await plan.run { call, number in
                if number == 2 {
                    withUnsafeCurrentTask { $0?.cancel() }
                    throw CancellationError()
                }
                return call.arguments["value"] ?? nil
            }
        }
        let outcomes = await task.value
        #expect(outcomes[0].value == "a")
        #expect(outcomes[1].failure?.code == .cancelled)
        // The run itself goes on: only one call was cancelled.
        #expect(outcomes[2].failure?.code == .dependencyFailed)
    }

    @Test("Whatever the plan, calls run after those that they need and see their results", arguments: 0..<20)
    func order(seed: UInt64) async throws {
        var random = SeededGenerator(state: seed)
        let count = Int.random(in: 1...24, using: &random)
        let places = Array(1...count).shuffled(using: &random)
        // A call refers only to such as come earlier in a hidden order, so there is no cycle.
        var calls = Array(repeating: ToolCall("keep"), count: count)
        for (rank, number) in places.enumerated() {
            let needed = places.prefix(rank).filter { _ in Int.random(in: 0..<4, using: &random) == 0 }
            calls[number - 1].arguments["value"] = .array(needed.map { .string("$\($0)") })
        }
        let plan = try CallPlan(calls, registry: try PlanFixture.registry())
        let log = EventLog<Int>()
        let outcomes = await plan.run(limit: Int.random(in: 1...6, using: &random)) { call, number in
            log.add(number)
            let sum = call.arguments["value"]?.array?.reduce(Int64(1)) { $0 + ($1.integer ?? 0) % 1_000_003 }
            return .integer(sum ?? 1)
        }
        var done: Set<Int> = []
        for number in log.events {
            #expect(plan.dependencies[number - 1].allSatisfy(done.contains))
            done.insert(number)
        }
        #expect(done.count == count)
        for outcome in outcomes {
            let needed = plan.dependencies[outcome.number - 1].compactMap { outcomes[$0 - 1].value?.integer }
            #expect(outcome.value?.integer == needed.reduce(1) { $0 + $1 % 1_000_003 })
        }
    }
}
