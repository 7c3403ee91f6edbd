import Decoding
import JSON
import Schemas
import TestSupport
import Testing

@Suite("Laws of the grammars of random schemas")
struct SchemaGrammarPropertyTests {
    /// A random schema with its grammar; nil where the schema is refused.
    private static func draw(_ seed: UInt64) throws -> (schema: JSONSchema, grammar: Grammar)? {
        var generator = SchemaGenerator(seed: seed)
        let document = generator.document()
        // A definition that leads to itself without a value between is no schema.
        guard let schema = try? JSONSchema(document, assertsFormats: true) else { return nil }
        do throws(DecodingError) {
            let spacing = Spacing.allCases[Int(seed) % Spacing.allCases.count]
            return (schema, try Grammar(schema, spacing: spacing))
        } catch {
            #expect(error.code != .tooLarge, "\(document)")
            return nil
        }
    }

    /// The document, or nil where our own reader cannot hold it: JSON has numbers that no `Double` does, and integers that
    /// it rounds, and names with U+0000.
    private static func value(of output: [UInt8]) throws -> JSONValue? {
        do throws(JSONError) {
            let value = try JSONValue(parsing: output)
            if isRounded(value) { return nil }
            return value
        } catch {
            guard [.numberOutOfRange, .nulInKey].contains(error.code) else { throw error }
            return nil
        }
    }

    private static func isRounded(_ value: JSONValue) -> Bool {
        switch value {
        case .number(let number): number.magnitude > 9e15
        case .array(let items): items.contains(where: isRounded)
        case .object(let object): object.members.contains { isRounded($0.value) }
        case .null, .bool, .integer, .string: false
        }
    }

    @Test(
        "What a walk through the grammar writes parses and satisfies the schema; each prefix was legal",
        arguments: 0..<8)
    func walksAreValid(part: Int) throws {
        var (schemas, documents) = (0, 0)
        for seed in UInt64(part * 50)..<UInt64(part * 50 + 50) {
            guard let (schema, grammar) = try Self.draw(seed) else { continue }
            schemas += 1
            var walk = RandomWalk(seed: seed, patience: 40)
            for _ in 0..<3 {
                guard let output = walk.output(of: grammar) else {
                    Issue.record("no end: \(schema.document)")
                    continue
                }
                documents += 1
                guard let value = try Self.value(of: output) else { continue }
                #expect(schema.accepts(value), "\(String(decoding: output, as: UTF8.self)) of \(schema.document)")
            }
        }
        #expect(schemas > 25 && documents >= 3 * schemas - 3)
    }

    @Test("A document that the validator refuses is refused, in each spacing", arguments: 0..<4)
    func mutantsAreRefused(part: Int) throws {
        var (invalid, accepted) = (0, 0)
        for seed in UInt64(part * 60 + 1000)..<UInt64(part * 60 + 1060) {
            guard let (schema, _) = try Self.draw(seed) else { continue }
            let compact = try Grammar(schema), flexible = try Grammar(schema, spacing: .flexible)
            var walk = RandomWalk(seed: seed, patience: 40), generator = SchemaGenerator(seed: seed)
            guard let output = walk.output(of: compact) else { continue }
            let valid = try JSONValue(parsing: output)
            for _ in 0..<30 {
                let mutant = generator.mutant(of: valid)
                let text = mutant.print()
                let isAccepted = compact.accepts(text)
                if isAccepted { #expect(flexible.accepts(text), "\(text)") }
                if schema.accepts(mutant) {
                    if isAccepted { accepted += 1 }
                } else {
                    invalid += 1
                    #expect(!isAccepted, "\(text) of \(schema.document)")
                    #expect(!flexible.accepts(mutant.print(.pretty)), "\(text) of \(schema.document)")
                }
            }
        }
        #expect(invalid > 200 && accepted > 100, "\(invalid) \(accepted)")
    }

    @Test("Whatever was read can be completed: no walk gets stuck, however it went astray", arguments: 0..<4)
    func prefixesCanBeCompleted(part: Int) throws {
        for seed in UInt64(part * 40 + 3000)..<UInt64(part * 40 + 3040) {
            guard let (schema, grammar) = try Self.draw(seed) else { continue }
            var walk = RandomWalk(seed: seed), random = SeededGenerator(state: seed)
            // Bytes at random, then the way out.
            var matcher = GrammarMatcher(grammar), prefix: [UInt8] = []
            for _ in 0..<30 where !matcher.mustEnd {
                let legal = matcher.legalBytes
                #expect(!legal.isEmpty, "\(String(decoding: prefix, as: UTF8.self)) of \(schema.document)")
                guard let byte = legal.randomElement(using: &random), matcher.read(byte) else { break }
                prefix.append(byte)
            }
            let rest = walk.completion(of: matcher)
            #expect(rest != nil, "\(String(decoding: prefix, as: UTF8.self)) of \(schema.document)")
        }
    }
}
