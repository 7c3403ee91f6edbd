import Patterns

extension Grammar {
    /// The grammar in GBNF (llama.cpp, `grammars/README.md`).
    ///
    /// It generates no text that the grammar forbids. The reverse does not hold: characters of free strings have no
    /// `\u` escapes and no raw DEL, and such strings end at 500 characters, because llama.cpp unrolls repetitions.
    ///
    /// - Throws: `unsupported` for a lazy grammar, whose trigger llama.cpp takes apart from the grammar.
    package func gbnf() throws(DecodingError) -> String {
        var writer = GBNFWriter(self)
        return try writer.text()
    }
}

/// Writes the nodes of a grammar as rules.
private struct GBNFWriter {
    private static let mostCharacters: Int32 = 500

    let grammar: Grammar
    private var rules: [(name: String, body: String)] = []
    private var names: [Grammar.NodeID: String] = [:]
    private var pending: [Grammar.NodeID] = []
    private var terminals: [Int: String] = [:]
    private var usesCharacters = false
    /// How many nodes lead to each; those with one are written into the rule that leads to them.
    private var uses: [Int32: Int] = [:]

    init(_ grammar: Grammar) {
        self.grammar = grammar
        for node in grammar.nodes {
            switch node {
            case .literal(_, let next), .terminal(_, let next), .string(_, _, let next): uses[next, default: 0] += 1
            case .branch(let options):
                for option in options { uses[option, default: 0] += 1 }
            case .call(let rule, let next):
                uses[rule, default: 0] += 1
                uses[next, default: 0] += 1
            case .end: break
            }
        }
    }

    mutating func text() throws(DecodingError) -> String {
        var root = try sequence(from: grammar.start).joined(separator: " ")
        if root.isEmpty { root = "\"\"" }
        while let node = pending.popLast() {
            let body = try sequence(from: node).joined(separator: " ")
            rules.append((names[node] ?? "", body.isEmpty ? "\"\"" : body))
        }
        if usesCharacters { rules.append(("char", #"[^"\\\x00-\x1F\x7F] | "\\" ["\\/bfnrt]"#)) }
        return (["root ::= \(root)"] + rules.map { "\($0.name) ::= \($0.body)" }).joined(separator: "\n")
    }

    /// What a node reads and all that follows, up to a place that has a rule of its own.
    private mutating func sequence(from start: Grammar.NodeID) throws(DecodingError) -> [String] {
        var parts: [String] = []
        var node = start
        while true {
            if node != start, needsRule(node) {
                if let rule = rule(of: node) { parts.append(rule) }
                return parts
            }
            switch grammar.nodes[Int(node)] {
            case .literal(let bytes, let next):
                parts.append(Self.quoted(bytes))
                node = next
            case .terminal(let terminal, let next):
                parts.append(try self.terminal(terminal))
                node = next
            case .string(let least, let most, let next):
                usesCharacters = true
                parts.append("char{\(least),\(max(least, min(most, Self.mostCharacters)))} \"\\\"\"")
                node = next
            case .call(let called, let next):
                if let rule = rule(of: called) { parts.append(rule) }
                node = next
            case .branch(let options):
                var alternatives: [String] = []
                for option in options {
                    let written = try needsRule(option) ? [rule(of: option)].compactMap(\.self) : sequence(from: option)
                    alternatives.append(written.isEmpty ? "\"\"" : written.joined(separator: " "))
                }
                if alternatives.count == 1 { return parts + alternatives }
                let text = alternatives.joined(separator: " | ")
                // A rule's body needs no parentheses.
                return parts + [parts.isEmpty && (node == start) && needsRule(start) ? text : "(\(text))"]
            case .end: return parts
            }
        }
    }

    /// Whether a node is written once and referred to: where several lead to it, and where rules may go round.
    private func needsRule(_ node: Grammar.NodeID) -> Bool {
        if case .end = grammar.nodes[Int(node)] { return false }
        return uses[node, default: 0] > 1
    }

    /// The name of a node's rule, or nil for the end, which needs none.
    private mutating func rule(of node: Grammar.NodeID) -> String? {
        if case .end = grammar.nodes[Int(node)] { return nil }
        if let name = names[node] { return name }
        let name = "n\(node)"
        names[node] = name
        pending.append(node)
        return name
    }

    // MARK: Terminals

    private mutating func terminal(_ index: Int) throws(DecodingError) -> String {
        if let name = terminals[index] { return name }
        let name = "t\(index)"
        terminals[index] = name
        switch grammar.terminals[index].source {
        case .oneOf(let texts): rules.append((name, texts.map(Self.quoted).joined(separator: " | ")))
        case .string(let texts): automaton(texts, named: name, isString: true)
        case .bare(let texts): automaton(texts, named: name, isString: false)
        case .until, .without:
            throw DecodingError(.unsupported, "GBNF has no lazy grammars; give llama.cpp the trigger itself", at: "")
        }
        return name
    }

    /// A rule a state: what leads on, each with the rule of the next state.
    private mutating func automaton(_ texts: ScalarAutomaton, named name: String, isString: Bool) {
        rules.append((name, "\(name)s\(texts.start)"))
        for state in 0..<Int32(texts.isAccepting.count) {
            var alternatives: [String] = []
            let targets = Dictionary(grouping: texts.ranges(from: state), by: \.target)
            for (target, ranges) in targets.sorted(by: { $0.key < $1.key }) {
                let characters = CharacterClasses(ranges, isEscaped: isString).alternatives
                alternatives += characters.map { "\($0) \(name)s\(target)" }
            }
            if texts.isAccepting[Int(state)] { alternatives.append(isString ? "\"\\\"\"" : "\"\"") }
            rules.append(("\(name)s\(state)", alternatives.joined(separator: " | ")))
        }
    }

    /// A GBNF literal; the mark of a special token is left out, since GBNF knows its text only.
    static func quoted(_ bytes: [UInt8]) -> String {
        var result = "\""
        for scalar in String(decoding: bytes.filter { $0 != Vocabulary.specialMark }, as: UTF8.self).unicodeScalars {
            switch scalar {
            case "\"", "\\": result += "\\\(scalar)"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
