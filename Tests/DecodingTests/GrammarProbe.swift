import Decoding
import JSON
import Schemas
import TestSupport

extension Grammar {
    /// The grammar of a schema that is written as JSON; formats are rules, as they are for the grammar.
    init(schema text: String, spacing: Spacing = .compact) throws {
        try self.init(JSONSchema(JSONValue(parsing: text), assertsFormats: true), spacing: spacing)
    }

    /// Whether a whole output is legal.
    func accepts(_ text: some Sequence<UInt8>) -> Bool {
        var matcher = GrammarMatcher(self)
        return matcher.read(text) && matcher.mayEnd
    }

    func accepts(_ text: String) -> Bool { accepts(text.utf8) }
}

extension GrammarMatcher {
    /// The bytes that may come next.
    var legalBytes: [UInt8] {
        let before = checkpoint
        var matcher = self
        return (UInt8.min...UInt8.max).filter { byte in
            defer { matcher.goBack(to: before) }
            return matcher.read(byte)
        }
    }
}

/// Writes outputs that a grammar allows, byte by byte.
struct RandomWalk {
    var random: SeededGenerator
    /// Bytes after which the walk looks for the shortest way out.
    var patience = 120

    init(seed: UInt64, patience: Int = 120) {
        random = SeededGenerator(state: seed)
        self.patience = patience
    }

    /// One output, or nil where the walk did not come to an end within `limit` bytes.
    mutating func output(of grammar: Grammar, limit: Int = 4000) -> [UInt8]? {
        var matcher = GrammarMatcher(grammar)
        var output: [UInt8] = []
        while output.count < limit {
            if matcher.mayEnd, matcher.mustEnd || Int.random(in: 0..<4, using: &random) == 0 { return output }
            let byte = output.count < patience ? next(after: matcher) : hurried(after: matcher)
            guard let byte, matcher.read(byte) else { return nil }
            output.append(byte)
        }
        return nil
    }

    /// What brings an output to an end, or nil where nothing did within `limit` bytes.
    mutating func completion(of matcher: GrammarMatcher, limit: Int = 4000) -> [UInt8]? {
        var matcher = matcher
        var output: [UInt8] = []
        while output.count < limit {
            if matcher.mayEnd { return output }
            guard let byte = hurried(after: matcher), matcher.read(byte) else { return nil }
            output.append(byte)
        }
        return nil
    }

    /// Any legal byte; those that close something come up more often than they would among 200 characters.
    private mutating func next(after matcher: GrammarMatcher) -> UInt8? {
        if let forced = matcher.forcedByte { return forced }
        if Int.random(in: 0..<3, using: &random) == 0, let byte = first(of: "\"]},:", after: matcher) { return byte }
        return matcher.legalBytes.randomElement(using: &random)
    }

    /// Mostly what closes, where something does; else anything, since a pattern may ask for it.
    private mutating func hurried(after matcher: GrammarMatcher) -> UInt8? {
        if let forced = matcher.forcedByte { return forced }
        let closing = Bool.random(using: &random) ? "}]\",:" : "\"}],:"
        if Int.random(in: 0..<4, using: &random) > 0, let byte = first(of: closing, after: matcher) { return byte }
        let legal = matcher.legalBytes
        return legal.filter { $0 < 0x80 }.randomElement(using: &random) ?? legal.randomElement(using: &random)
    }

    private func first(of bytes: String, after matcher: GrammarMatcher) -> UInt8? {
        bytes.utf8.first { byte in
            var ahead = matcher
            return ahead.read(byte)
        }
    }
}
