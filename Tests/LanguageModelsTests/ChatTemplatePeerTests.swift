import Foundation
import JSON
import TestSupport
import Testing
import Tools

@testable import LanguageModels

/// Our prompts beside those that Python's jinja2 renders from templates written independently of the dialects.
struct ChatTemplatePeerTests {
    static let dialects: [(template: String, dialect: any Dialect)] = [
        ("hermes", Hermes()), ("qwen3", Hermes(canThink: true)), ("granite-4", Granite4()), ("llama-3.1", Llama31()),
        ("mistral", Mistral()), ("mistral-11", Mistral11()), ("mistral-11-ids", Mistral11(version: .v11)),
        ("phi-4-mini", Phi4Mini()), ("qwen3.5", Qwen35()), ("functiongemma", FunctionGemma()), ("gemma-4", Gemma4()),
        ("lfm2.5", LFM2(.lfm25)),
    ]

    static let script = ADBPeer.scripts.appending(path: "chat-templates").path

    @Test("jinja2 renders the same prompts, byte by byte", .enabled("needs Python's jinja2") { await hasJinja() })
    func prompts() async throws {
        let python = try #require(Program.named("python3"))
        var requests: [JSONValue] = []
        var prompts: [String] = []
        for (template, dialect) in Self.dialects {
            let fixed =
                [Fixture.asked, Fixture.called, Fixture.bare]
                + (template == "llama-3.1" ? [] : [Fixture.parallel])
            let random = (0..<60).map { seed -> Conversation in
                var generator = ConversationGenerator(seed: UInt64(seed), callsPerTurn: template == "llama-3.1" ? 1 : 3)
                return generator.conversation()
            }
            for conversation in fixed + random {
                requests.append(["dialect": .string(template), "conversation": openAI(conversation)])
                prompts.append(try dialect.prompt(conversation).text)
            }
        }
        let output = try await python.run(
            [Self.script], input: Array(PythonJSON().text(.array(requests)).utf8), limit: .seconds(120))
        #expect(output.status == 0, "\(output.errorText)")
        let rendered = try JSONValue(parsing: output.stdout).array ?? []
        #expect(rendered.count == prompts.count)
        for (index, pair) in zip(prompts, rendered).enumerated()
        where Array(pair.0.utf8) != Array((pair.1.string ?? "").utf8) {
            Issue.record(
                "\(requests[index]["dialect"] ?? nil): ours\n\(pair.0)\nis not jinja2's\n\(pair.1.string ?? "")")
        }
    }

    private static func hasJinja() async -> Bool {
        guard let python = Program.named("python3") else { return false }
        return (try? await python.run(["-c", "import jinja2"]).status) == 0
    }

    /// A conversation as OpenAI's API has it, but for results, which may be any value.
    private func openAI(_ conversation: Conversation) -> JSONValue {
        let messages = conversation.messages.map { message -> JSONValue in
            switch message {
            case .system(let text): ["role": "system", "content": .string(text)]
            case .user(let text): ["role": "user", "content": .string(text)]
            case .assistant(let text, let calls):
                [
                    "role": "assistant", "content": .string(text),
                    "tool_calls": .array(
                        calls.map { call in
                            [
                                "id": .string(call.id),
                                "function": ["name": .string(call.name), "arguments": .object(call.arguments)],
                            ]
                        }),
                ]
            case .result(let result):
                ["role": "tool", "tool_call_id": .string(result.id), "content": result.content]
            }
        }
        return [
            "messages": .array(messages), "tools": .array(conversation.tools.map(\.json)),
            "date": conversation.date.flatMap(TemplateDate.init).map { .string($0.short) } ?? .null,
            "day": conversation.date.map { .string($0) } ?? .null,
            "thinking": .bool(conversation.allowsThinking),
        ]
    }
}

/// Random conversations whose turns alternate.
private struct ConversationGenerator {
    private var calls: CallGenerator
    private let callsPerTurn: Int
    private var lastID = 0

    init(seed: UInt64, callsPerTurn: Int) {
        calls = CallGenerator(seed: seed)
        self.callsPerTurn = callsPerTurn
    }

    mutating func conversation() -> Conversation {
        var messages: [ChatMessage] = flip() ? [.system(calls.text())] : []
        for _ in 0..<Int.random(in: 1...3, using: &calls.generator) {
            messages.append(.user(calls.text()))
            while flip() { messages += callsAndResults() }
            messages.append(.assistant((flip() ? "<think>\n\(calls.text())\n</think>\n\n" : "") + calls.text()))
        }
        messages.append(.user(calls.text()))
        while flip() { messages += callsAndResults() }
        return Conversation(
            messages: messages, tools: flip() ? [] : Fixture.tools, date: flip() ? "2026-11-28" : nil,
            allowsThinking: flip())
    }

    private mutating func callsAndResults() -> [ChatMessage] {
        let made = calls.calls().prefix(callsPerTurn).map { call in
            lastID += 1
            return ChatCall(id: "call_\(lastID)", name: call.name, arguments: call.arguments)
        }
        let text = flip() ? calls.text() : ""
        let results = made.map { call in
            ChatMessage.result(
                ChatResult(
                    id: call.id, name: call.name, content: flip() ? .string(calls.text()) : .object(call.arguments)))
        }
        return [.assistant(text, calls: made)] + results
    }

    private mutating func flip() -> Bool { Bool.random(using: &calls.generator) }
}
