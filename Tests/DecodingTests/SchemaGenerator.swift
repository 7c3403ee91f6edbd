import JSON
import TestSupport

/// Random schemas over the keywords that a grammar keeps, each with some finite value in most cases.
struct SchemaGenerator {
    var random: SeededGenerator
    /// Whether `$defs` are referred to; they refer to themselves.
    private static let names = ["a", "b", "ab", "é\"", "long name"]

    init(seed: UInt64) { random = SeededGenerator(state: seed) }

    private mutating func pick(_ count: Int) -> Int { Int.random(in: 0..<count, using: &random) }

    private mutating func chance(_ one: Int) -> Bool { pick(one) == 0 }

    mutating func document() -> JSONValue {
        let definitions: JSONValue = ["x": schema(depth: 2), "y": schema(depth: 1)]
        guard var root = schema(depth: 3).object else { return true }
        root["$defs"] = definitions
        return .object(root)
    }

    mutating func schema(depth: Int) -> JSONValue {
        switch pick(depth > 0 ? 12 : 6) {
        case 0: return .object(["type": .string(["null", "boolean"][pick(2)])])
        case 1: return .object(number())
        case 2, 3: return .object(string())
        case 4: return ["enum": .array((0...pick(3)).map { _ in value(depth: 1) })]
        case 5: return chance(4) ? [:] : ["const": value(depth: 2)]
        case 6, 7: return .object(object(depth))
        case 8: return .object(array(depth))
        case 9: return ["anyOf": .array((0...pick(2)).map { _ in schema(depth: depth - 1) })]
        case 10:
            // Members whose values differ tell exclusive alternatives apart.
            return [
                "oneOf": .array(
                    (0...pick(2)).map { index in
                        [
                            "type": "object",
                            "properties": ["kind": ["const": .integer(Int64(index))], "v": schema(depth: 0)],
                            "required": ["kind"],
                        ]
                    })
            ]
        default: return ["$ref": .string("#/$defs/" + ["x", "y"][pick(2)])]
        }
    }

    private mutating func number() -> JSONObject {
        let isInteger = chance(2)
        var schema: JSONObject = ["type": isInteger ? "integer" : "number"]
        let low = Int64(pick(400)) - 200
        if chance(2) {
            schema[chance(2) ? "minimum" : "exclusiveMinimum"] = isInteger ? .integer(low) : .number(Double(low) / 8)
        }
        if chance(2) { schema[chance(2) ? "maximum" : "exclusiveMaximum"] = .integer(low + Int64(pick(60)) + 2) }
        if isInteger, chance(3) { schema["multipleOf"] = .integer(Int64(pick(7)) + 1) }
        return schema
    }

    private mutating func string() -> JSONObject {
        var schema: JSONObject = ["type": "string"]
        let least = pick(3)
        if chance(2) { schema["minLength"] = .integer(Int64(least)) }
        if chance(2) { schema["maxLength"] = .integer(Int64(least + pick(4))) }
        if chance(3) {
            schema["pattern"] = .string(["^[a-c]*$", "b", "^.{0,3}$", "[^x]$", "^é|\"", "^\\S+$"][pick(6)])
        }
        if chance(6) { schema["format"] = .string(["date", "ipv4", "uuid", "time"][pick(4)]) }
        return schema
    }

    private mutating func object(_ depth: Int) -> JSONObject {
        let names = Self.names.filter { _ in chance(2) }
        var schema: JSONObject = ["type": "object"]
        schema["properties"] = .object(JSONObject(names.map { ($0, self.schema(depth: depth - 1)) }))
        schema["required"] = .array(Self.names.filter { _ in chance(4) }.map { .string($0) })
        if chance(2) { schema["additionalProperties"] = chance(2) ? false : self.schema(depth: depth - 1) }
        if chance(5) { schema["patternProperties"] = ["^a": self.schema(depth: 0)] }
        if chance(8) { schema["propertyNames"] = ["maxLength": 3] }
        if chance(5) { schema["minProperties"] = 1 }
        if chance(5) { schema["maxProperties"] = .integer(Int64(pick(4))) }
        if chance(5) { schema["allOf"] = [["required": .array(names.prefix(1).map { .string($0) })]] }
        return schema
    }

    private mutating func array(_ depth: Int) -> JSONObject {
        var schema: JSONObject = ["type": "array"]
        if chance(2) { schema["items"] = self.schema(depth: depth - 1) }
        if chance(3) { schema["prefixItems"] = .array((0...pick(2)).map { _ in self.schema(depth: depth - 1) }) }
        let least = pick(3)
        if chance(2) { schema["minItems"] = .integer(Int64(least)) }
        if chance(2) { schema["maxItems"] = .integer(Int64(least + pick(3))) }
        return schema
    }

    mutating func value(depth: Int) -> JSONValue {
        switch pick(depth > 0 ? 8 : 6) {
        case 0: .null
        case 1: .bool(chance(2))
        case 2, 3: .integer(Int64(pick(9)) - 3)
        case 4: .number(Double(pick(9)) / 2)
        case 5: .string(["", "a", "bb", "é\"\n"][pick(4)])
        case 6: .array((0..<pick(3)).map { _ in value(depth: depth - 1) })
        default: .object(JSONObject((0..<pick(3)).map { _ in (Self.names[pick(5)], value(depth: depth - 1)) }))
        }
    }

    /// A document that differs from one in one place.
    mutating func mutant(of document: JSONValue) -> JSONValue {
        switch document {
        case .array(var items) where !items.isEmpty && !chance(4):
            let index = pick(items.count)
            switch pick(3) {
            case 0: items.remove(at: index)
            case 1: items.append(items[index])
            default: items[index] = mutant(of: items[index])
            }
            return .array(items)
        case .object(var object) where !object.isEmpty && !chance(4):
            let name = object.keys[pick(object.count)]
            switch pick(3) {
            case 0: object[name] = nil
            case 1: object[Self.names[pick(5)]] = value(depth: 1)
            default: object[name] = object[name].map { mutant(of: $0) }
            }
            return .object(object)
        case .integer(let number) where chance(2): return .integer(number &+ Int64(pick(41)) - 20)
        case .string(let text) where chance(2): return .string(chance(2) ? text + "b" : String(text.dropFirst()))
        default: return value(depth: 1)
        }
    }
}
