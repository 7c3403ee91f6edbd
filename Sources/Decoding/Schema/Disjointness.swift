import JSON
import Patterns
import Schemas

/// Whether two shapes have no value in common; "no" may mean that it cannot be shown.
extension ShapeExpansion {
    /// Levels of nested members that are compared.
    private static let deepestComparison = 4

    mutating func isDisjoint(_ one: Shape, _ other: Shape, depth: Int) throws(DecodingError) -> Bool {
        if depth > Self.deepestComparison { return false }
        // Two shapes cost as much as some twenty pairs of states of two texts.
        comparison.steps -= 20
        guard comparison.steps > 0 else { throw tooLongComparison }
        switch (one, other) {
        case (.values(let values), .values(let others)): return Set(values).isDisjoint(with: others)
        case (.values(let values), let shape), (let shape, .values(let values)):
            return values.allSatisfy { Self.excludes(shape, $0) }
        case (.null, .null), (.boolean, .boolean): return false
        case (.number(let one), .number(let other)): return one.isBelow(other) || other.isBelow(one)
        case (.string(let one), .string(let other)): return try isDisjoint(one, other)
        case (.array(let one), .array(let other)): return try isDisjoint(one, other, depth)
        case (.object(let one), .object(let other)): return try isDisjoint(one, other, depth)
        default: return true
        }
    }

    /// Whether a value can be shown not to be of a shape.
    private static func excludes(_ shape: Shape, _ value: JSONValue) -> Bool {
        switch (shape, value) {
        case (.null, .null), (.boolean, .bool), (.array, .array), (.object, .object): false
        case (.number(let shape), .integer), (.number(let shape), .number):
            NumberShape(isInteger: false, low: .at(value), high: .at(value)).isBelow(shape)
                || shape.isBelow(NumberShape(isInteger: false, low: .at(value), high: .at(value)))
                || (shape.isInteger && !value.isWhole)
        case (.string(let shape), .string(let text)):
            !(shape.least...max(shape.most ?? Int.max, shape.least)).contains(text.unicodeScalars.count)
                || shape.texts.contains { !$0.accepts(text) }
        case (.values(let values), _): !values.contains(value)
        default: true
        }
    }

    private var tooLongComparison: DecodingError {
        DecodingError(
            .tooLarge, "telling the alternatives of \"oneOf\" apart takes too many comparisons", keyword: "oneOf",
            at: schema.nodes[comparison.owner].location)
    }

    private mutating func isDisjoint(_ one: StringShape, _ other: StringShape) throws(DecodingError) -> Bool {
        if let most = one.most, most < other.least { return true }
        if let most = other.most, most < one.least { return true }
        do throws(PatternError) {
            for text in one.texts {
                for opposite in other.texts where try text.isDisjoint(from: opposite, steps: &comparison.steps) {
                    return true
                }
            }
            return false
        } catch {
            throw tooLongComparison
        }
    }

    private mutating func isDisjoint(
        _ one: ArrayShape, _ other: ArrayShape, _ depth: Int
    ) throws(DecodingError) -> Bool {
        if let most = one.most, most < other.least { return true }
        if let most = other.most, most < one.least { return true }
        for index in 0..<min(max(one.least, other.least), max(one.prefix.count, other.prefix.count) + 1)
        where try areDisjoint(one.item(index), other.item(index), depth) {
            return true
        }
        return false
    }

    /// Objects differ when a member that one needs cannot be in the other, or not with such a value.
    private mutating func isDisjoint(
        _ one: ObjectShape, _ other: ObjectShape, _ depth: Int
    ) throws(DecodingError) -> Bool {
        for (shape, against) in [(one, other), (other, one)] {
            for member in shape.members where member.isRequired {
                guard let value = against.value(named: member.name) else { return true }
                if try areDisjoint(member.value, value, depth) { return true }
            }
        }
        return false
    }

    private mutating func areDisjoint(
        _ one: Conjunction, _ other: Conjunction, _ depth: Int
    ) throws(DecodingError) -> Bool {
        if one == other || open.contains(one) || open.contains(other) { return false }
        for shape in try shapes(of: one) {
            for opposite in try shapes(of: other) where try !isDisjoint(shape, opposite, depth: depth + 1) {
                return false
            }
        }
        return true
    }
}

extension JSONValue {
    /// Whether a number has no fraction; also one that 64 bits do not hold.
    fileprivate var isWhole: Bool { number.map { $0 == $0.rounded() } ?? false }
}

extension NumberShape.Bound {
    fileprivate static func at(_ value: JSONValue) -> NumberShape.Bound { .init(value: value, isExclusive: false) }
}

extension NumberShape {
    /// Whether every number of this is less than every one of the other.
    fileprivate func isBelow(_ other: NumberShape) -> Bool {
        guard let high, let low = other.low, let top = high.value.number, let bottom = low.value.number else {
            return false
        }
        return top < bottom || (high.value == low.value && (high.isExclusive || low.isExclusive))
    }
}

extension ObjectShape {
    /// What binds the value of a member of that name, or nil when there can be none.
    fileprivate func value(named name: String) -> Conjunction? {
        if let member = members.first(where: { $0.name.utf8.elementsEqual(name.utf8) }) { return member.value }
        return others.first { $0.names.accepts(name) }?.value
    }
}
