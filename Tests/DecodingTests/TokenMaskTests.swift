import Decoding
import JSON
import Schemas
import TestSupport
import Testing

@Suite("Token masks")
struct TokenMaskTests {
    /// Schemas with documents of theirs, each with a difficulty of its own.
    static let examples: [(schema: String, documents: [String])] = [
        ("{}", [#"{"a":[1,"b\n",null],"é":-1.5e3}"#, #""\uD83D\uDE00é""#]),
        (#"{"type":"string","minLength":3,"maxLength":5}"#, ["\"aaé猫😀\"", #""a\"\u00e9""#, "\"aaa\""]),
        (#"{"type":"string","minLength":20,"maxLength":40}"#, ["\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\""]),
        (#"{"type":"string","pattern":"^[a-c].*$"}"#, ["\"aéb\"", #""a\"\\""#]),
        (#"{"type":"string","pattern":"b"}"#, ["\"aaab\"", "\"猫b猫\""]),
        (#"{"type":"string","pattern":"^[^b]{2,4}$","maxLength":3}"#, ["\"aé猫\"", #""\n\u0001""#]),
        (
            #"{"type":"object","properties":{"ab":{"type":"integer","maximum":120},"é":{"type":"string"}},"required":["é"]}"#,
            [#"{"ab":12,"é":"x","a":[[]],"aé":"aé"}"#]
        ),
        (
            #"{"type":"object","patternProperties":{"^a":{"type":"null"}},"additionalProperties":false,"maxProperties":2}"#,
            [#"{"a":null,"aé":null}"#]
        ),
        (#"{"enum":["on","one","öne",[1,{"a":"b"}],11,111]}"#, ["\"öne\"", #"[1,{"a":"b"}]"#, "111"]),
        (
            ##"{"type":"array","items":{"anyOf":[{"$ref":"#"},{"type":"number","minimum":-2,"maximum":11.5}]},"minItems":1,"maxItems":3}"##,
            ["[[11.5,-1],[[0]],2]"]
        ),
        (
            #"{"anyOf":[{"type":"object","properties":{"k":{"const":"a"}},"required":["k"]},{"type":"object","properties":{"k":{"const":"ab"},"l":{"type":"boolean"}},"required":["k","l"]}]}"#,
            [#"{"k":"ab","l":true}"#, #"{"k":"a","z":1}"#]
        ),
        (#"{"type":"string","format":"date"}"#, ["\"2024-02-29\""]),
    ]

    @Test(
        "A mask has the tokens that reading accepts, and no others, at every place of a document",
        arguments: examples.indices, Spacing.allCases)
    func masksAreExact(index: Int, spacing: Spacing) throws {
        let (schema, documents) = Self.examples[index]
        let grammar = try Grammar(schema: schema, spacing: spacing)
        // Compact documents become pieces for all, and legal documents where nothing is spaced.
        var maker = VocabularyMaker(seed: UInt64(index)), walk = RandomWalk(seed: UInt64(index), patience: 60)
        let walks = (0..<3).compactMap { _ in walk.output(of: grammar) }
        let vocabulary = maker.vocabulary(from: documents.map { Array($0.utf8) } + walks)
        let constraint = TokenConstraint(grammar, TokenIndex(vocabulary))
        for document in documents.map({ Array($0.utf8) }) + walks.map({ Array($0.prefix(150)) }) {
            var matcher = GrammarMatcher(grammar)
            for (place, byte) in document.enumerated() {
                let mask = constraint.mask(after: matcher), expected = vocabulary.mask(after: matcher)
                #expect(
                    mask == expected,
                    "at \(place) of \(String(decoding: document, as: UTF8.self)): \(vocabulary.difference(mask, expected))"
                )
                if !matcher.read(byte) { break }
            }
            let mask = constraint.mask(after: matcher), expected = vocabulary.mask(after: matcher)
            #expect(mask == expected, "at the end: \(vocabulary.difference(mask, expected))")
        }
    }

    @Test("Masks of random schemas are exact along random outputs", arguments: 0..<6)
    func randomSchemas(part: Int) throws {
        for seed in UInt64(part * 10 + 5000)..<UInt64(part * 10 + 5010) {
            var generator = SchemaGenerator(seed: seed)
            guard let schema = try? JSONSchema(generator.document()), let grammar = try? Grammar(schema) else {
                continue
            }
            var walk = RandomWalk(seed: seed, patience: 40), maker = VocabularyMaker(seed: seed)
            guard let output = walk.output(of: grammar) else { continue }
            let vocabulary = maker.vocabulary(from: [output], pieces: 80)
            let constraint = TokenConstraint(grammar, TokenIndex(vocabulary))
            var matcher = GrammarMatcher(grammar)
            for byte in output.prefix(60) {
                let mask = constraint.mask(after: matcher), expected = vocabulary.mask(after: matcher)
                #expect(mask == expected, "\(vocabulary.difference(mask, expected)) of \(schema.document)")
                _ = matcher.read(byte)
            }
        }
    }

    @Test("A mask does not depend on what was asked before, and going back restores it")
    func independence() throws {
        for (schema, documents) in Self.examples {
            let grammar = try Grammar(schema: schema)
            let document = Array(documents[0].utf8)
            var maker = VocabularyMaker(seed: 7)
            let index = TokenIndex(maker.vocabulary(from: [document]))
            let warm = TokenConstraint(grammar, index)
            var matcher = TokenMatcher(warm)
            var places: [(TokenMatcher.Checkpoint, TokenMask)] = []
            for byte in document {
                places.append((matcher.checkpoint, matcher.mask))
                let isRead = matcher.read(bytes: [byte])
                #expect(isRead)
            }
            // Backwards through the checkpoints; and each place by a constraint that has seen nothing yet.
            for (place, (checkpoint, mask)) in places.enumerated().reversed() {
                matcher.goBack(to: checkpoint)
                #expect(matcher.mask == mask)
                var fresh = TokenMatcher(TokenConstraint(grammar, index))
                let isRead = fresh.read(bytes: document[..<place])
                #expect(isRead && fresh.mask == mask, "at \(place) of \(documents[0])")
            }
        }
    }

    @Test("An end token ends an output that may end, and nothing follows it")
    func endTokens() throws {
        let grammar = try Grammar(schema: #"{"type":"integer","maximum":12,"minimum":1}"#)
        let vocabulary = Vocabulary(
            ["1", "2", "3", "12", ""].map { Array($0.utf8) } + [Vocabulary.special("</s>")], endTokens: [5])
        var matcher = TokenMatcher(TokenConstraint(grammar, TokenIndex(vocabulary)))
        #expect(matcher.mask.tokens == [0, 1, 2, 3])
        let early = matcher.read(5)
        #expect(!early && !matcher.hasEnded)
        let reads = [matcher.read(0), matcher.read(2), matcher.read(4), matcher.read(6), matcher.read(-1)]
        #expect(reads == [true, false, false, false, false])
        #expect(matcher.mayEnd && !matcher.mustEnd && matcher.mask.tokens == [0, 1, 5])
        let place = matcher.checkpoint
        let ended = [matcher.read(5), matcher.hasEnded, matcher.read(1)]
        #expect(ended == [true, true, false] && matcher.mask.isEmpty)
        matcher.goBack(to: place)
        #expect(!matcher.hasEnded && matcher.mask.tokens == [0, 1, 5])
    }

    @Test("Alternatives that stay alike at each level cost no more with each level")
    func ambiguity() throws {
        let grammar = try Grammar(
            schema:
                ##"{"anyOf":[{"type":"array","items":{"$ref":"#"},"maxItems":3},{"type":"array","items":{"$ref":"#"},"minItems":1},{"type":"null"}]}"##
        )
        let vocabulary = Vocabulary(
            (1...200).map { Array(repeating: UInt8(ascii: "["), count: $0) } + [Array("]".utf8)], endTokens: [])
        var matcher = TokenMatcher(TokenConstraint(grammar, TokenIndex(vocabulary)))
        for _ in 0..<5 {
            #expect(matcher.mask.contains(0))
            let isRead = matcher.read(40)
            #expect(isRead)
        }
        for _ in 0..<205 {
            let isRead = matcher.read(200)
            #expect(isRead)
        }
        #expect(matcher.mayEnd)
    }

    @Test("Several tasks that share a constraint get the masks that one alone gets")
    func concurrency() async throws {
        let grammar = try Grammar(schema: Self.examples[6].schema)
        let document = Array(Self.examples[6].documents[0].utf8)
        var maker = VocabularyMaker(seed: 11)
        let index = TokenIndex(maker.vocabulary(from: [document]))
        @Sendable func masks(_ constraint: TokenConstraint) -> [TokenMask] {
            var matcher = TokenMatcher(constraint)
            return document.map { byte in
                defer { _ = matcher.read(bytes: [byte]) }
                return matcher.mask
            }
        }
        let alone = masks(TokenConstraint(grammar, index))
        let shared = TokenConstraint(grammar, TokenIndex(index.vocabulary))
        await withTaskGroup(of: [TokenMask].self) { group in
            for _ in 0..<8 { group.addTask { masks(shared) } }
            for await together in group { #expect(together == alone) }
        }
    }
}
