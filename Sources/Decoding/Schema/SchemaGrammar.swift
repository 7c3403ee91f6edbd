import JSON
import Patterns
package import Schemas

/// How a document is spaced.
package enum Spacing: String, Sendable, CaseIterable {
    /// `{"a":1,"b":2}`: fewest tokens.
    case compact
    /// `{"a": 1, "b": 2}`: as most chat templates write JSON.
    case spaced
    /// Any white space between the parts, none before and behind the document.
    case flexible
}

extension Grammar {
    /// The grammar of the JSON documents that satisfy a schema.
    ///
    /// Members come in the order of `properties`, then of `required`, then the others; strings have any escape where
    /// their content is free and the shortest form where it is bound; integers are written without fraction and
    /// exponent, numbers with bounds without exponent.
    ///
    /// - Throws: `unsupported` for a keyword that cannot be kept, by name and place; `unsatisfiable`; `tooLarge`.
    package init(_ schema: JSONSchema, spacing: Spacing = .compact) throws(DecodingError) {
        var builder = SchemaGrammar(schema, spacing: spacing)
        let start = try builder.document(builder.nodes.end)
        guard let grammar = builder.nodes.grammar(from: start) else {
            throw DecodingError(.unsatisfiable, "no finite value satisfies this schema", at: "")
        }
        self = grammar
    }
}

/// Turns the shapes of a schema into the nodes of a grammar.
struct SchemaGrammar {
    let spacing: Spacing
    /// Whether numbers without bounds must still fit the types that a program reads them into.
    let isMachineSized: Bool
    var nodes: GrammarBuilder
    private let root: SchemaNode.ID
    private var expansion: ShapeExpansion
    /// Where the lists and objects of a conjunction begin: each is a rule of its own.
    private var rules: [Rule: Grammar.NodeID] = [:]

    private struct Rule: Hashable {
        var value: Conjunction
        var shape: Int
    }

    /// - Parameter nodes: those of a grammar of which this schema is a part.
    init(
        _ schema: JSONSchema, spacing: Spacing, isMachineSized: Bool = false, nodes: GrammarBuilder = GrammarBuilder()
    ) {
        self.spacing = spacing
        self.isMachineSized = isMachineSized
        self.nodes = nodes
        root = schema.root
        expansion = ShapeExpansion(schema)
    }

    /// A document that satisfies the schema, then `next`.
    mutating func document(_ next: Grammar.NodeID) throws(DecodingError) -> Grammar.NodeID {
        try value(Conjunction([root]), next)
    }

    /// A value that the conjunction allows, then `next`.
    mutating func value(_ value: Conjunction, _ next: Grammar.NodeID) throws(DecodingError) -> Grammar.NodeID {
        guard nodes.nodes.count <= GrammarBuilder.mostNodes else {
            throw error(.tooLarge, "the grammar has more than \(GrammarBuilder.mostNodes) nodes", value)
        }
        var options: [Grammar.NodeID] = []
        for (index, shape) in try expansion.shapes(of: value).enumerated() {
            switch shape {
            case .values(let values): options.append(nodes.terminal(.oneOf(values.map { Array(text($0).utf8) }), next))
            case .null: options.append(nodes.terminal(.null, next))
            case .boolean: options.append(nodes.terminal(.boolean, next))
            case .number(let number): options.append(try self.number(number, value, next))
            case .string(let string): options.append(try self.string(string, value, next))
            case .array, .object:
                let rule = Rule(value: value, shape: index)
                if let start = rules[rule] {
                    options.append(nodes.call(start, next))
                    continue
                }
                let start = nodes.placeholder()
                rules[rule] = start
                nodes.fill(start, with: try container(shape))
                options.append(nodes.call(start, next))
            }
        }
        return nodes.branch(options)
    }

    private mutating func container(_ shape: Shape) throws(DecodingError) -> Grammar.NodeID {
        switch shape {
        case .array(let array): try self.array(array)
        case .object(let object): try self.object(object)
        default: nodes.branch([])
        }
    }

    // MARK: Scalars

    private mutating func number(
        _ shape: NumberShape, _ value: Conjunction, _ next: Grammar.NodeID
    ) throws(DecodingError) -> Grammar.NodeID {
        if shape.low == nil, shape.high == nil, shape.divisors.isEmpty {
            let (integer, number): (PlainTerminal, PlainTerminal) =
                isMachineSized ? (.int64, .double) : (.integer, .number)
            return nodes.terminal(shape.isInteger ? integer : number, next)
        }
        do throws(PatternError) {
            let texts = try (isMachineSized ? shape.machineSized : shape).automaton()
            return texts.isEmpty ? nodes.branch([]) : nodes.terminal(.bare(texts), next)
        } catch {
            throw self.error(.tooLarge, error.message, value)
        }
    }

