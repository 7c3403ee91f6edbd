import JSON

extension CallSpace {
    /// GBNF (llama.cpp) of one call, `{"name":"tap","arguments":{"element":2}}`, without white space.
    ///
    /// Every text it generates passes the validator. The reverse does not hold: required arguments come first,
    /// strings have no `\u` escapes and at most 500 characters (llama.cpp unrolls repetitions), and fractions end
    /// after six digits. Nil when nothing can be called: GBNF cannot say "nothing".
    package var gbnf: String? {
        if choices.isEmpty { return nil }
        var rules = GrammarRules()
        let calls = choices.map { choice in
            let parts =
                [.literal("{\"name\":\(choice.tool.name.jsonText),\"arguments\":{")]
                + choice.grammar(&rules) + [GrammarRules.Part.literal("}}")]
            return rules.rule("call-\(choice.tool.name)", GrammarRules.sequence(parts))
        }
        let root = "root ::= " + calls.joined(separator: " | ")
        return ([root] + rules.rules.map { "\($0.name) ::= \($0.body)" }).joined(separator: "\n")
    }
}

extension CallSpace.Choice {
    /// The members of the arguments object.
    fileprivate func grammar(_ rules: inout GrammarRules) -> [GrammarRules.Part] {
        var parts: [GrammarRules.Part] = []
        for argument in arguments where argument.parameter.isRequired {
            if !parts.isEmpty { parts.append(.literal(",")) }
            parts += argument.grammar(&rules)
        }
        var members: [[GrammarRules.Part]] = []
        for argument in arguments where !argument.parameter.isRequired { members.append(argument.grammar(&rules)) }
        if members.isEmpty { return parts }
        if !parts.isEmpty { return parts + members.map(Self.optional) }
        // Nothing comes first for certain, so each member may be the one without a comma.
        let firsts = members.indices.map { first in
            GrammarRules.sequence(members[first] + members[(first + 1)...].map(Self.optional))
        }
        return [.expression("(" + firsts.joined(separator: " | ") + ")?")]
    }

    private static func optional(_ member: [GrammarRules.Part]) -> GrammarRules.Part {
        .expression("(" + GrammarRules.sequence([.literal(",")] + member) + ")?")
    }
}

extension CallSpace.Argument {
    fileprivate func grammar(_ rules: inout GrammarRules) -> [GrammarRules.Part] {
        [.literal("\(parameter.name.jsonText):"), domain.grammar(named: parameter.name, &rules)]
    }
}

extension ArgumentDomain {
    /// One value; rules that list its alternatives are named after the argument.
    fileprivate func grammar(named name: String, _ rules: inout GrammarRules) -> GrammarRules.Part {
        switch self {
        case .elements(let ids): alternatives(name, ids.map { "\"\($0)\"" }, &rules)
        case .anyElement: .expression(rules.rule("element", "[1-9] [0-9]{0,5}"))
        case .string(let length): .expression(Self.string(length, &rules))
        case .integer(nil): .expression(rules.rule("integer", "\"0\" | \"-\"? [1-9] [0-9]{0,17}"))
        case .integer(let range?): alternatives(name, DigitGrammar.integers(range), &rules)
        case .number(nil):
            .expression(rules.rule("number", "\"-\"? (\"0\" | [1-9] [0-9]{0,14}) (\".\" [0-9]{1,6})?"))
        case .number(let range?): alternatives(name, DigitGrammar.numbers(range), &rules)
        case .boolean: .expression(rules.rule("boolean", "\"true\" | \"false\""))
        case .oneOf(let words): alternatives(name, words.map { GrammarRules.quoted($0.jsonText) }, &rules)
        case .array(let item, let count): .expression(Self.array(item, count, named: name, &rules))
        }
    }

    private func alternatives(_ hint: String, _ bodies: [String], _ rules: inout GrammarRules) -> GrammarRules.Part {
        .expression(rules.rule(hint, bodies.joined(separator: " | ")))
    }

    private static func string(_ length: ClosedRange<Int>?, _ rules: inout GrammarRules) -> String {
        // One Unicode scalar of content each. Without `\u` no lone surrogate can be written.
        let character = rules.rule("char", #"[^"\\\x00-\x1F\x7F] | "\\" ["\\/bfnrt]"#)
        let low = length?.lowerBound ?? 0
        let high = max(low, min(length?.upperBound ?? Int.max, 500))
        return rules.rule("string", "\"\\\"\" \(character){\(low),\(high)} \"\\\"\"")
    }

    private static func array(
        _ item: ArgumentDomain, _ count: ClosedRange<Int>?, named name: String, _ rules: inout GrammarRules
    ) -> String {
        let low = count?.lowerBound ?? 0, high = count?.upperBound ?? Int.max
        if high == 0 { return "\"[]\"" }
        let value = GrammarRules.sequence([item.grammar(named: name, &rules)])
        let more = high == Int.max ? "{\(max(low - 1, 0)),}" : "{\(max(low - 1, 0)),\(high - 1)}"
        let items = high == 1 ? value : "\(value) (\",\" \(value))\(more)"
        return rules.rule("list", "\"[\" " + (low == 0 ? "(\(items))?" : items) + " \"]\"")
    }
}

extension String {
    /// The string as JSON writes it, quotes included.
    fileprivate var jsonText: String { JSONValue.string(self).print() }
}
