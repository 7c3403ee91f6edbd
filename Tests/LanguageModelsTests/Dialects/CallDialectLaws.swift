import JSON
import TestSupport
import Testing
import Tools

@testable import LanguageModels

@Suite("Laws of the dialects whose calls are no JSON")
struct CallDialectLaws {
    @Test("What a dialect writes, it reads", arguments: CallDialect.all)
    func roundTrip(subject: CallDialect) throws {
        var random = RandomCalls(seed: 5)
        var written = 0
        for _ in 0..<400 {
            let calls = random.calls()
            let text = Bool.random(using: &random.values.generator) ? "" : "So it is, Zoë: (1)."
            guard let answer = try? subject.dialect.answer(subject.name == "octopus" ? "" : text, calls).text else {
                continue
            }
            written += 1
            let events = subject.dialect.events(of: answer, tools: CallDialect.tools)
            let said = events.compactMap { if case .text(let text) = $0 { text } else { nil } }
            let read = events.compactMap { if case .call(let call) = $0 { call } else { nil } }
            #expect(read == calls.map { ToolCall($0.name, $0.arguments) }, "\(answer.debugDescription)")
            #expect(said.joined() == (subject.name == "octopus" ? "" : text), "\(answer.debugDescription)")
            #expect(events.count == said.count + read.count, "\(events)")
        }
        #expect(written > 250, "only \(written) of 400 could be written")
    }

    @Test("Where an answer is cut into pieces changes nothing", arguments: CallDialect.all)
    func cuts(subject: CallDialect) {
        var generator = SeededGenerator(state: 3)
        for answer in samples(subject) {
            let bytes = Array(answer.utf8)
            let whole = subject.dialect.events(of: [bytes], tools: CallDialect.tools)
            for place in bytes.indices {
                let pieces = [Array(bytes[..<place]), Array(bytes[place...])]
                #expect(subject.dialect.events(of: pieces, tools: CallDialect.tools) == whole, "\(place) of \(answer)")
            }
            for _ in 0..<20 {
                var pieces: [[UInt8]] = []
                var rest = bytes[...]
                while !rest.isEmpty {
                    let count = Int.random(in: 1...9, using: &generator)
                    pieces.append(Array(rest.prefix(count)))
                    rest = rest.dropFirst(count)
                }
                #expect(subject.dialect.events(of: pieces, tools: CallDialect.tools) == whole, "\(answer)")
            }
        }
    }

    @Test("An answer that is cut off makes no call that the whole would not make", arguments: CallDialect.all)
    func truncation(subject: CallDialect) {
        for answer in samples(subject) {
            let bytes = Array(answer.utf8)
            let whole = calls(subject.dialect.events(of: [bytes], tools: CallDialect.tools))
            for end in bytes.indices {
                let cut = calls(subject.dialect.events(of: [Array(bytes[..<end])], tools: CallDialect.tools))
                #expect(whole.starts(with: cut), "\(String(decoding: bytes[..<end], as: UTF8.self).debugDescription)")
            }
        }
    }

    @Test("Rubbish is survived, and read alike in any pieces", arguments: CallDialect.all)
    func rubbish(subject: CallDialect) {
        var values = RandomValues(seed: 21)
        let markers = [
            "<tool_call>", "<function=set>", "<parameter=text>\n", "\n</parameter>", "</function>", "</tool_call>",
            "[set(",
            "set(", "text=", "'", "\"", "'''", ")", "]", "<start_function_call>", "call:set{", "<escape>", "}",
            "<end_function_call>", "<|tool_call>", "<|\"|>", "<tool_call|>", "<|tool_call_start|>", "<|tool_call_end|>",
            "<code>", "</code>", "<nexa_", "<nexa_0>(", "1. ", "result0 = ", "\n", "Thought: ", "```",
            "{\"name\": \"set\"",
            "#", " ", "x", "\u{E9}",
        ]
        for _ in 0..<300 {
            let answer = (0..<14).map { _ in
                Bool.random(using: &values.generator)
                    ? markers.randomElement(using: &values.generator) ?? "" : values.string()
            }.joined()
            let whole = subject.dialect.events(of: answer, tools: CallDialect.tools)
            let bytes = answer.utf8.map { [$0] }
            #expect(subject.dialect.events(of: bytes, tools: CallDialect.tools) == whole, "\(answer.debugDescription)")
        }
    }

    @Test("A call that is too long is a fault, and what follows is read", arguments: CallDialect.all)
    func tooLong(subject: CallDialect) throws {
        let long = ChatCall(id: "1", name: "set", arguments: ["text": .string(String(repeating: "a ", count: 50_000))])
        let short = ChatCall(id: "2", name: "set", arguments: ["count": 1])
        let first = try subject.dialect.answer("", [long]).text
        let second = try subject.dialect.answer("", [short]).text
        let events = subject.dialect.events(of: first + "\n" + second, tools: CallDialect.tools)
        let faults = events.compactMap { if case .fault(let fault) = $0 { fault } else { nil } }
        // JSON without a marker is text when it is too long to be told from one.
        guard subject.name != "droidcall-json" else { return #expect(calls(events).count == 1) }
        #expect(faults.map(\.code) == [.tooLong])
        #expect(faults.allSatisfy { $0.text.utf8.count < 1000 })
        if subject.name != "smollm3-python" { #expect(calls(events) == [ToolCall("set", ["count": 1])]) }
    }

    @Test(
        "Forty thousand bytes that open without end are read in linear time", .hangGuard,
        arguments: CallDialect.all)
    func endless(subject: CallDialect) throws {
        for piece in [
            "<tool_call><function=set><parameter=text></parameter>", "[set(", "[[[[", "(", "<|tool_call_start|>[set('",
            "<start_function_call>call:set{a:[", "<|tool_call>call:set{a:<|\"|>", "<code>a = set(", "<nexa_0>(",
            "1. set(",
            "result0 = set(\"", "<", " ", "\n", "'", "</parameter> ", "<escape>",
        ] {
            var parser = subject.dialect.makeParser(tools: CallDialect.tools)
            let bytes = Array(String(repeating: piece, count: 8_000 / piece.utf8.count).utf8)
            var count = 0
            for _ in 0..<5 { count += parser.feed(bytes).count }
            count += parser.finish().count
            #expect(count <= 100_000)
        }
    }

    private func calls(_ events: [AnswerEvent]) -> [ToolCall] {
        events.compactMap { if case .call(let call) = $0 { call } else { nil } }
    }

    private func samples(_ subject: CallDialect) -> [String] {
        var random = RandomCalls(seed: 9)
        let written = (0..<12).compactMap { _ in try? subject.dialect.answer("", random.calls()).text }
        return subject.answers + written.filter { $0.utf8.count < 700 }.prefix(5)
    }
}
