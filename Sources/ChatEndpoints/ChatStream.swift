import JSON
package import LanguageModels
import Tools

/// Reads one answer of `/v1/chat/completions`: the payloads of a stream's events, or a whole body as the only one.
///
/// Pure: payloads in, events out, and at the end the answer. It never throws for what a model said, only for what the
/// server said that is no answer.
package struct ChatStream {
    private var pieces: ToolCallPieces
    /// Reads calls out of text, where the server knows no tools.
    private var parser: (any AnswerParser)?
    private let limits: EndpointLimits
    private var answer = ChatAnswer()
    private var finish: ChatAnswer.Finish?
    private var logprobs: (sum: Double, count: Int) = (0, 0)
    /// Whether the server said that all was said.
    package private(set) var isComplete = false
    /// Whether anything of an answer has come.
    package private(set) var hasBegun = false

    /// - Parameters:
    ///   - conversation: what is answered; its tools and the ids of its calls count.
    ///   - parser: reads calls out of the text; nil leaves text as it is.
    ///   - limits: of them, those on the size of an answer and on its calls.
    package init(
        _ conversation: Conversation, parser: (any AnswerParser)? = nil, limits: EndpointLimits = .init()
    ) {
        var ids: Set<String> = []
        for case .assistant(_, let calls) in conversation.messages { ids.formUnion(calls.map(\.id)) }
        pieces = ToolCallPieces(
            declared: Set(conversation.tools.map(\.name)), usedIDs: ids, limit: limits.calls)
        self.parser = parser
        self.limits = limits
    }

    /// Takes the payload of one event, or a whole body.
    /// - Throws: the server's error, or that the payload is none of an answer.
    package mutating func take(_ payload: String) throws(ServerFault) -> [AnswerEvent] {
        if isComplete { return [] }
        if payload.allSatisfy(\.isWhitespace) { return [] }
        if payload == "[DONE]" {
            isComplete = true
            return []
        }
        let value: JSONValue
        do {
            value = try JSONValue(parsing: payload, limits: JSONLimits(bytes: limits.answerBytes))
        } catch {
            throw ServerFault(.unreadable, "not JSON at \(error)", said: payload)
        }
        if let fault = ServerFault(reporting: value) { throw fault }
        guard value.object != nil else { throw ServerFault(.unreadable, "no JSON object", said: payload) }
        // The chunk with the usage has no choices; `usage` is null or a running figure in others.
        if let usage = value["usage"], !usage.isNull { take(usage: usage) }
        guard let choice = value["choices"]?.array?.first else {
            if value["choices"] == nil && value["usage"] == nil {
                throw ServerFault(.unreadable, "neither choices nor an error", said: payload)
            }
            return []
        }
        var events: [AnswerEvent] = []
        if let said = choice["delta"]?.object ?? choice["message"]?.object { events += try take(said: .object(said)) }
        take(logprobs: choice["logprobs"])
        if let reason = choice["finish_reason"]?.string, !reason.isEmpty {
            finish = Self.finish(reason)
        }
        // A whole document is all there is, with a reason or without.
        if choice["message"] != nil { isComplete = true }
        return events
    }

    /// Ends the answer.
    /// - Returns: the last events, and the answer; nil in place of the answer when the server had not said all.
    package mutating func end() -> (events: [AnswerEvent], answer: ChatAnswer?) {
        var events: [AnswerEvent] = []
        if let outcome = pieces.finish(cutOff: finish != .stop && finish != .calls) { take(outcome, into: &events) }
        if var parser {
            take(parser.finish(), into: &events)
            self.parser = nil
        }
        if let finish { answer.finish = finish }
        // Servers say "stop" behind calls, and "tool_calls" behind none.
        if answer.finish == .stop && !answer.calls.isEmpty { answer.finish = .calls }
        if answer.finish == .calls && answer.calls.isEmpty { answer.finish = .stop }
        if logprobs.count > 0 { answer.meanLogprob = logprobs.sum / Double(logprobs.count) }
        // Some servers close the connection behind the finish reason without `[DONE]`.
        return (events, isComplete || finish != nil ? answer : nil)
    }

    private mutating func take(said: JSONValue) throws(ServerFault) -> [AnswerEvent] {
        var events: [AnswerEvent] = []
        // llama-server and vLLM up to 0.11 call it `reasoning_content`, Ollama, OpenRouter and later vLLM `reasoning`.
        for key in ["reasoning_content", "reasoning"] {
            guard let thought = said[key].flatMap(Self.text), !thought.isEmpty else { continue }
            events.append(.thought(thought))
            break
        }
        if let text = said["content"].flatMap(Self.text), !text.isEmpty {
            if var parser {
                // A second reference would make each piece copy what the parser holds.
                self.parser = nil
                take(parser.feed(Array(text.utf8)), into: &events)
                self.parser = parser
                guard answer.calls.count <= limits.calls else { throw tooManyCalls }
            } else {
                take([.text(text)], into: &events)
            }
        }
        // Structured refusals are what the model says, in another field.
        if let refusal = said["refusal"]?.string, !refusal.isEmpty { take([.text(refusal)], into: &events) }
        for piece in said["tool_calls"]?.array ?? [] {
            do {
                hasBegun = true
                if let outcome = try pieces.take(piece) { take(outcome, into: &events) }
            } catch {
                throw tooManyCalls
            }
        }
        if !events.isEmpty { hasBegun = true }
        return events
    }

    private var tooManyCalls: ServerFault {
        ServerFault(.tooLong, "more than \(limits.calls) calls in one answer", said: "")
    }

    /// A text, or a list of parts of which those with a text count.
    private static func text(_ value: JSONValue) -> String? {
        value.string ?? value.array.map { $0.compactMap { $0["text"]?.string }.joined() }
    }

    private mutating func take(_ outcome: ToolCallPieces.Outcome, into events: inout [AnswerEvent]) {
        switch outcome {
        case .call(let call):
            answer.calls.append(call)
            events.append(.call(ToolCall(call.name, call.arguments)))
        case .fault(let fault): take([.fault(fault)], into: &events)
        }
    }

    private mutating func take(_ new: [AnswerEvent], into events: inout [AnswerEvent]) {
        for event in new {
            switch event {
            case .text(let text): answer.text += text
            case .thought: break
            case .call(let call):
                answer.calls.append(ChatCall(id: pieces.newID(), name: call.name, arguments: call.arguments))
            case .fault(let fault): answer.faults.append(fault)
            }
        }
        events += new
    }

    private mutating func take(usage: JSONValue) {
        answer.usage = TokenUsage(
            prompt: Self.count(usage["prompt_tokens"]) ?? answer.usage.prompt,
            output: Self.count(usage["completion_tokens"]) ?? answer.usage.output,
            cached: Self.count(usage["prompt_tokens_details"]?["cached_tokens"]) ?? answer.usage.cached)
    }

    private static func count(_ value: JSONValue?) -> Int? {
        value?.integer.flatMap { $0 >= 0 && $0 < 1 << 40 ? Int($0) : nil }
    }

    private mutating func take(logprobs value: JSONValue?) {
        for token in value?["content"]?.array ?? [] {
            guard let logprob = token["logprob"]?.number else { continue }
            // Some servers' rounding, and a hostile one, give more than certainty.
            logprobs.sum += min(logprob, 0)
            logprobs.count += 1
        }
    }

    private static func finish(_ reason: String) -> ChatAnswer.Finish {
        switch reason {
        case "length", "max_tokens": .length
        case "tool_calls", "function_call": .calls
        case "content_filter": .filtered
        default: .stop
        }
    }
}
