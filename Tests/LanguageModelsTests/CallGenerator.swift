import JSON
import TestSupport
import Tools

@testable import LanguageModels

/// Random calls whose texts are made to confuse parsers.
struct CallGenerator {
    private static let fragments = [
        "a", " ", "\"", "'", "\\", "\n", "\r\n", "\t", "\u{0}", "\u{1F}", "\u{7F}", "é", "e\u{301}", "你好", "😀", "👩‍👩‍👧",
        "{", "}", "[", "]",
        ",", ":", ";", "`", "```json\n", "```", "<tool_call>", "</tool_call>", "<think>", "</think>", "<|im_end|>",
        "<|python_tag|>", "<|tool_call|>", "<|/tool_call|>", "[TOOL_CALLS]", "[ARGS]", "</s>", "<|eot_id|>", "<|end|>",
        "{\"name\": \"tap\", \"arguments\": {}}", "\\u0041", "\\n", "null", "True", "functools[", "\u{2028}", "&amp;",
        "%s",
    ]
    private static let names = ["tap", "type", "open_app", "scroll.to", "f-2"]

    var generator: SeededGenerator

    init(seed: UInt64) { generator = SeededGenerator(state: seed) }

    mutating func calls() -> [ChatCall] {
        (1...Int.random(in: 1...3, using: &generator)).map { number in
            let name = Self.names.randomElement(using: &generator) ?? "tap"
            return ChatCall(id: "call_\(number)", name: name, arguments: object(depth: 0))
        }
    }

    /// Cuts bytes into pieces.
    mutating func pieces(of bytes: [UInt8]) -> [[UInt8]] {
        var pieces: [[UInt8]] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = Int.random(in: 0...7, using: &generator)
            pieces.append(Array(rest.prefix(count)))
            rest = rest.dropFirst(count)
        }
        return pieces
    }

    private mutating func object(depth: Int) -> JSONObject {
        let count = Int.random(in: 0...3, using: &generator)
        // A null byte in a key is refused by the JSON parser.
        let keys = (0..<count).map { _ in String(text().unicodeScalars.filter { $0.value > 0 }) }
        return JSONObject(keys.map { (key: $0, value: value(depth: depth + 1)) })
    }

    private mutating func value(depth: Int) -> JSONValue {
        switch Int.random(in: 0...(depth < 3 ? 7 : 5), using: &generator) {
        case 0: return .null
        case 1: return .bool(Bool.random(using: &generator))
        case 2: return .integer(Int64.random(in: .min ... .max, using: &generator))
        case 3: return .number(Double.random(in: -1e18...1e18, using: &generator) * 1e-9)
        case 6: return .object(object(depth: depth))
        case 7: return .array((0..<Int.random(in: 0...3, using: &generator)).map { _ in value(depth: depth + 1) })
        default: return .string(text())
        }
    }

    mutating func text() -> String {
        (0..<Int.random(in: 0...6, using: &generator)).map { _ in Self.fragments.randomElement(using: &generator) ?? ""
        }
        .joined()
    }
}
