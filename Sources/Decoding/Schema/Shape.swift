import JSON
import Patterns
import Schemas

/// Subschemas that must all hold of one value: what a place in a document is bound by.
///
/// The empty one holds of everything. Equal ones stand for the same rule of a grammar, which is how a schema that
/// refers to itself becomes a grammar that does.
struct Conjunction: Hashable {
    /// Ascending, each once.
    private(set) var nodes: [SchemaNode.ID]

    init(_ nodes: some Sequence<SchemaNode.ID>) { self.nodes = Set(nodes).sorted() }

    static let anything = Conjunction([])
}

/// The values of one type that a conjunction allows; it allows what any of its shapes does.
enum Shape {
    /// Exactly these, of whatever types.
    case values([JSONValue])
    case null
    case boolean
    case number(NumberShape)
    case string(StringShape)
    case array(ArrayShape)
    case object(ObjectShape)
}

/// Numbers between two bounds.
struct NumberShape {
    var isInteger: Bool
    var low: Bound?
    var high: Bound?
    /// Each must divide the number.
    var divisors: [JSONValue] = []

    struct Bound {
        var value: JSONValue
        var isExclusive: Bool
    }
}

/// Texts of so many scalars that every automaton accepts.
struct StringShape {
    var least = 0
    var most: Int?
    var texts: [ScalarAutomaton] = []
    /// The format that alone binds the text; nil where there is none or more than that.
    var onlyFormat: String?
}

/// Lists: what each of the first items is, what the others are, and how many there are.
struct ArrayShape {
    var prefix: [Conjunction]
    var rest: Conjunction
    var least: Int
    var most: Int?

    func item(_ index: Int) -> Conjunction { index < prefix.count ? prefix[index] : rest }
}

/// Objects: members with known names in their order, then others.
struct ObjectShape {
    var members: [Member]
    /// Other members, by what their names are like; none that is a member's name.
    var others: [Others]
    var least: Int
    var most: Int?

    struct Member {
        var name: String
        var value: Conjunction
        var isRequired: Bool
    }

    struct Others {
        var names: ScalarAutomaton
        var value: Conjunction
    }

    var required: Int { members.count { $0.isRequired } }
}
