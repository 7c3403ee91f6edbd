import ChatEndpoints
import LanguageModels
import TestSupport
import Testing

/// Waiting, giving up, and coming back, by a clock that moves when told.
@Suite(.hangGuard)
struct EndpointTimingTests {
    static let json = ["content-type": "application/json"]

    /// Limits of which none is as short as the waits that these tests skip.
    static func limits(retries: Int = 4) -> EndpointLimits { EndpointLimits(probe: .seconds(20), retries: retries) }

    @Test("Passing failures are asked again after doubling waits, each said")
    func retries() async throws {
        let server = BusyServer(refusals: [(429, Self.json), (503, Self.json), (502, Self.json), (504, Self.json)])
        let clock = SteppedClock(skippingBelow: .seconds(10))
        try await answer(from: server, limits: Self.limits(), clock: clock) { answer, log, server in
            try #expect(answer.get().text == "hello")
            #expect(log.warnings == [.retried, .retried, .retried, .retried])
            #expect(server.chats.count == 5)
            // Half of each wait is left to chance, which is 0 here.
            #expect(clock.skipped == [.milliseconds(250), .milliseconds(500), .seconds(1), .seconds(2)])
        }
    }

    @Test("After so many times it is the server's own error")
    func retriesEnd() async throws {
        let clock = SteppedClock(skippingBelow: .seconds(10))
        try await answer(
            from: SteadyServer(status: 503, body: "Loading model"), limits: Self.limits(retries: 2), clock: clock
        ) { answer, _, server in
            let error = #expect(throws: EndpointError.self) { try answer.get() }
            #expect(error?.code == .serverFailed && error?.status == 503)
            #expect(error?.message.contains("Loading model") == true)
            #expect(server.chats.count == 3)
            #expect(clock.skipped == [.milliseconds(250), .milliseconds(500)])
        }
    }

    @Test(
        "The server's own wait is kept to, as seconds or as a date",
        arguments: [
            ["retry-after": "7"],
            ["retry-after": "Sat, 28 Nov 2026 16:20:07 GMT", "date": "Sat, 28 Nov 2026 16:20:00 GMT"],
        ])
    func retryAfter(headers: [String: String]) async throws {
        let clock = SteppedClock(skippingBelow: .seconds(10))
        let server = BusyServer(refusals: [(429, headers)])
        try await answer(from: server, limits: Self.limits(), clock: clock) { answer, _, _ in
            try #expect(answer.get().text == "hello")
            #expect(clock.skipped == [.seconds(7)])
        }
    }

    @Test("A wait that is too long is handed to the caller")
    func longRetryAfter() async throws {
        let server = BusyServer(refusals: [(429, ["retry-after": "3600"])])
        try await answer(from: server, clock: SteppedClock()) { answer, _, server in
            let error = #expect(throws: EndpointError.self) { try answer.get() }
            #expect(error?.code == .rateLimited && error?.retryAfter == .seconds(3600))
            #expect(server.chats.count == 1)
        }
    }

    @Test("A connection that ends before the answer begins is made again", arguments: [nil, 0, 1, 40, 130])
    func droppedBefore(bytes: Int?) async throws {
        let clock = SteppedClock(skippingBelow: .seconds(10))
        let server = DroppingServer(afterBytes: bytes, times: 1)
        try await answer(from: server, limits: Self.limits(), clock: clock) { answer, log, server in
            #expect(clock.skipped == [.milliseconds(250)])
            try #expect(answer.get().text == "hello")
            #expect(log.answered == [.text("hel"), .text("lo")])
            #expect(server.chats.count == 2)
        }
    }

    @Test("A connection that ends in the middle of an answer is not: nothing is told twice")
    func droppedInTheMiddle() async throws {
        try await answer(from: DroppingServer(afterBytes: 260), clock: SteppedClock()) { answer, log, server in
            let error = #expect(throws: EndpointError.self) { try answer.get() }
            #expect(error?.code == .brokenOff)
            #expect(log.answered == [.text("hel")])
            #expect(server.chats.count == 1)
        }
    }

