import Patterns
import TestSupport
import Testing

struct AutomatonLawTests {
    static let texts = RandomPattern.texts(of: ["a", "b", "1", "-"], upTo: 4)

    private static func automata(_ seed: Int) throws -> (ScalarAutomaton, ScalarAutomaton) {
        var random = RandomPattern(seed: UInt64(1000 + seed))
        return (
            try Pattern("^(?:\(random.pattern(depth: 2)))$").automaton, try Pattern(random.pattern(depth: 2)).automaton
        )
    }

    @Test(arguments: 0..<60)
    func `operations accept what their names say`(seed: Int) throws {
        let (a, b) = try Self.automata(seed)
        let (both, either, first) = (try a.intersection(b), try a.union(b), try a.subtracting(b))
        let (not, joined, short) = (a.complement(), try a.concatenated(b), try a.restrictedToLength(1...3))
        let long = try a.restrictedToLength(least: 2)
        for text in Self.texts {
            let (inA, inB) = (a.accepts(text), b.accepts(text))
            #expect(both.accepts(text) == (inA && inB))
            #expect(either.accepts(text) == (inA || inB))
            #expect(first.accepts(text) == (inA && !inB))
            #expect(not.accepts(text) == !inA)
            #expect(short.accepts(text) == (inA && (1...3).contains(text.count)))
            #expect(long.accepts(text) == (inA && text.count >= 2))
            let splits = (0...text.count).contains {
                a.accepts(String(text.prefix($0))) && b.accepts(String(text.dropFirst($0)))
            }
            #expect(joined.accepts(text) == splits, "\"\(text)\"")
        }
    }

    @Test(arguments: 0..<60)
    func `equal languages are equal values`(seed: Int) throws {
        let (a, b) = try Self.automata(seed)
        #expect(a.minimized() == a)
        #expect(a.complement().complement() == a)
        #expect(try a.intersection(a.complement()) == .nothing)
        #expect(try a.union(a.complement()) == .anything)
        #expect(try a.union(b) == a.complement().intersection(b.complement()).complement())
        #expect(try a.subtracting(b) == a.intersection(b.complement()))
        #expect(try a.concatenated(.literal("")) == a)
        #expect(try a.concatenated(.nothing) == .nothing)
        #expect(try a.restrictedToLength() == a)
        var steps = Int.max
        #expect(try a.isDisjoint(from: b, steps: &steps) == a.intersection(b).isEmpty)
    }

    @Test func `automata are compared no longer than they may be`() throws {
        let (a, b) = (try Pattern("^(?:a{97})*b$").automaton, try Pattern("^(?:a{89})*c$").automaton)
        var (few, many) = (1_000, 10_000)
        #expect(throws: PatternError.self) { try a.isDisjoint(from: b, steps: &few) }
        #expect(try a.isDisjoint(from: b, steps: &many))
        #expect(many < 10_000 - 97 * 89)
    }

    @Test(arguments: 0..<60)
    func `every state is reached and reaches acceptance`(seed: Int) throws {
        let (a, b) = try Self.automata(seed)
        for automaton in [a, b, try a.concatenated(b), a.complement()] where automaton != .nothing {
            #expect(automaton.classStarts.first == 0)
            #expect(zip(automaton.classStarts, automaton.classStarts.dropFirst()).allSatisfy { $0 < $1 })
            let classes = automaton.classStarts.count
            #expect(automaton.table.count == automaton.stateCount * classes)
            var reached: Set<ScalarAutomaton.State> = [automaton.start]
            var queue = Array(reached)
            while let state = queue.popLast() {
                for next in automaton.table[Int(state) * classes..<(Int(state) + 1) * classes]
                where next >= 0 && reached.insert(next).inserted {
                    queue.append(next)
                }
            }
            #expect(reached.count == automaton.stateCount)
            for state in 0..<automaton.stateCount {
                var rest = automaton
                rest.start = ScalarAutomaton.State(state)
                #expect(!rest.isEmpty)
            }
        }
    }

