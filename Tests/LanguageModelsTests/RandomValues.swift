import JSON
import TestSupport

/// Random JSON values whose strings are meant to break a parser.
struct RandomValues {
    var generator: SeededGenerator

    init(seed: UInt64) { generator = SeededGenerator(state: seed) }

    /// Pieces of strings: quotes, brackets, escapes, and the markers of every dialect.
    static let pieces = [
        "a", "Wi-Fi", "it's", "\"", "'", "\\", "\n", "\t", "\r\n", "\u{0}", "\u{1B}", "é", "网络", "👩‍👧", "\u{200B}",
        "\u{7F}",
        "\u{A0}", " ", "", "{", "}", "[", "]", "(", ")", ",", ":", "=", "#", "$1", "result0", "\\n", "\\u0041", "'''",
        "\"\"\"",
        "<tool_call>", "</tool_call>", "<function=f>", "</function>", "<parameter=a>", "</parameter>", "<|im_end|>",
        "<|tool_call_start|>", "<|tool_call_end|>", "<end_function_call>", "<tool_call|>", "</code>",
        "<END_OF_PLAN>", "<think>", "join()", "None", "1. f()", "f(a=1)", "\u{2028}", "e\u{301}",
    ]

    mutating func string() -> String {
        (0..<Int.random(in: 0...6, using: &generator)).map { _ in Self.pieces.randomElement(using: &generator) ?? "" }
            .joined()
    }

    mutating func number() -> Double {
        [
            0.1, -2.5, 1.0, 1e16, 1e15, 123456789012345680.0, 1e-5, 1e-4, .leastNonzeroMagnitude,
            1.7976931348623157e308,
            9007199254740994, -0.0, Double.random(in: -1000...1000, using: &generator),
            Double.random(in: 1e15...1e17, using: &generator),
            Double(sign: .plus, exponent: Int.random(in: -300...300, using: &generator), significand: 1.2345),
        ].randomElement(using: &generator) ?? 0
    }

    mutating func value(depth: Int = 3) -> JSONValue {
        switch Int.random(in: 0...(depth > 0 ? 7 : 5), using: &generator) {
        case 0: return .null
        case 1: return .bool(.random(using: &generator))
        case 2: return .integer(Int64.random(in: .min ... .max, using: &generator))
        case 3: return .number(number())
        case 4, 5: return .string(string())
        case 6: return .array((0..<Int.random(in: 0...3, using: &generator)).map { _ in value(depth: depth - 1) })
        default: return .object(object(depth: depth - 1))
        }
    }

    /// No key holds U+0000, which JSON's parser refuses there.
    mutating func object(depth: Int = 2) -> JSONObject {
        JSONObject(
            (0..<Int.random(in: 0...3, using: &generator)).map { _ in
                (string().replacing("\u{0}", with: ""), value(depth: depth))
            })
    }
}
