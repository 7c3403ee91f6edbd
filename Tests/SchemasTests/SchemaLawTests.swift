import JSON
import Schemas
import TestSupport
import Testing

/// Random schemas and values from one small vocabulary, so that they often meet.
private struct SchemaGenerator {
    var random: SeededGenerator

    private let names = ["a", "b", "c"]

    private mutating func pick(_ count: Int) -> Int { Int.random(in: 0..<count, using: &random) }

    mutating func value(depth: Int = 3) -> JSONValue {
        switch pick(depth > 0 ? 8 : 6) {
        case 0: .null
        case 1: .bool(Bool.random(using: &random))
        case 2, 3: .integer(Int64(pick(7)) - 2)
        case 4: .number(Double(pick(9)) / 2)
        case 5: .string(["", "a", "bb", "é"][pick(4)])
        case 6: .array((0..<pick(4)).map { _ in value(depth: depth - 1) })
        default: .object(JSONObject((0..<pick(4)).map { _ in (names[pick(3)], value(depth: depth - 1)) }))
        }
    }

    mutating func schema(depth: Int = 3) -> JSONValue {
        if pick(8) == 0 { return .bool(Bool.random(using: &random)) }
        return .object(JSONObject((0...pick(3)).map { _ in keyword(depth: depth) }))
    }

    private mutating func keyword(depth: Int) -> JSONObject.Member {
        guard depth > 0, pick(3) > 0 else { return assertion() }
        switch pick(14) {
        case 0: return ("allOf", schemas(depth))
        case 1: return ("anyOf", schemas(depth))
        case 2: return ("oneOf", schemas(depth))
        case 3: return ("not", schema(depth: depth - 1))
        case 4: return ("if", schema(depth: depth - 1))
        case 5: return ("then", schema(depth: depth - 1))
        case 6: return ("properties", .object([names[pick(3)]: schema(depth: depth - 1)]))
        case 7: return ("additionalProperties", schema(depth: depth - 1))
        case 8: return ("unevaluatedProperties", schema(depth: depth - 1))
        case 9: return ("prefixItems", schemas(depth))
        case 10: return ("items", schema(depth: depth - 1))
        case 11: return ("contains", schema(depth: depth - 1))
        case 12: return ("unevaluatedItems", schema(depth: depth - 1))
        default: return ("dependentSchemas", .object([names[pick(3)]: schema(depth: depth - 1)]))
        }
    }

    private mutating func schemas(_ depth: Int) -> JSONValue {
        .array((0...pick(2)).map { _ in schema(depth: depth - 1) })
    }

    private mutating func assertion() -> JSONObject.Member {
        switch pick(9) {
        case 0: ("type", .string(["null", "boolean", "integer", "number", "string", "array", "object"][pick(7)]))
        case 1: ("enum", .array((0...pick(3)).map { _ in value(depth: 1) }))
        case 2: ("minimum", .integer(Int64(pick(4))))
        case 3: ("multipleOf", [.integer(2), .number(1.5)][pick(2)])
        case 4: ("maxLength", .integer(Int64(pick(3))))
        case 5: ("pattern", .string(["^a", "b", "^.$"][pick(3)]))
        case 6: ("required", .array([.string(names[pick(3)])]))
        case 7: ("maxItems", .integer(Int64(pick(3))))
        default: ("uniqueItems", true)
        }
    }

    /// The schema with some parts replaced by values, some of which make references.
    mutating func damaged(_ schema: JSONValue) -> JSONValue {
        guard pick(6) > 0 else {
            return pick(3) == 0 ? ["$ref": .string(["#", "#/not", "#/allOf/0", "x"][pick(4)])] : value()
        }
        switch schema {
        case .array(let items): return .array(items.map { damaged($0) })
        case .object(let object): return .object(JSONObject(object.members.map { ($0.key, damaged($0.value)) }))
        default: return schema
        }
    }

    mutating func shuffled(_ value: JSONValue) -> JSONValue {
        switch value {
        case .array(let items): .array(items.map { shuffled($0) })
        case .object(let object):
            .object(JSONObject(object.members.map { ($0.key, shuffled($0.value)) }.shuffled(using: &random)))
        default: value
        }
    }
}

@Suite("Laws of schemas")
struct SchemaLawTests {
    @Test("What schemas say together follows from what each says", arguments: 0..<8 as Range<UInt64>)
    func laws(seed: UInt64) throws {
        var generator = SchemaGenerator(random: SeededGenerator(state: seed))
        var accepted = 0
        for _ in 0..<100 {
            let (a, b) = (generator.schema(), generator.schema())
            let (first, second) = try (JSONSchema(a), JSONSchema(b))
            let reordered = try JSONSchema(generator.shuffled(a))
            let all = try JSONSchema(["allOf": [a, b]])
            let any = try JSONSchema(["anyOf": [a, b]])
            let one = try JSONSchema(["oneOf": [a, b]])
            let twice = try JSONSchema(["not": ["not": a]])
            let referred = try JSONSchema(["$ref": "#/$defs/a", "$defs": ["a": a]])
            for _ in 0..<10 {
                let value = generator.value()
                let (left, right) = (first.accepts(value), second.accepts(value))
                if left { accepted += 1 }
                let context: Comment = "\(a) \(b) \(value)"
                #expect(first.faults(in: value).isEmpty == left, context)
                #expect(first.faults(in: value, limit: 1).isEmpty == left, context)
                #expect(first.accepts(generator.shuffled(value)) == left, context)
                #expect(reordered.accepts(value) == left, context)
                #expect(all.accepts(value) == (left && right), context)
                #expect(any.accepts(value) == (left || right), context)
                #expect(one.accepts(value) == (left != right), context)
                #expect(twice.accepts(value) == left, context)
                #expect(referred.accepts(value) == left, context)
            }
        }
        // Laws on values that are all refused, or all valid, would say nothing.
        #expect(accepted > 100 && accepted < 900)
    }

    @Test("A fault names a keyword of the schema and a part of the value", arguments: 0..<8 as Range<UInt64>)
    func places(seed: UInt64) throws {
        var generator = SchemaGenerator(random: SeededGenerator(state: seed))
        for _ in 0..<400 {
            let (document, value) = (generator.schema(), generator.value())
            for fault in try JSONSchema(document).faults(in: value) {
                #expect(part(fault.schemaLocation, of: document) != nil, "\(document) \(value) \(fault)")
                #expect(fault.schemaLocation.hasSuffix(fault.keyword), "\(document) \(value) \(fault)")
                #expect(part(fault.instanceLocation, of: value) != nil, "\(document) \(value) \(fault)")
            }
        }
    }

    @Test("Whatever stands in a schema is read, or refused at a place that is there", arguments: 0..<8 as Range<UInt64>)
    func refusals(seed: UInt64) throws {
        var generator = SchemaGenerator(random: SeededGenerator(state: seed))
        var refused = 0
        for _ in 0..<400 {
            let document = generator.damaged(generator.schema())
            do {
                _ = try JSONSchema(document)
            } catch {
                refused += 1
                #expect(part(error.location, of: document) != nil, "\(document) \(error.location)")
                #expect(
                    error.keyword.isEmpty || error.location.hasSuffix(error.keyword), "\(document) \(error.location)")
            }
        }
        #expect(refused > 50)
    }

    /// What stands at a JSON Pointer without escapes.
    private func part(_ pointer: String, of value: JSONValue) -> JSONValue? {
        pointer.split(separator: "/").reduce(value) { value, step in
            value?[String(step)] ?? Int(step).flatMap { value?[$0] }
        }
    }
}
