import JSON

extension SchemaReader {
    func string(_ value: JSONValue, _ keyword: SchemaKeyword, at place: Place) throws(SchemaError) -> String {
        guard let text = value.string else { throw place.malformed(keyword, "a text", not: value) }
        return text
    }

    func object(_ value: JSONValue, _ keyword: SchemaKeyword, at place: Place) throws(SchemaError) -> JSONObject {
        guard let object = value.object else { throw place.malformed(keyword, "an object", not: value) }
        return object
    }

    func array(_ value: JSONValue, _ keyword: SchemaKeyword, at place: Place) throws(SchemaError) -> [JSONValue] {
        guard let values = value.array else { throw place.malformed(keyword, "a list", not: value) }
        return values
    }

    func number(_ value: JSONValue, _ keyword: SchemaKeyword, at place: Place) throws(SchemaError) -> JSONValue {
        guard value.number != nil else { throw place.malformed(keyword, "a number", not: value) }
        return value
    }

    /// A whole number from 0; one beyond `Int` counts as the greatest.
    func count(_ value: JSONValue, _ keyword: SchemaKeyword, at place: Place) throws(SchemaError) -> Int {
        guard let number = value.number, number >= 0, value.isInteger else {
            throw place.malformed(keyword, "a whole number from 0", not: value)
        }
        return value.integer.flatMap(Int.init(exactly:)) ?? .max
    }

    func names(_ value: JSONValue, _ keyword: SchemaKeyword, at place: Place) throws(SchemaError) -> [String] {
        var names: [String] = []
        var seen: Set<ExactString> = []
        for value in try array(value, keyword, at: place) {
            guard let name = value.string else { throw place.malformed(keyword, "a list of texts", not: value) }
            guard seen.insert(ExactString(name)).inserted else {
                throw SchemaError(
                    .malformed, "\(keyword.rawValue) names \(Wording.quoted(name)) twice",
                    at: place.location(of: keyword), keyword: keyword.rawValue)
            }
            names.append(name)
        }
        return names
    }

    func types(_ value: JSONValue, at place: Place) throws(SchemaError) -> SchemaTypes {
        let names = value.string.map { [JSONValue.string($0)] } ?? value.array ?? []
        var types: SchemaTypes = []
        for name in names {
            guard let type = name.string.flatMap(SchemaTypes.init(name:)) else {
                throw place.malformed(.type, "one of JSON's types or a list of them", not: name)
            }
            guard types.insert(type).inserted else { throw place.malformed(.type, "without repeats", not: name) }
        }
        guard !types.isEmpty else { throw place.malformed(.type, "one of JSON's types or a list of them", not: value) }
        return types
    }
}

extension SchemaTypes {
    /// All seven under their names, in the order in which a sentence lists them.
    static let named: [(name: String, type: SchemaTypes)] = [
        ("string", .string), ("integer", .integer), ("number", .number), ("boolean", .boolean), ("array", .array),
        ("object", .object), ("null", .null),
    ]

    init?(name: String) {
        guard let type = Self.named.first(where: { $0.name == name })?.type else { return nil }
        self = type
    }
}
