import Decoding
import JSON
import Schemas
import TestSupport
import Testing

@Suite("Forced tokens")
struct ForcedTokensTests {
    /// A tokenizer that takes the longest token at each place.
    private struct LongestMatch {
        var vocabulary: Vocabulary

        func tokenize(_ bytes: [UInt8]) -> [Vocabulary.Token] {
            var tokens: [Vocabulary.Token] = []
            var rest = bytes[...]
            while !rest.isEmpty {
                let fitting = (0..<vocabulary.count).filter {
                    !vocabulary[$0].isEmpty && rest.starts(with: vocabulary[$0])
                }
                guard let token = fitting.max(by: { vocabulary[$0].count < vocabulary[$1].count }) else {
                    return tokens
                }
                tokens.append(token)
                rest = rest.dropFirst(vocabulary[token].count)
            }
            return tokens
        }
    }

    /// A byte-pair tokenizer: joins the neighbours that were joined first in training.
    private struct BytePairs {
        var tokens = (UInt8.min..<Vocabulary.specialMark).map { [$0] }
        var ranks: [[UInt8]: Int] = [:]

        init(trainedOn texts: [[UInt8]], merges: Int) {
            var words = texts.map { $0.map { [$0] } }
            for rank in 0..<merges {
                var counts: [[UInt8]: Int] = [:]
                for word in words {
                    for (left, right) in zip(word, word.dropFirst()) { counts[left + right, default: 0] += 1 }
                }
                guard
                    let best = counts.max(by: {
                        ($0.value, $1.key.count, "\($1.key)") < ($1.value, $0.key.count, "\($0.key)")
                    })
                else { break }
                ranks[best.key] = rank
                tokens.append(best.key)
                words = words.map { Self.joined($0, best.key) }
            }
        }

        func tokenize(_ bytes: [UInt8]) -> [Vocabulary.Token] {
            var word = bytes.map { [$0] }
            while let pair = zip(word, word.dropFirst()).map({ $0 + $1 }).filter({ ranks[$0] != nil }).min(by: {
                ranks[$0, default: 0] < ranks[$1, default: 0]
            }) {
                word = Self.joined(word, pair)
            }
            return word.compactMap { piece in tokens.firstIndex(of: piece) }
        }

        private static func joined(_ word: [[UInt8]], _ pair: [UInt8]) -> [[UInt8]] {
            word.reduce(into: []) { joined, piece in
                if let last = joined.last, last + piece == pair {
                    joined[joined.count - 1] = pair
                } else {
                    joined.append(piece)
                }
            }
        }
    }

    private static let orders =
        #"{"type":"object","properties":{"orderId":{"type":"integer"},"orderName":{"type":"string"}},"additionalProperties":false,"minProperties":1}"#