    @Test("Where nobody listens on this computer, that is said at once", arguments: ["", "#m"])
    func refusedConnection(model: String) async throws {
        let port = try await StubServer.with(SteadyServer()) { $0.port }
        let clock = SteppedClock(skippingBelow: .seconds(10))
        let address = try EndpointAddress("http://127.0.0.1:\(port)\(model)")
        let error = await #expect(throws: EndpointError.self) {
            try await ChatEndpoint.with(address, limits: Self.limits(retries: 1), clock: clock, random: { 0 }) {
                _ = try await $0.answer(Examples.greeting)
            }
        }
        #expect(error?.code == .notRunning)
        #expect(clock.skipped.isEmpty)
        #expect(error?.message.contains("is the server running") == true, "\(error?.message ?? "")")
    }

    @Test("A server without TLS is said to be one, and not asked again")
    func noTLS() async throws {
        try await StubServer.with(SteadyServer()) { stub in
            let address = try EndpointAddress("https://127.0.0.1:\(stub.port)#m")
            let error = await #expect(throws: EndpointError.self) {
                try await ChatEndpoint.with(address, clock: SteppedClock()) {
                    _ = try await $0.answer(Examples.greeting)
                }
            }
            #expect(error?.code == .tlsFailed)
            #expect(error?.message.contains("http://") == true, "\(error?.message ?? "")")
        }
    }

    @Test("An answer that stands still ends, and the server sees the connection close")
    func stall() async throws {
        let server = StallingServer()
        let clock = SteppedClock()
        let error = try await failure(of: server, clock) { log in
            await log.first.wait()
            await clock.end(sleepOf: .seconds(60))
        }
        #expect(error?.code == .stalled)
        await server.gone.wait()
    }

    @Test("The whole has a limit, before the first word and after it", arguments: [0, 1])
    func timeout(payloads: Int) async throws {
        let server = StallingServer(payloads: payloads)
        let clock = SteppedClock()
        let error = try await failure(of: server, clock, limits: EndpointLimits(stall: .seconds(600))) { log in
            if payloads > 0 { await log.first.wait() }
            await clock.end(sleepOf: .seconds(120))
        }
        #expect(error?.code == .timedOut)
        if payloads > 0 { await server.gone.wait() }
    }

    @Test("A cancelled task ends its request, and the server sees the connection close")
    func cancellation() async throws {
        let server = StallingServer()
        try await StubServer.with(server) { stub in
            try await ChatEndpoint.with(EndpointAddress(stub.url)) { endpoint in
                let log = EventLog()
                let task = Task { try await endpoint.answer(Examples.greeting, .init(), onEvent: log.append) }
                await log.first.wait()
                task.cancel()
                let error = await #expect(throws: EndpointError.self) { try await task.value }
                #expect(error?.code == .cancelled)
                await server.gone.wait()
            }
        }
    }

    @Test("A task that is cancelled before it begins asks nothing")
    func cancelledBefore() async throws {
        try await StubServer.with(SteadyServer()) { stub in
            try await ChatEndpoint.with(EndpointAddress(stub.url)) { endpoint in
                let task = Task {
                    withUnsafeCurrentTask { $0?.cancel() }
                    return try await endpoint.answer(Examples.greeting)
                }
                let error = await #expect(throws: EndpointError.self) { try await task.value }
                #expect(error?.code == .cancelled)
                #expect(stub.chats.isEmpty)
            }
        }
    }

    @Test("A server that clings to the connection behind [DONE] is not waited for")
    func clinging() async throws {
        let server = ClingingServer()
        try await answer(from: server, clock: SteppedClock()) { answer, _, _ in
            try #expect(answer.get().text == "hello")
        }
        await server.gone.wait()
    }

    /// What an answer ended with, while something was done to the clock.
    private func failure(
        of behaviour: some ServerBehaviour, _ clock: SteppedClock, limits: EndpointLimits = .init(),
        _ meanwhile: @escaping @Sendable (EventLog) async -> Void
    ) async throws -> EndpointError? {
        try await StubServer.with(behaviour) { stub in
            try await ChatEndpoint.with(EndpointAddress(stub.url), limits: limits, clock: clock, random: { 0 }) {
                endpoint in
                let log = EventLog()
                async let time: Void = meanwhile(log)
                let error = await #expect(throws: EndpointError.self) {
                    try await endpoint.answer(Examples.greeting, .init(), onEvent: log.append)
                }
                await time
                return error
            }
        }
    }
}
