import JSON
import LanguageModels
import Synchronization

/// A model that says what a script says, answer by answer, and keeps what it was asked.
final class ScriptedModel: ChatModel {
    let name = "scripted"
    private let answers: [ChatAnswer]
    private let asked = Mutex<[(conversation: Conversation, options: ChatOptions)]>([])

    init(_ answers: [ChatAnswer]) { self.answers = answers }

    /// What it was asked so far.
    var requests: [(conversation: Conversation, options: ChatOptions)] { asked.withLock { $0 } }

    func answer(
        _ conversation: Conversation, _ options: ChatOptions, onEvent: @escaping @Sendable (ChatEvent) -> Void
    ) async throws -> ChatAnswer {
        let turn = asked.withLock { asked in
            asked.append((conversation, options))
            return asked.count - 1
        }
        guard turn < answers.count else { throw OutOfScript() }
        return answers[turn]
    }

    struct OutOfScript: Error {}
}

extension ChatAnswer {
    /// An answer of calls, with ids `call_1`, `call_2` ….
    static func calling(_ calls: (String, [String: Int])...) -> ChatAnswer {
        var answer = ChatAnswer(finish: .calls)
        answer.calls = calls.enumerated().map { place, call in
            ChatCall(
                id: "call_\(place + 1)", name: call.0,
                arguments: JSONObject(
                    call.1.sorted { $0.key < $1.key }.map { (key: $0.key, value: .integer(Int64($0.value))) }))
        }
        answer.usage = TokenUsage(prompt: 100, output: 10)
        return answer
    }
}
