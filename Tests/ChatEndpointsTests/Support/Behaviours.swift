import Synchronization

/// Text as a stream of OpenAI's chunks.
enum Stream {
    static func chunk(_ delta: String, finish: String? = nil) -> String {
        let reason = finish.map { "\"\($0)\"" } ?? "null"
        return
            #"{"object":"chat.completion.chunk","choices":[{"index":0,"delta":\#(delta),"finish_reason":\#(reason)}]}"#
    }

    static let usage = #"{"choices":[],"usage":{"prompt_tokens":11,"completion_tokens":3,"total_tokens":14}}"#

    /// The event stream of payloads, `[DONE]` behind them.
    static func events(_ payloads: [String], lineEnd: String = "\n") -> String {
        (payloads + ["[DONE]"]).map { "data: \($0)\(lineEnd)\(lineEnd)" }.joined()
    }

    static func text(_ words: [String]) -> String {
        events(
            [chunk(#"{"role":"assistant","content":null}"#)] + words.map { chunk(#"{"content":"\#($0)"}"#) }
                + [chunk("{}", finish: "stop"), usage])
    }

    static let document = """
        {"object":"chat.completion","choices":[{"index":0,"message":{"role":"assistant","content":"hello"},\
        "finish_reason":"stop"}],"usage":{"prompt_tokens":11,"completion_tokens":3}}
        """
}

/// Answers every request alike.
struct SteadyServer: ServerBehaviour {
    var status = 200
    var body = Stream.text(["hel", "lo"])
    var headers = ["content-type": "text/event-stream"]
    var owner = "stub"

    var pages: [String: String] { ["/v1/models": models(owner)] }

    func answer(_ request: RecordedRequest, number: Int, _ response: StubResponse) async throws {
        try await response.send(status, body, headers)
    }
}

/// Sends its answer byte by byte, each in a packet of its own.
struct DrippingServer: ServerBehaviour {
    let bytes: [UInt8]

    func answer(_ request: RecordedRequest, number: Int, _ response: StubResponse) async throws {
        try await response.head()
        for byte in bytes { try await response.write([byte]) }
        try await response.end()
    }
}

/// Refuses the first requests, and answers then.
struct BusyServer: ServerBehaviour {
    var refusals: [(status: Int, headers: [String: String])]

    func answer(_ request: RecordedRequest, number: Int, _ response: StubResponse) async throws {
        guard number < refusals.count else { return try await response.send(200, Stream.text(["hel", "lo"])) }
        try await response.send(refusals[number].status, #"{"error":{"message":"too busy"}}"#, refusals[number].headers)
    }
}

/// Refuses a request with the first of its complaints that applies, and answers what nothing applies to.
struct StubbornServer: ServerBehaviour {
    struct Complaint: Sendable {
        /// A text in the request's body that it will not have.
        var about: String
        var status = 400
        var body: String
    }

    var complaints: [Complaint]
    var answer = Stream.text(["hel", "lo"])
    var owner = "stub"

    var pages: [String: String] { ["/v1/models": models(owner)] }

    func answer(_ request: RecordedRequest, number: Int, _ response: StubResponse) async throws {
        if let complaint = complaints.first(where: { request.body.contains($0.about) }) {
            return try await response.send(complaint.status, complaint.body)
        }
        try await response.send(200, answer)
    }
}

/// Complains to nobody before so many requests of the kind are there.
struct GatheringServer: ServerBehaviour {
    var count: Int
    var complaint: StubbornServer.Complaint
    let all = Signal()

    func answer(_ request: RecordedRequest, number: Int, _ response: StubResponse) async throws {
        guard request.body.contains(complaint.about) else {
            return try await response.send(200, Stream.text(["hello"]))
        }
        if number + 1 == count { all.raise() }
        await all.wait()
        try await response.send(complaint.status, complaint.body)
    }
}

/// Closes the connection after so many bytes of its answer the first times, and answers whole then.
struct DroppingServer: ServerBehaviour {
    var afterBytes: Int?
    var times = Int.max

    func answer(_ request: RecordedRequest, number: Int, _ response: StubResponse) async throws {
        let whole = Stream.text(["hel", "lo"])
        guard number < times else { return try await response.send(200, whole) }
        if let afterBytes {
            try await response.head()
            if afterBytes > 0 { try await response.write(Array(whole.utf8.prefix(afterBytes))) }
        }
        try await response.drop()
    }
}

/// Says one word and no more, and tells when its client is gone.
struct StallingServer: ServerBehaviour {
    /// How many payloads it sends before; 0 does not even send a head.
    var payloads = 1
    let gone = Signal()

    func answer(_ request: RecordedRequest, number: Int, _ response: StubResponse) async throws {
        if payloads > 0 { try await response.head() }
        for _ in 0..<payloads { try await response.write("data: \(Stream.chunk(#"{"content":"a"}"#))\n\n") }
        try await response.closed()
        gone.raise()
    }
}

/// Says all, `[DONE]` too, and keeps the connection open.
struct ClingingServer: ServerBehaviour {
    let gone = Signal()

    func answer(_ request: RecordedRequest, number: Int, _ response: StubResponse) async throws {
        try await response.head()
        try await response.write(Stream.text(["hel", "lo"]))
        try await response.closed()
        gone.raise()
    }
}

/// Something that happens once, and can be waited for.
final class Signal: Sendable {
    private let state = Mutex((isRaised: false, waiting: [AsyncStream<Void>.Continuation]()))

    func raise() {
        let waiting = state.withLock { state in
            state.isRaised = true
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.yield() }
    }

    func wait() async {
        let (raised, continuation) = AsyncStream<Void>.makeStream()
        let isRaised = state.withLock { state in
            if !state.isRaised { state.waiting.append(continuation) }
            return state.isRaised
        }
        if !isRaised { for await _ in raised { break } }
    }
}
