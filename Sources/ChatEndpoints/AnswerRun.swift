import AsyncHTTPClient
import JSON
import LanguageModels
import NIOHTTP1
import Synchronization

/// The way to one answer: requests, lesser requests after refusals, repetitions after failures.
struct AnswerRun {
    private let endpoint: ChatEndpoint
    private let conversation: Conversation
    private let options: ChatOptions
    private let heart: Heartbeat
    private let onEvent: @Sendable (ChatEvent) -> Void
    private let shown: String
    private var warnings: [ChatWarning] = []
    /// What this request alone must do without, beside what the endpoint cannot do.
    private var refusedHere: [Refusal.Feature] = []

    init(
        _ endpoint: ChatEndpoint, _ conversation: Conversation, _ options: ChatOptions, _ heart: Heartbeat,
        _ onEvent: @escaping @Sendable (ChatEvent) -> Void
    ) {
        self.endpoint = endpoint
        self.conversation = conversation
        self.options = options
        self.heart = heart
        self.onEvent = onEvent
        shown = endpoint.address.shownURL("chat/completions")
    }

    /// Goes on until there is an answer, or an error that neither less nor patience helps against.
    mutating func answer() async throws -> ChatAnswer {
        var repetitions = 0
        while true {
            do {
                let model = try await ServerProbe(endpoint).model()
                let request = try ChatRequest(
                    conversation, options, model: model, capabilities: capabilities())
                if let answer = try await ask(request) { return answer }
            } catch let error as EndpointError where error.isPassing {
                guard let wait = endpoint.backoff.wait(before: repetitions, retryAfter: error.retryAfter) else {
                    throw error
                }
                repetitions += 1
                warn(.retried, "\(error.message); asking again in \(wait.text)")
                try await endpoint.clock.sleep(for: wait)
            }
        }
    }

    private func capabilities() -> EndpointCapabilities {
        var capabilities = endpoint.capabilities
        for feature in refusedHere { capabilities.fallBack(after: feature, of: capabilities) }
        return capabilities
    }

    /// Sends one request.
    /// - Returns: the answer; nil when less is to be asked for.
    private mutating func ask(_ request: ChatRequest) async throws -> ChatAnswer? {
        heart.rest()
        let response = try await endpoint.http.open(
            endpoint.address.url("chat/completions"), shown: shown, posting: JSONValue.object(request.body).print())
        let status = Int(response.status.code)
        guard (200..<300).contains(status) else {
            let fault = ServerFault(body: try await endpoint.http.report(response, shown: shown))
            if settle(request, status: status, fault) { return nil }
            throw endpoint.http.failure(status: status, headers: response.headers, fault: fault, shown: shown)
        }
        var body = AnswerBody(
            ChatStream(
                conversation, parser: request.dialect?.makeParser(tools: conversation.tools), limits: endpoint.limits),
            limits: endpoint.limits)
        do {
            return try await read(response, of: request, &body)
        } catch let fault as ServerFault {
            switch fault.code {
            case .tooLong: throw error(.tooLong, fault.message)
            case .unreadable:
                let said = fault.said.isEmpty ? "" : ": \(fault.quoted(masking: endpoint.http.key))"
                throw error(.badAnswer, "no chat completion, but \(fault.message)\(said)")
            case .reported where body.stream.hasBegun:
                throw error(
                    .brokenOff, "the server broke off: \(fault.quoted(masking: endpoint.http.key))", fault.status)
            case .reported:
                // An error that came with a 200 counts as the status that it names.
                let status = fault.status ?? 500
                if settle(request, status: status, fault) { return nil }
                throw endpoint.http.failure(status: status, headers: response.headers, fault: fault, shown: shown)
            }
        }
    }

    private mutating func read(
        _ response: HTTPClientResponse, of request: ChatRequest, _ body: inout AnswerBody
    ) async throws -> ChatAnswer {
        var isTold = false
        /// Warnings first, and only those of a request that is answered.
        func tell(_ events: [AnswerEvent]) {
            if !events.isEmpty && !isTold {
                isTold = true
                for warning in request.warnings { warn(warning) }
            }
            for event in events { onEvent(.answer(event)) }
        }
        do {
            try await endpoint.http.read(response, shown: shown) { piece in
                heart.beat()
                var events: [AnswerEvent] = []
                defer { tell(events) }
                try body.feed(piece, into: &events)
                // Some servers keep the connection open behind `[DONE]`.
                return !body.stream.isComplete
            }
        } catch let failure as EndpointError where body.stream.hasBegun {
            throw error(.brokenOff, failure.message)
        }
        let end = try body.end()
        guard var answer = end.answer else {
            // Nothing repeats what somebody has already been told.
            throw error(body.stream.hasBegun ? .brokenOff : .connectionLost, "the stream ended before the answer did")
        }
        tell(end.events)
        if !isTold { for warning in request.warnings { warn(warning) } }
        if body.isDocument && request.body["stream"] != nil {
            warn(.notStreamed, "the answer came in one piece, though a stream was asked for")
        }
        answer.warnings = warnings
        return answer
    }

    /// Takes note of what a server refused.
    /// - Returns: whether there is something less to ask for.
    private mutating func settle(_ request: ChatRequest, status: Int, _ fault: ServerFault) -> Bool {
        guard let refusal = Refusal(status: status, message: fault.said, used: request.used) else { return false }
        var less = request.capabilities
        let instead = less.fallBack(after: refusal.feature, of: less)
        if refusal.isForThisRequest {
            refusedHere.append(refusal.feature)
        } else {
            _ = endpoint.known.withLock { $0.capabilities.fallBack(after: refusal.feature, of: request.capabilities) }
        }
        let said = fault.quoted(masking: endpoint.http.key)
        warn(.refused, "the server refused \(refusal.feature.title): \(said); \(instead)")
        return true
    }

    private mutating func warn(_ code: ChatWarning.Code, _ message: String) { warn(ChatWarning(code, message)) }

    private mutating func warn(_ warning: ChatWarning) {
        guard !warnings.contains(warning) else { return }
        warnings.append(warning)
        onEvent(.warning(warning))
    }

    private func error(_ code: EndpointError.Code, _ message: String, _ status: Int? = nil) -> EndpointError {
        EndpointError(code, message, url: shown, status: status)
    }
}
