/// Collects the nodes of a grammar from its end to its start: each is made with the node that follows.
struct GrammarBuilder {
    /// The most nodes of one grammar.
    static let mostNodes = 200_000
    /// The most states of all terminals of one grammar.
    static let mostStates = 500_000

    private(set) var nodes: [Grammar.Node] = [.end]
    private var terminals: [Terminal] = []
    /// Where each automaton is among the terminals: formats come up again and again.
    private var places: [ObjectIdentifier: Int] = [:]
    /// States of all terminals.
    private(set) var states = 0
    private var plain: [PlainTerminal: Int] = [:]

    /// The end of a rule.
    let end: Grammar.NodeID = 0

    /// A node that is filled in later: for rules that call themselves.
    mutating func placeholder() -> Grammar.NodeID { add(.branch([])) }

    mutating func fill(_ placeholder: Grammar.NodeID, with node: Grammar.NodeID) {
        nodes[Int(placeholder)] = .branch([node])
    }

    mutating func literal(_ text: String, _ next: Grammar.NodeID) -> Grammar.NodeID { literal(Array(text.utf8), next) }

    /// Bytes, joined with those that follow: fewer nodes to step over.
    ///
    /// Long ones are left apart, since joining copies.
    mutating func literal(_ bytes: [UInt8], _ next: Grammar.NodeID) -> Grammar.NodeID {
        if bytes.isEmpty { return next }
        if case .literal(let more, let after) = nodes[Int(next)], bytes.count + more.count <= 64 {
            return add(.literal(bytes + more, next: after))
        }
        return add(.literal(bytes, next: next))
    }

    mutating func branch(_ options: [Grammar.NodeID]) -> Grammar.NodeID {
        options.count == 1 ? options[0] : add(.branch(options))
    }

    mutating func call(_ rule: Grammar.NodeID, _ next: Grammar.NodeID) -> Grammar.NodeID {
        next == end ? rule : add(.call(rule: rule, next: next))
    }

    mutating func string(_ length: (least: Int, most: Int?), _ next: Grammar.NodeID) -> Grammar.NodeID {
        let most = length.most.map { Int32(clamping: $0) } ?? Int32.max
        return add(.string(least: Int32(clamping: length.least), most: most, next: next))
    }

    /// Adds a terminal, to be read at any number of places.
    mutating func terminal(_ terminal: Terminal) -> Int {
        if let place = places[ObjectIdentifier(terminal.automaton)] { return place }
        terminals.append(terminal)
        states += terminal.automaton.isAccepting.count
        places[ObjectIdentifier(terminal.automaton)] = terminals.count - 1
        return terminals.count - 1
    }

    mutating func terminal(_ terminal: Int, _ next: Grammar.NodeID) -> Grammar.NodeID {
        add(.terminal(terminal, next: next))
    }

    /// A terminal that is made once for the whole process.
    mutating func terminal(_ terminal: PlainTerminal, _ next: Grammar.NodeID) -> Grammar.NodeID {
        if let known = plain[terminal] { return add(.terminal(known, next: next)) }
        terminals.append(terminal.terminal)
        plain[terminal] = terminals.count - 1
        return add(.terminal(terminals.count - 1, next: next))
    }

    private mutating func add(_ node: Grammar.Node) -> Grammar.NodeID {
        nodes.append(node)
        return Grammar.NodeID(nodes.count - 1)
    }

    /// The grammar that begins at a node, without what cannot be completed.
    /// - Returns: nil when no output is complete.
    consuming func grammar(from start: Grammar.NodeID) -> Grammar? {
        let productive = productiveNodes()
        guard productive[Int(start)] else { return nil }
        for (index, node) in nodes.enumerated() {
            if case .branch(let options) = node {
                nodes[index] = .branch(options.filter { productive[Int($0)] })
            }
        }
        return Grammar(nodes: nodes, terminals: terminals, start: start)
    }

    /// For each node, whether the end of its rule can be reached: the least fixed point over the calls.
    private func productiveNodes() -> [Bool] {
        var isProductive = [Bool](repeating: false, count: nodes.count)
        // Nodes that wait for another: most follow a node that was made before them, so one pass settles nearly all.
        var changed = true
        while changed {
            changed = false
            for (index, node) in nodes.enumerated() where !isProductive[index] {
                let now =
                    switch node {
                    case .literal(_, let next), .string(_, _, let next): isProductive[Int(next)]
                    case .terminal(let terminal, let next):
                        !terminals[terminal].automaton.isEmpty && isProductive[Int(next)]
                    case .branch(let options): options.contains { isProductive[Int($0)] }
                    case .call(let rule, let next): isProductive[Int(rule)] && isProductive[Int(next)]
                    case .end: true
                    }
                if now {
                    isProductive[index] = true
                    changed = true
                }
            }
        }
        return isProductive
    }
}
