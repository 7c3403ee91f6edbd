import JSON
import Screens

extension DefinitionReader {
    /// The type that a property's schema states: the subset of JSON Schema that `ArgumentDomain.jsonSchema` writes.
    ///
    /// `x-element` is ours: it makes an integer the id of an element that affords what it names, or `any`.
    func type(_ schema: JSONObject, at path: String) throws(ToolDefinitionError) -> ArgumentType {
        let general = ["type", "description", "default", "title"]
        // A list of words needs no type; all else does.
        guard let name = schema["type"]?.string ?? schema["enum"].map({ _ in "string" }) else {
            throw malformed("the name of one type is needed here", at: path + ".type")
        }
        switch name {
        case "string":
            if let words = schema["enum"] {
                try expect(schema, only: general + ["enum"], at: path)
                return .oneOf(try self.words(words, at: path + ".enum"))
            }
            try expect(schema, only: general + ["minLength", "maxLength"], at: path)
            return .string(length: try counts(schema, "minLength", "maxLength", at: path))
        case "integer":
            if let affordance = schema["x-element"] {
                // The ids begin at 1 in any case.
                try expect(schema, only: general + ["x-element", "minimum"], at: path)
                return .element(affording: try self.affordance(affordance, at: path + ".x-element"))
            }
            try expect(schema, only: general + ["minimum", "maximum"], at: path)
            guard schema["minimum"] != nil || schema["maximum"] != nil else { return .integer(nil) }
            let low = try bound(schema["minimum"], or: Int64.min, at: path + ".minimum", \.integer)
            let high = try bound(schema["maximum"], or: Int64.max, at: path + ".maximum", \.integer)
            return .integer(try range(low, high, at: path))
        case "number":
            try expect(schema, only: general + ["minimum", "maximum"], at: path)
            guard schema["minimum"] != nil || schema["maximum"] != nil else { return .number(nil) }
            let most = Double.greatestFiniteMagnitude
            let low = try bound(schema["minimum"], or: -most, at: path + ".minimum", \.number)
            let high = try bound(schema["maximum"], or: most, at: path + ".maximum", \.number)
            return .number(try range(low, high, at: path))
        case "boolean":
            try expect(schema, only: general, at: path)
            return .boolean
        case "array":
            try expect(schema, only: general + ["items", "minItems", "maxItems"], at: path)
            let items = try object(schema["items"] ?? .null, at: path + ".items")
            return .array(
                of: try type(items, at: path + ".items"),
                count: try counts(schema, "minItems", "maxItems", at: path))
        default:
            throw ToolDefinitionError(
                .unsupported, "type \(Wording.quoted(name)) is not supported", tool: tool, path: path + ".type")
        }
    }

    private func words(_ json: JSONValue, at path: String) throws(ToolDefinitionError) -> [String] {
        let words = json.array?.compactMap(\.string) ?? []
        guard let array = json.array, words.count == array.count else {
            throw ToolDefinitionError(.unsupported, "only a list of texts is supported", tool: tool, path: path)
        }
        return words
    }

    private func affordance(_ json: JSONValue, at path: String) throws(ToolDefinitionError) -> ElementActions? {
        if json.string == "any" { return nil }
        let all: [ElementActions] = [.tap, .longPress, .type, .scroll]
        guard let word = json.string, let action = all.first(where: { $0.words == [word] }) else {
            let words = all.flatMap(\.words) + ["any"]
            throw malformed("must be \(Wording.choice(words))", at: path)
        }
        return action
    }

    private func counts(
        _ schema: JSONObject, _ minimum: String, _ maximum: String, at path: String
    ) throws(ToolDefinitionError) -> ClosedRange<Int>? {
        guard schema[minimum] != nil || schema[maximum] != nil else { return nil }
        let low = try bound(schema[minimum], or: 0, at: "\(path).\(minimum)") { $0.integer.flatMap(Int.init(exactly:)) }
        let high = try bound(schema[maximum], or: Int.max, at: "\(path).\(maximum)") {
            $0.integer.flatMap(Int.init(exactly:))
        }
        return try range(low, high, at: path)
    }

    private func bound<Value>(
        _ json: JSONValue?, or absent: Value, at path: String, _ read: (JSONValue) -> Value?
    ) throws(ToolDefinitionError) -> Value {
        guard let json else { return absent }
        guard let value = read(json) else { throw malformed("a number of this type is needed here", at: path) }
        return value
    }

    private func range<Value: Comparable>(
        _ low: Value, _ high: Value, at path: String
    ) throws(ToolDefinitionError) -> ClosedRange<Value> {
        guard low <= high else {
            throw ToolDefinitionError(.emptyType, "the lower bound lies above the upper one", tool: tool, path: path)
        }
        return low...high
    }
}
