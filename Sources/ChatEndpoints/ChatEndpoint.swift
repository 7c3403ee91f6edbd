import AsyncHTTPClient
package import LanguageModels
import Synchronization

/// A model behind an OpenAI-compatible server, over HTTP/1.1 and TLS.
///
/// What the server is and can do is found out with the first answer and by what it refuses, and kept for the
/// endpoint's life. Answers may be asked for at the same time.
package final class ChatEndpoint: ChatModel {
    package let address: EndpointAddress
    let http: EndpointHTTP
    let limits: EndpointLimits
    let clock: any Clock<Duration>
    let backoff: Backoff
    let known = Mutex(EndpointKnowledge())

    private init(
        _ address: EndpointAddress, http: EndpointHTTP, clock: any Clock<Duration>,
        random: @escaping @Sendable () -> Double
    ) {
        self.address = address
        self.http = http
        self.clock = clock
        limits = http.limits
        backoff = Backoff(limits: http.limits, random: random)
    }

    /// Lends an endpoint to the body; its connections are closed behind it.
    ///
    /// - Parameters:
    ///   - address: where the server is, and which model is meant.
    ///   - key: sent as `Authorization: Bearer`, to this server alone; nil for servers that want none.
    ///   - allowsPlaintextKey: whether the key may cross a network unencrypted, over `http` to another computer.
    ///   - limits: on time, size and repetitions.
    ///   - clock: what timeouts and waits go by.
    ///   - random: 0..<1, for the waits between repetitions.
    ///   - body: what is done with the endpoint, which it must not keep.
    /// - Returns: what the body returns.
    /// - Throws: `EndpointError` for a key that cannot be sent there, and what the body throws.
    package nonisolated(nonsending) static func with<Value>(
        _ address: EndpointAddress, key: Secret? = nil, allowsPlaintextKey: Bool = false,
        limits: EndpointLimits = .init(), clock: any Clock<Duration> = ContinuousClock(),
        random: @escaping @Sendable () -> Double = { .random(in: 0..<1) },
        _ body: nonisolated(nonsending) (ChatEndpoint) async throws -> Value
    ) async throws -> Value {
        if let key {
            guard key.fitsHeader else {
                throw EndpointError(
                    .badKey, "the key holds a space, a line break or no ASCII, or is empty", url: address.origin)
            }
            guard address.scheme == "https" || address.isLoopback || allowsPlaintextKey else {
                throw EndpointError(
                    .insecureKey, "the key would be sent unencrypted to another computer; use https",
                    url: address.origin)
            }
        }
        let client = EndpointHTTP.makeClient(limits)
        let http = EndpointHTTP(client: client, address: address, key: key, limits: limits)
        let endpoint = ChatEndpoint(address, http: http, clock: clock, random: random)
        do {
            let value = try await body(endpoint)
            try await client.shutdown()
            return value
        } catch {
            // The body's error counts, not that of clearing up.
            try? await client.shutdown()
            throw error
        }
    }

    /// The model's name where it is known, else the address.
    package var name: String { address.model ?? known.withLock { $0.model } ?? address.description }

    /// The tokens of all answers so far.
    package var usage: TokenUsage { known.withLock { $0.usage } }

    /// What the server is taken for.
    package var kind: ServerKind { known.withLock { $0.kind } }

    /// What is known of the server's abilities.
    package var capabilities: EndpointCapabilities { known.withLock { $0.capabilities } }

    /// Answers the conversation.
    ///
    /// What was refused is asked for again at once in a lesser way, with a warning; what failed in passing is asked for
    /// again after a wait, as long as nothing of an answer has come.
    /// - Throws: `EndpointError`.
    package func answer(
        _ conversation: Conversation, _ options: ChatOptions, onEvent: @escaping @Sendable (ChatEvent) -> Void
    ) async throws -> ChatAnswer {
        do {
            let answer = try await watched(total: options.timeout, stall: limits.stall, clock: clock) { heart in
                var run = AnswerRun(self, conversation, options, heart, onEvent)
                return try await run.answer()
            }
            known.withLock { $0.usage = $0.usage + answer.usage }
            return answer
        } catch let error as EndpointError {
            throw error
        } catch {
            throw ended(by: error, options)
        }
    }

    private func ended(by error: any Error, _ options: ChatOptions) -> EndpointError {
        let url = address.shownURL("chat/completions")
        return switch error {
        case _ where Task.isCancelled: EndpointError(.cancelled, "cancelled", url: url)
        case Overdue.total: EndpointError(.timedOut, "no whole answer within \(options.timeout.text)", url: url)
        case Overdue.stall: EndpointError(.stalled, "nothing came for \(limits.stall.text)", url: url)
        case let error as DialectError: EndpointError(.badConversation, error.message, url: url)
        default: EndpointError(.cancelled, "cancelled", url: url)
        }
    }
}