    @Test("Bytes are forced up to the first choice")
    func forcedBytes() throws {
        let cases: [(schema: String, read: String, forced: String)] = [
            (Self.orders, "", #"{"order"#), (Self.orders, #"{"orderI"#, #"d":"#),
            (
                #"{"type":"object","properties":{"a":{"const":[1,2]}},"required":["a"],"additionalProperties":false}"#,
                "", #"{"a":[1,2]}"#
            ),
            (#"{"type":"string","maxLength":1}"#, "\"a", "\""), (#"{"type":"string"}"#, "\"\\u00", ""),
            (#"{"type":"string"}"#, #""\uD83D"#, #"\u"#),
            (#"{"type":"integer"}"#, "1", ""), (#"{"enum":["one","other"]}"#, "", "\"o"),
            (#"{"enum":[1,11]}"#, "", "1"),
            (#"{"enum":["é","ê"]}"#, "", "\"\u{C3}"),
        ]
        for (schema, read, forced) in cases.dropLast() {
            var matcher = GrammarMatcher(try Grammar(schema: schema))
            let isRead = matcher.read(read.utf8)
            #expect(isRead && matcher.forcedBytes() == Array(forced.utf8), "\(schema) behind \(read)")
            #expect(matcher.forcedBytes(limit: 2) == Array(forced.utf8.prefix(2)))
        }
        // Characters may share their first byte.
        #expect(GrammarMatcher(try Grammar(schema: cases[cases.count - 1].schema)).forcedBytes() == [0x22, 0xC3])
    }

    @Test("No token is forced where a longer legal one begins: order, before orderId and orderName")
    func canonicalRule() throws {
        let names = ["{", "\"", "{\"", "order", "orderId", "ord", "Id", "Name", "\":", "orderX", "er"].map {
            Array($0.utf8)
        }
        let bytes = (UInt8.min..<Vocabulary.specialMark).map { [$0] }
        func forced(_ tokens: [[UInt8]]) throws -> [String] {
            let vocabulary = Vocabulary(tokens + bytes, endTokens: [])
            let matcher = TokenMatcher(TokenConstraint(try Grammar(schema: Self.orders), TokenIndex(vocabulary)))
            let tokens = matcher.forcedTokens(tokenize: LongestMatch(vocabulary: vocabulary).tokenize)
            return tokens.map { String(decoding: vocabulary[$0], as: UTF8.self) }
        }
        // The model might write orderId as one token, so its beginning is not forced.
        #expect(try forced(names) == ["{\""])
        // orderX is not legal, so it keeps nothing back.
        #expect(try forced(names.filter { $0 != Array("orderId".utf8) }) == ["{\"", "order"])
        // A legal token that begins inside one and goes on beyond keeps that one back, too.
        #expect(try forced(names.filter { $0 != Array("orderId".utf8) } + [Array("rId".utf8)]) == ["{\""])
    }

    @Test("A tokenizer that answers with something else forces nothing of it")
    func foreignTokenizer() throws {
        let vocabulary = Vocabulary(["{", "\"", "a", "}", ""].map { Array($0.utf8) }, endTokens: [])
        let grammar = try Grammar(
            schema: #"{"type":"object","properties":{"a":{"const":1}},"required":["a"],"additionalProperties":false}"#)
        let matcher = TokenMatcher(TokenConstraint(grammar, TokenIndex(vocabulary)))
        let answers: [([Int], [Int])] = [([0, 1, 3], [0, 1]), ([99], []), ([-1], []), ([4, 4], []), ([3, 0], [])]
        for (answer, forced) in answers { #expect(matcher.forcedTokens { _ in answer } == forced) }
    }

    private static func documents(of grammar: Grammar, seed: UInt64) -> [[UInt8]] {
        var walk = RandomWalk(seed: seed, patience: 25)
        return (0..<6).compactMap { _ in walk.output(of: grammar) }.filter { $0.count < 80 }
    }

    /// Writes a document as a model does that would write exactly this: by its tokenizer where nothing is forced.
    ///
    /// - Returns: the tokens, and how many of them were forced.
    private func write(
        _ document: [UInt8], _ constraint: TokenConstraint, forcing: Bool, tokenize: ([UInt8]) -> [Vocabulary.Token]
    ) throws -> (tokens: [Vocabulary.Token], forced: Int) {
        var matcher = TokenMatcher(constraint)
        var tokens: [Vocabulary.Token] = [], written = 0, forced = 0
        while written < document.count {
            var next = forcing ? matcher.forcedTokens(tokenize: tokenize) : []
            forced += next.count
            if next.isEmpty { next = Array(tokenize(Array(document[written...])).prefix(1)) }
            for token in next {
                #expect(matcher.mask.contains(token))
                let isRead = matcher.read(token)
                try #require(isRead)
                tokens.append(token)
                written += constraint.index.vocabulary[token].count
            }
        }
        #expect(matcher.mayEnd)
        return (tokens, forced)
    }

    @Test("Forcing changes no text, and no token of a longest-match tokenizer", arguments: UInt64(0)..<20)
    func longestMatch(seed: UInt64) throws {
        let grammar = try Grammar(schema: Self.orders)
        var maker = VocabularyMaker(seed: seed)
        let documents = Self.documents(of: grammar, seed: seed)
        let vocabulary = maker.vocabulary(from: documents, pieces: 60)
        let constraint = TokenConstraint(grammar, TokenIndex(vocabulary))
        let tokenizer = LongestMatch(vocabulary: vocabulary)
        for document in documents {
            let forcing = try write(document, constraint, forcing: true, tokenize: tokenizer.tokenize)
            let free = try write(document, constraint, forcing: false, tokenize: tokenizer.tokenize)
            #expect(forcing.tokens == free.tokens, "\(String(decoding: document, as: UTF8.self))")
            #expect(forcing.tokens.flatMap { vocabulary[$0] } == document)
        }
    }

    @Test("Forcing changes no text that a byte-pair tokenizer writes, and does force", arguments: UInt64(0)..<10)
    func bytePairs(seed: UInt64) throws {
        let grammar = try Grammar(schema: Self.orders)
        let documents = Self.documents(of: grammar, seed: seed)
        // Trained on whole documents, tokens cross the places of choice; trained on their parts, they do not.
        let parts = [#"{"order"#, #"Id":"#, #"Name":"#, "\"}"].map { Array($0.utf8) }
        let isWhole = seed % 2 == 0
        let tokenizer = BytePairs(trainedOn: isWhole ? documents : parts, merges: 12 + Int(seed) * 4)
        let constraint = TokenConstraint(grammar, TokenIndex(Vocabulary(tokenizer.tokens, endTokens: [])))
        var forced = 0
        for document in documents {
            let forcing = try write(document, constraint, forcing: true, tokenize: tokenizer.tokenize)
            forced += forcing.forced
            #expect(forcing.tokens.flatMap { tokenizer.tokens[$0] } == document)
            #expect(forcing.tokens == tokenizer.tokenize(document), "\(String(decoding: document, as: UTF8.self))")
        }
        #expect(isWhole || forced >= documents.count)
    }
}
