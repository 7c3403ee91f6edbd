import Patterns

extension Grammar {
    /// The grammar in GBNF (llama.cpp, `grammars/README.md`).
    ///
    /// It generates no text that the grammar forbids. The reverse does not hold: characters of free strings have no
    /// `\u` escapes and no raw DEL, and such strings end at 500 characters, because llama.cpp unrolls repetitions.
    /// Rules bear the name of the tool or member before them.
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
    private var taken: Set<String> = ["root", "char"]
    /// The last number given to each word: an automaton may have thousands of states under one.
    private var numbers: [String: Int] = [:]
    private var usesCharacters = false
    /// How many nodes lead to each; those with one are written into the rule that leads to them.
    private var uses: [Grammar.NodeID: Int] = [:]

    init(_ grammar: Grammar) {
        self.grammar = grammar
        var open = [grammar.start]
        var seen: Set<Grammar.NodeID> = [grammar.start]
        while let node = open.popLast() {
            for next in grammar.successors(of: node) {
                uses[next, default: 0] += 1
                if seen.insert(next).inserted { open.append(next) }
            }
        }
    }

    mutating func text() throws(DecodingError) -> String {
        let root = try body(grammar.start)
        rules.insert(("root", root), at: 0)
        while let node = pending.popLast() { rules.append((names[node] ?? "", try body(node))) }
        if usesCharacters { rules.append(("char", #"[^"\\\x00-\x1F\x7F] | "\\" ["\\/bfnrt]"#)) }
        return rules.map { "\($0.name) ::= \($0.body)" }.joined(separator: "\n")
    }

    /// A rule's body, which needs no parentheses around its alternatives.
    private mutating func body(_ node: Grammar.NodeID) throws(DecodingError) -> String {
        if case .branch(let options) = grammar.nodes[Int(node)] {
            return try alternatives(options, behind: names[node] ?? "").joined(separator: " | ")
        }
        return try sequence(from: node, behind: names[node] ?? "").joined(separator: " ")
    }

    /// What a node reads and all that follows, up to a place that has a rule of its own; `""` for nothing.
    ///
    /// `text` is the last literal before it, which gives rules their names.
    private mutating func sequence(
        from start: Grammar.NodeID, behind text: String
    ) throws(DecodingError) -> [String] {
        var parts: [String] = []
        var node = start, text = text
        reading: while true {
            if node != start, needsRule(node) {
                parts.append(rule(of: node, behind: text))
                break
            }
            switch grammar.nodes[Int(node)] {
            case .literal(let bytes, let next):
                if let last = parts.last, last.hasPrefix("\"") {
                    parts[parts.count - 1] = String(last.dropLast() + Self.quoted(bytes).dropFirst())
                } else {
                    parts.append(Self.quoted(bytes))
                }
                let written = String(decoding: bytes, as: UTF8.self)
                if written.contains(where: \.isLetter) { text = written }
                node = next
            case .terminal(let terminal, let next):
                parts.append(try self.terminal(terminal, behind: text))
                node = next
            case .string(let least, let most, let next):
                usesCharacters = true
                parts += ["char{\(least),\(max(least, min(most, Self.mostCharacters)))}", "\"\\\"\""]
                node = next
            case .call(let called, let next):
                // Lists and objects have rules of their own, so that a grammar can be read.
                parts.append(rule(of: called, behind: text))
                node = next
            case .branch(let options):
                let written = try alternatives(options, behind: text)
                parts.append(written.count == 1 ? written[0] : "(\(written.joined(separator: " | ")))")
                break reading
            case .end: break reading
            }
        }
        return parts.isEmpty ? ["\"\""] : parts
    }

    private mutating func alternatives(
        _ options: [Grammar.NodeID], behind text: String
    ) throws(DecodingError) -> [String] {
        var written: [String] = []
        for option in options {
            if needsRule(option) {
                written.append(rule(of: option, behind: text))
            } else if case .branch(let inner) = grammar.nodes[Int(option)] {
                written += try alternatives(inner, behind: text)
            } else {
                written.append(try sequence(from: option, behind: text).joined(separator: " "))
            }
        }
        return written
    }

    /// Whether a node is written once and referred to: where several lead to it, and where rules may go round.
    ///
    /// What ends at once is written where it stands.
    private func needsRule(_ node: Grammar.NodeID) -> Bool {
        switch grammar.nodes[Int(node)] {
        case .end: return false
        case .literal(_, let next):
            if case .end = grammar.nodes[Int(next)] { return false }
            return uses[node, default: 0] > 1
        default: return uses[node, default: 0] > 1
        }
    }

    private mutating func rule(of node: Grammar.NodeID, behind text: String) -> String {
        if let name = names[node] { return name }
        let name = name(from: text)
        names[node] = name
        pending.append(node)
        return name
    }

    /// A new name: the last word of a literal, and a number where that is taken.
    private mutating func name(from text: String) -> String {
        // Of a member with its value, the member.
        let named = text.lastIndex(of: ":").map { text[..<$0] } ?? text[...]
        let words = named.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
        // `"send_mail","arguments":` is about the tool.
        let word = words.last { $0 != "arguments" && $0 != "parameters" }.map(String.init) ?? "rule"
        var number = numbers[word] ?? 1
        var name = number == 1 ? word : "\(word)-\(number)"
        while !taken.insert(name).inserted {
            number += 1
            name = "\(word)-\(number)"
        }
        numbers[word] = number
        return name
    }

    // MARK: Terminals

    private mutating func terminal(_ index: Int, behind text: String) throws(DecodingError) -> String {
        if let name = terminals[index] { return name }
        let terminal = grammar.terminals[index]
        let plain = PlainTerminal.allCases.first { $0.terminal.automaton === terminal.automaton }
        let name = name(from: plain.map { "\($0)" } ?? text)
        terminals[index] = name
        switch terminal.source {
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
        let states = Int32(texts.isAccepting.count)
        let ranges = (0..<states).map { texts.ranges(from: $0) }
        let end = isString ? "\"\\\"\"" : ""
        var stateNames: [Int32: String] = [texts.start: name]
        // A state that only ends is written where it is reached.
        for state in 0..<states where state != texts.start && !ranges[Int(state)].isEmpty {
            stateNames[state] = self.name(from: "\(name)")
        }
        for state in [texts.start] + (0..<states).filter({ $0 != texts.start }) {
            guard let stateName = stateNames[state] else { continue }
            var alternatives: [String] = []
            let targets = Dictionary(grouping: ranges[Int(state)], by: \.target)
            for (target, ranges) in targets.sorted(by: { $0.key < $1.key }) {
                let next = stateNames[target] ?? end
                let characters = CharacterClasses(ranges, isEscaped: isString).alternatives
                alternatives += characters.map { next.isEmpty ? $0 : "\($0) \(next)" }
            }
            if texts.isAccepting[Int(state)] { alternatives.append(end.isEmpty ? "\"\"" : end) }
            rules.append((stateName, alternatives.joined(separator: " | ")))
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

extension Grammar {
    /// The nodes to which one leads: what follows, the alternatives, and the rule that is called.
    fileprivate func successors(of node: NodeID) -> [NodeID] {
        switch nodes[Int(node)] {
        case .literal(_, let next), .terminal(_, let next), .string(_, _, let next): [next]
        case .branch(let options): options
        case .call(let rule, let next): [rule, next]
        case .end: []
        }
    }
}
