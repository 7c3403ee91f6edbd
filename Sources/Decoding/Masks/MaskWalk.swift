/// Marks the tokens that some threads allow: follows the tree and the grammar side by side.
struct MaskWalk {
    private let constraint: TokenConstraint
    private var stepper: GrammarStepper
    /// How often the walk may still go on behind a terminal.
    ///
    /// Only a schema whose alternatives stay alike at each level uses it up, within a token of many brackets; tokens
    /// that were not reached then are not marked.
    private var steps = 100_000

    init(constraint: TokenConstraint, stepper: GrammarStepper) {
        self.constraint = constraint
        self.stepper = stepper
    }

    /// Adds the tokens of all threads to a mask.
    mutating func add(_ threads: [Thread], to mask: inout TokenMask) {
        for thread in threads { add(thread, to: &mask) }
    }

    /// Adds the tokens that begin with these bytes and go on with what the threads allow.
    mutating func add(_ threads: [Thread], behind bytes: ArraySlice<UInt8>, to mask: inout TokenMask) {
        withTree(constraint.index.trie, &mask) { walk, tree in
            var place = 0
            for byte in bytes {
                guard let child = tree.child(of: place, byte) else { return }
                place = child
            }
            for thread in threads { walk.descend(thread, below: place, tree) }
        }
    }

    /// Adds the tokens of a thread: what is known of whole tokens first, then those that go on behind a terminal.
    private mutating func add(_ thread: Thread, to mask: inout TokenMask) {
        switch stepper.grammar.nodes[Int(thread.node)] {
        case .string(let least, let most, let next):
            let room = most - thread.count, missing = least - thread.count
            let reach = constraint.index.stringReach(thread.state)
            mask.formUnion(reach.within[min(Int(room), StringReach.tabulated)])
            for (token, count) in reach.long where count <= room { mask.insert(token) }
            var exits: [UInt32] = []
            for exit in reach.exits where exit.count >= missing && exit.count <= room {
                if exit.token >= 0 { mask.insert(Int(exit.token)) }
                if exit.goesOn { exits.append(exit.node) }
            }
            withTree(constraint.index.trie, &mask) { $0.goOn(next, thread.caller, below: exits, $1) }
        case .terminal(let terminal, let next):
            let reach = constraint.reach(terminal, thread.state)
            mask.formUnion(reach.inside)
            let tree = reach.isAmongOthers ? constraint.index.plain.others : constraint.index.trie
            withTree(tree, &mask) { $0.goOn(next, thread.caller, below: reach.exits, $1) }
        case .literal, .branch, .call, .end:
            withTree(constraint.index.trie, &mask) { $0.descend(thread, below: 0, $1) }
        }
    }

    private mutating func withTree(
        _ trie: TokenTrie, _ mask: inout TokenMask, _ body: (inout MaskWalk, TreeView) -> Void
    ) {
        trie.lend(marking: &mask) { body(&self, $0) }
    }

    /// Marks the tokens that go on behind these places with what a node reads.
    private mutating func goOn(
        _ node: Grammar.NodeID, _ caller: Int32, below places: [UInt32], _ tree: TreeView
    ) {
        if places.isEmpty || steps <= 0 { return }
        steps -= 1
        var threads: [Thread] = []
        let calls = stepper.stack.entries.count
        stepper.enter(node, caller, into: &threads)
        for place in places {
            for thread in threads { descend(thread, below: Int(place), tree) }
        }
        stepper.stack.cut(to: calls)
    }

    /// Marks the tokens below a place whose remaining bytes a thread allows.
    private mutating func descend(_ thread: Thread, below place: Int, _ tree: TreeView) {
        switch stepper.grammar.nodes[Int(thread.node)] {
        case .literal(let bytes, let next):
            var place = place
            for byte in bytes[Int(thread.state)...] {
                guard let child = tree.child(of: place, byte) else { return }
                tree.mark(child)
                place = child
            }
            if !tree.nodes[place].isLeaf(at: place) { goOn(next, thread.caller, below: [UInt32(place)], tree) }
        case .terminal(let terminal, let next):
            var exits: [UInt32] = []
            tree.walk(stepper.grammar.terminals[terminal].automaton, from: thread.state, below: place) {
                exits.append($0)
            }
            goOn(next, thread.caller, below: exits, tree)
        case .string(let least, let most, let next):
            var exits: [UInt32] = []
            tree.walkString(from: thread.state, counts: (thread.count, least, most), below: place) {
                exits.append($0)
            }
            goOn(next, thread.caller, below: exits, tree)
        case .branch, .call, .end: break
        }
    }
}