    private mutating func string(
        _ shape: StringShape, _ value: Conjunction, _ next: Grammar.NodeID
    ) throws(DecodingError) -> Grammar.NodeID {
        if let sources = shape.sources {
            return nodes.literal("\"", nodes.terminal(.span(of: sources), next))
        }
        if let format = shape.onlyFormat, let terminal = FormatTerminals.terminal(format) {
            return nodes.literal("\"", nodes.terminal(terminal, next))
        }
        if shape.texts.isEmpty { return nodes.literal("\"", nodes.string((shape.least, shape.most), next)) }
        do throws(PatternError) {
            let texts = try shape.automaton()
            if texts.isEmpty { return nodes.branch([]) }
            return nodes.literal("\"", nodes.terminal(.string(texts), next))
        } catch {
            throw self.error(.tooLarge, error.message, value)
        }
    }

    /// A value as the document writes it.
    func text(_ value: JSONValue) -> String { spacing == .spaced ? value.spacedText : value.print() }

    func error(_ code: DecodingError.Code, _ message: String, _ value: Conjunction) -> DecodingError {
        DecodingError(code, message, at: value.nodes.first.map { expansion.schema.nodes[$0].location } ?? "")
    }

    // MARK: Punctuation

    mutating func opening(_ text: String, _ next: Grammar.NodeID) -> Grammar.NodeID { nodes.literal(text, gap(next)) }

    mutating func closing(_ text: String, _ next: Grammar.NodeID) -> Grammar.NodeID { gap(nodes.literal(text, next)) }

    mutating func comma(_ next: Grammar.NodeID) -> Grammar.NodeID {
        spacing == .flexible ? gap(nodes.literal(",", gap(next))) : nodes.literal(spacing == .spaced ? ", " : ",", next)
    }

    mutating func colon(_ next: Grammar.NodeID) -> Grammar.NodeID {
        spacing == .flexible ? gap(nodes.literal(":", gap(next))) : nodes.literal(spacing == .spaced ? ": " : ":", next)
    }

    /// White space, where it is free.
    private mutating func gap(_ next: Grammar.NodeID) -> Grammar.NodeID {
        spacing == .flexible ? nodes.terminal(.space, next) : next
    }
}

extension NumberShape {
    /// The numbers as a document writes them.
    fileprivate func automaton() throws(PatternError) -> ScalarAutomaton {
        let range = DecimalRange(
            low: try low.map(decimal), lowIsExclusive: low?.isExclusive ?? false, high: try high.map(decimal),
            highIsExclusive: high?.isExclusive ?? false)
        let isUnbounded = low == nil && high == nil
        var automaton = ScalarAutomaton.anything
        if isInteger {
            let whole = divisors.compactMap(\.integer)
            automaton = try .integers(in: range, multipleOf: whole.first ?? 1)
            for divisor in whole.dropFirst() {
                automaton = try automaton.intersection(.integers(in: range, multipleOf: divisor))
            }
        } else if !isUnbounded || divisors.isEmpty {
            automaton = try .numbers(in: range)
        }
        for divisor in divisors where !isInteger || divisor.integer == nil {
            automaton = try automaton.intersection(.multiples(of: try DecimalNumber(divisor.print())))
        }
        // As without divisors, JSON's other zero is one.
        return isInteger && isUnbounded ? try automaton.union(.literal("-0")) : automaton
    }

    /// The numbers of this that 64 bits hold; of fractions those of up to 18 digits before the point.
    fileprivate var machineSized: NumberShape {
        let most: JSONValue = .integer(isInteger ? .max : 999_999_999_999_999_999)
        let least: JSONValue = .integer(isInteger ? .min : -999_999_999_999_999_999)
        var shape = self
        shape.low = low ?? Bound(value: least, isExclusive: false)
        shape.high = high ?? Bound(value: most, isExclusive: false)
        return shape
    }

    private func decimal(_ bound: Bound) throws(PatternError) -> DecimalNumber {
        try DecimalNumber(bound.value.print())
    }
}

extension JSONValue {
    /// The value with a blank behind each comma and colon, as Python's `json.dumps` prints it.
    fileprivate var spacedText: String {
        switch self {
        case .array(let items): "[" + items.map(\.spacedText).joined(separator: ", ") + "]"
        case .object(let object):
            "{"
                + object.members.map { "\(JSONValue.string($0.key).print()): \($0.value.spacedText)" }
                .joined(separator: ", ") + "}"
        default: print()
        }
    }
}
