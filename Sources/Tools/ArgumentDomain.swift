package import JSON
package import Schemas
package import Screens

/// The values that one argument may take: its type, with elements resolved to the ids that can be used on a screen.
package indirect enum ArgumentDomain: Sendable, Hashable {
    /// These ids, ascending; may be empty.
    case elements([Int])
    /// Any id, because no screen is given.
    case anyElement
    case string(length: ClosedRange<Int>?)
    case integer(ClosedRange<Int64>?)
    case number(ClosedRange<Double>?)
    case boolean
    case oneOf([String])
    case array(of: ArgumentDomain, count: ClosedRange<Int>?)
    case schema(JSONSchema)

    package init(_ type: ArgumentType, on screen: Screen?) {
        var elements = UsableElements(screen)
        self.init(type, &elements)
    }

    init(_ type: ArgumentType, _ elements: inout UsableElements) {
        switch type {
        case .element(let affordance): self = elements.ids(affording: affordance).map(Self.elements) ?? .anyElement
        case .string(let length): self = .string(length: length)
        case .integer(let range): self = .integer(range)
        case .number(let range): self = .number(range)
        case .boolean: self = .boolean
        case .oneOf(let words): self = .oneOf(words)
        case .array(let item, let count):
            let domain = ArgumentDomain(item, &elements)
            self = .array(of: domain, count: domain.isEmpty && (count?.lowerBound ?? 0) == 0 ? 0...0 : count)
        case .schema(let schema): self = .schema(schema)
        }
    }

    /// Whether no value fits.
    package var isEmpty: Bool {
        switch self {
        case .elements(let ids): ids.isEmpty
        case .array(let item, let count): item.isEmpty && (count?.lowerBound ?? 0) > 0
        case .schema(let schema): schema.document == false
        case .anyElement, .string, .integer, .number, .boolean, .oneOf: false
        }
    }

    /// The value as the executor wants it, or nil when it does not belong to the domain.
    ///
    /// Whole numbers may be written as 3.0, as JSON Schema has it, and become integers; numbers become doubles.
    /// Nothing else is converted: "3" is a text. What a schema accepts stays as it is.
    package func normalized(_ value: JSONValue) -> JSONValue? {
        switch (self, value) {
        case (.elements(let ids), _):
            guard let id = value.integer, ids.contains(where: { Int64($0) == id }) else { return nil }
            return .integer(id)
        case (.anyElement, _):
            guard let id = value.integer, id >= 1 else { return nil }
            return .integer(id)
        case (.integer(let range), _):
            guard let number = value.integer, range?.contains(number) ?? true else { return nil }
            return .integer(number)
        case (.number(let range), _):
            guard let number = value.number, number.isFinite, range?.contains(number) ?? true else { return nil }
            return .number(number)
        case (.string(let length), .string(let text)):
            guard length?.contains(text.unicodeScalars.count) ?? true else { return nil }
            return value
        case (.boolean, .bool): return value
        case (.oneOf(let words), .string(let word)):
            // By scalars, as JSON Schema compares; Swift lets composed and decomposed letters pass for one another.
            guard words.contains(where: { $0.unicodeScalars.elementsEqual(word.unicodeScalars) }) else { return nil }
            return value
        case (.array(let item, let count), .array(let values)):
            guard count?.contains(values.count) ?? true else { return nil }
            let normal = values.compactMap { item.normalized($0) }
            guard normal.count == values.count else { return nil }
            return .array(normal)
        case (.schema(let schema), _):
            guard schema.accepts(value) else { return nil }
            return value
        default: return nil
        }
    }
}