    @Test(arguments: 0..<60)
    func `the example is a shortest text`(seed: Int) throws {
        let (a, _) = try Self.automata(seed)
        let accepted = Self.texts.filter(a.accepts)
        guard let example = a.example else {
            #expect(accepted.isEmpty)
            return
        }
        #expect(a.accepts(example))
        #expect(a.shortestLength == example.unicodeScalars.count)
        if let shortest = accepted.map(\.count).min() { #expect(example.count <= shortest) }
        if let longest = a.longestLength {
            #expect(try a.restrictedToLength(least: longest + 1).isEmpty)
            #expect(try !a.restrictedToLength(least: longest).isEmpty)
        } else {
            #expect(try !a.restrictedToLength(least: a.stateCount).isEmpty)
        }
    }

    @Test(arguments: 0..<20)
    func `anyOf accepts exactly its texts`(seed: Int) throws {
        var random = RandomPattern(seed: UInt64(seed))
        let texts = (0..<8).map { _ in random.text(most: 4) } + ["é", "😀a"]
        let automaton = ScalarAutomaton.anyOf(texts)
        #expect(automaton == (try Pattern("^(?:\(texts.joined(separator: "|")))$").automaton))
        #expect(texts.allSatisfy(automaton.accepts))
        #expect(automaton.longestLength == texts.map(\.count).max())
    }

    @Test func `the constants accept all and nothing`() {
        #expect(ScalarAutomaton.anyOf([]) == .nothing)
        #expect(ScalarAutomaton.nothing.complement() == .anything)
        #expect(ScalarAutomaton.nothing.example == nil)
        #expect(ScalarAutomaton.nothing.longestLength == nil)
        #expect(ScalarAutomaton.anything.longestLength == nil)
        #expect(ScalarAutomaton.anything.shortestLength == 0)
        #expect(ScalarAutomaton.literal("né😀").example == "né😀")
        #expect(!ScalarAutomaton.literal("a").accepts(""))
    }

    @Test(arguments: ["a", "[^a]", #"\p{L}"#, #"[\u{10FFFF}\0]"#, #"\w|é"#])
    func `a scalar's class is the last that begins no later`(source: String) throws {
        let automaton = try Pattern(source).automaton
        var expected = 0
        for value in stride(from: UInt32(0), through: 0x10_FFFF, by: 1) where value < 0x3000 || value > 0x10_FF00 {
            guard let scalar = Unicode.Scalar(value) else { continue }
            while expected + 1 < automaton.classStarts.count, automaton.classStarts[expected + 1] <= value {
                expected += 1
            }
            #expect(automaton.scalarClass(of: scalar) == expected)
            #expect(automaton.step(automaton.start, scalar) == automaton.table[expected])
        }
        #expect(automaton.step(ScalarAutomaton.dead, "a") == ScalarAutomaton.dead)
    }

    @Test func `neighbouring scalars at every edge are told apart`() {
        let texts = ["\0", "\u{1}", "\u{D7FF}", "\u{E000}", "\u{10FFFF}", "\u{10FFFE}\0"]
        let automaton = ScalarAutomaton.anyOf(texts)
        for text in texts { #expect(automaton.accepts(text)) }
        for text in ["\u{2}", "\u{D7FE}", "\u{E001}", "\u{10FFFE}", ""] { #expect(!automaton.accepts(text)) }
    }

    @Test func `a set that differs in surrogates alone is the same set`() throws {
        #expect(
            try Pattern(#"^[\u0000-\uD7FF\uE000-\u{10FFFF}]*$"#).automaton == .anything)
        #expect(try Pattern(#"^[\uD800-\uDFFF]$"#).automaton == .nothing)
    }

    @Test func `an operation that passes its limit says so`() throws {
        let a = try Pattern("^(a|b)*a(a|b){5}$").automaton
        func expectTooLarge(_ build: () throws -> ScalarAutomaton) throws {
            let error = try #require(throws: PatternError.self) { try build() }
            #expect(error.code == .tooLarge)
            #expect(error.message.contains("50 states"))
            #expect(error.offset == nil)
        }
        try expectTooLarge { try a.intersection(.anything, limit: 50) }
        try expectTooLarge { try a.union(.literal("c"), limit: 50) }
        try expectTooLarge { try a.concatenated(.literal("a"), limit: 50) }
        try expectTooLarge { try ScalarAutomaton.anything.restrictedToLength(0...50, limit: 50) }
        #expect(try ScalarAutomaton.anything.restrictedToLength(0...49, limit: 50).stateCount == 50)
    }
}
