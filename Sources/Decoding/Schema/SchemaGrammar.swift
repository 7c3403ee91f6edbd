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

    /// The terminals of numbers, strings and listed values: each is made once, however often its place is written out.
    private var terminals: [Rule: Int] = [:]
    /// Lists and objects within one another that are being written.
    private var depth = 0
    /// References make schemas deeper than their text is.
    private static let deepest = 256

    private struct Rule: Hashable {
        var value: Conjunction
        var shape: Int
    }

    /// Begins with the nodes of a grammar of which this schema is a part.
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
        guard nodes.states <= GrammarBuilder.mostStates else {
            throw error(
                .tooLarge, "patterns, formats and numbers take more than \(GrammarBuilder.mostStates) states", value)
        }
        var options: [Grammar.NodeID] = []
        for (index, shape) in try expansion.shapes(of: value).enumerated() {
            let rule = Rule(value: value, shape: index)
            switch shape {
            case .values(let values):
                guard !values.contains(where: \.isRounded) else {
                    throw error(
                        .unsupported, "a number of \"enum\" is beyond 64 bits and cannot be written exactly",
                        keyword: "enum",
                        value)
                }
                let texts = values.map { Array(text($0).utf8) }
                // At most a state a byte; a single text is no automaton.
                guard texts.count == 1 || texts.lazy.map(\.count).reduce(0, +) <= GrammarBuilder.mostStates else {
                    throw error(.tooLarge, "listed values have more than \(GrammarBuilder.mostStates) bytes", value)
                }
                options.append(
                    try texts.count == 1 ? nodes.literal(texts[0], next) : terminal(rule, next) { .init(.oneOf(texts)) }
                )
            case .null: options.append(nodes.terminal(.null, next))
            case .boolean: options.append(nodes.terminal(.boolean, next))
            case .number(let number): options.append(try self.number(number, rule, next))
            case .string(let string): options.append(nodes.literal("\"", try content(of: string, rule, next)))
            case .array(let array):
                options.append(
                    try container(rule, next) { grammar throws(DecodingError) in try grammar.array(array, value) })
            case .object(let object):
                options.append(
                    try container(rule, next) { grammar throws(DecodingError) in try grammar.object(object, value) })
            }
        }
        return nodes.branch(options)
    }

    /// Calls the rule of a list or an object, which is written when it is first met.
    private mutating func container(
        _ rule: Rule, _ next: Grammar.NodeID,
        _ body: (inout SchemaGrammar) throws(DecodingError) -> Grammar.NodeID
    ) throws(DecodingError) -> Grammar.NodeID {
        if let start = rules[rule] { return nodes.call(start, next) }
        guard depth < Self.deepest else {
            throw error(
                .tooLarge, "more than \(Self.deepest) lists and objects are defined within one another", rule.value)
        }
        depth += 1
        defer { depth -= 1 }
        let start = nodes.placeholder()
        rules[rule] = start
        nodes.fill(start, with: try body(&self))
        return nodes.call(start, next)
    }

    // MARK: Scalars

    /// Reads the terminal of a place.
    private mutating func terminal(
        _ rule: Rule, _ next: Grammar.NodeID, _ make: () throws(PatternError) -> Terminal
    ) throws(DecodingError) -> Grammar.NodeID {
        if let known = terminals[rule] { return nodes.terminal(known, next) }
        do throws(PatternError) {
            let made = nodes.terminal(try make())
            terminals[rule] = made
            return nodes.terminal(made, next)
        } catch {
            throw self.error(.tooLarge, error.message, rule.value)
        }
    }

    private mutating func number(
        _ shape: NumberShape, _ rule: Rule, _ next: Grammar.NodeID
    ) throws(DecodingError) -> Grammar.NodeID {
        if shape.low == nil, shape.high == nil, shape.divisors.isEmpty {
            let (integer, number): (PlainTerminal, PlainTerminal) =
                isMachineSized ? (.int64, .double) : (.integer, .number)
            return nodes.terminal(shape.isInteger ? integer : number, next)
        }
        let isMachineSized = isMachineSized
        return try terminal(rule, next) { () throws(PatternError) in
            Terminal(.bare(try (isMachineSized ? shape.machineSized : shape).automaton()))
        }
    }

    /// The rest of a string behind its opening quote.
    private mutating func content(
        of shape: StringShape, _ rule: Rule, _ next: Grammar.NodeID
    ) throws(DecodingError) -> Grammar.NodeID {
        if shape.texts.isEmpty { return nodes.string((shape.least, shape.most), next) }
        return try terminal(rule, next) { () throws(PatternError) in
            if let format = shape.onlyFormat, let terminal = FormatTerminals.terminal(format) { return terminal }
            return Terminal(.string(try shape.automaton()))
        }
    }

    /// A value as the document writes it.
    func text(_ value: JSONValue) -> String { spacing == .spaced ? value.spacedText : value.print() }

    func error(
        _ code: DecodingError.Code, _ message: String, keyword: String? = nil, _ value: Conjunction
    ) -> DecodingError {
        let location = value.nodes.first.map { expansion.schema.nodes[$0].location } ?? ""
        return DecodingError(code, message, keyword: keyword, at: location)
    }

    // MARK: Punctuation

    mutating func opening(_ text: String, _ next: Grammar.NodeID) -> Grammar.NodeID { nodes.literal(text, gap(next)) }

    mutating func comma(_ next: Grammar.NodeID) -> Grammar.NodeID {
        spacing == .flexible ? gap(nodes.literal(",", gap(next))) : nodes.literal(spacing == .spaced ? ", " : ",", next)
    }

    mutating func colon(_ next: Grammar.NodeID) -> Grammar.NodeID {
        spacing == .flexible ? gap(nodes.literal(":", gap(next))) : nodes.literal(spacing == .spaced ? ": " : ":", next)
    }

    /// White space, where it is free.
    mutating func gap(_ next: Grammar.NodeID) -> Grammar.NodeID {
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
        if !isInteger, !divisors.isEmpty { automaton = try automaton.intersection(Self.exactDoubles) }
        // As without divisors, JSON's other zero is one.
        return isInteger && isUnbounded ? try automaton.union(.literal("-0")) : automaton
    }

    /// Integers, and fractions of so few digits that a reader that makes a `Double` of them finds the same multiples.
    private static let exactDoubles =
        (try? Pattern(#"^-?[0-9]+$|^-?[0-9]{1,15}\.[0-9]{1,12}$"#).automaton) ?? .nothing

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
    /// Whether a number in it was read as the nearest `Double`: its last digits may be others than those that were written.
    fileprivate var isRounded: Bool {
        switch self {
        case .number(let number): number.magnitude >= 0x1p63
        case .array(let items): items.contains(where: \.isRounded)
        case .object(let object): object.members.contains { $0.value.isRounded }
        case .null, .bool, .integer, .string: false
        }
    }

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
