import TestSupport

/// Random patterns whose meaning ECMA-262 and ICU share on texts of `alphabet`, and random texts.
struct RandomPattern {
    static let alphabet: [Character] = ["a", "b", "1", "_", "-", " "]

    var generator: SeededGenerator

    init(seed: UInt64) { generator = SeededGenerator(state: seed) }

    mutating func pick<Element>(_ choices: [Element]) -> Element {
        choices[Int.random(in: 0..<choices.count, using: &generator)]
    }

    mutating func pattern(depth: Int = 3) -> String {
        let terms = (0..<Int.random(in: 1...3, using: &generator)).map { _ in term(depth: depth) }.joined()
        return depth > 0 && Int.random(in: 0..<4, using: &generator) == 0
            ? terms + "|" + pattern(depth: depth - 1) : terms
    }

    private mutating func term(depth: Int) -> String {
        switch Int.random(in: 0..<(depth > 0 ? 10 : 8), using: &generator) {
        case 0: pick(["^", "$", #"\b"#, #"\B"#])
        case 1: pick([".", #"\d"#, #"\D"#, #"\w"#, #"\W"#, #"\s"#, #"\S"#]) + quantifier()
        case 2: pick(["[ab]", "[^a]", "[a-b1]", #"[^\d_]"#, #"[\w-]"#, "[ -1]"]) + quantifier()
        case 3...7: pick(["a", "b", "1", "_", "-", " "]) + quantifier()
        default: group(depth: depth)
        }
    }

    /// A group; one that repeats has a body that takes a scalar, for ICU loses matches in lazy loops over nothing.
    private mutating func group(depth: Int) -> String {
        let opening = pick(["(", "(?:", "(?<n\(generator.next() % 100_000)>"])
        let (body, quantifier) = (pattern(depth: depth - 1), quantifier())
        return quantifier.isEmpty ? "\(opening)\(body))" : "\(opening)\(pick(["a", "b", " "]))(?:\(body)))\(quantifier)"
    }

    private mutating func quantifier() -> String {
        pick(["", "", "", "", "*", "+", "?", "*?", "+?", "??", "{2}", "{1,}", "{0,2}", "{1,3}?"])
    }

    mutating func text(most: Int = 7) -> String {
        String((0..<Int.random(in: 0...most, using: &generator)).map { _ in pick(Self.alphabet) })
    }

    /// Every text of the characters up to a length.
    static func texts(of characters: [Character], upTo length: Int) -> [String] {
        var all = [""]
        var longest = [""]
        for _ in 0..<length {
            longest = longest.flatMap { text in characters.map { text + String($0) } }
            all += longest
        }
        return all
    }
}
