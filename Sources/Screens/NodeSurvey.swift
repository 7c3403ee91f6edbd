internal import Hierarchies

/// The first look at a hierarchy: for each node its window, visible part, affordances and own words.
struct NodeSurvey {
    let hierarchy: Hierarchy
    let screen: Rect
    private(set) var facts: [NodeFacts] = []
    private(set) var words: [NodeWords] = []
    let secrets: Secrets
    private var traits = ClassTraitsCache()

    init(_ hierarchy: Hierarchy) {
        self.hierarchy = hierarchy
        secrets = Secrets(hierarchy.nodes)
        screen = Self.screenRect(of: hierarchy)
        var stated: UINode.Flags = []
        for index in hierarchy.nodes.indices { stated.formUnion(hierarchy.nodes[index].stated) }
        facts.reserveCapacity(hierarchy.nodes.count)
        words.reserveCapacity(hierarchy.nodes.count)
        for index in hierarchy.nodes.indices { survey(index, stated) }
        countBelow()
        if hierarchy.format == .xcuitest { settleXCUITest() }
    }

    /// Looks at one node; `stated` is what any node of the dump states, the rest has to be implied.
    private mutating func survey(_ index: Int, _ stated: UINode.Flags) {
        let parent = hierarchy.nodes[index].parent
        var fact = NodeFacts(traits: traits[hierarchy.nodes[index].className])
        if parent >= 0 {
            fact.clip = facts[parent].clipOfChildren
            fact.window = fact.traits.window ?? facts[parent].window
        } else {
            fact.clip = screen
        }
        if fact.traits.window == nil, fact.window == .app,
            parent < 0 || hierarchy.nodes[index].packageName != hierarchy.nodes[parent].packageName
        {
            fact.window = WindowKind(of: hierarchy.nodes[index], screen: screen)
        }
        // Without bounds a node is taken to be where its parent is: a toast is seen all the same.
        let isToast = hierarchy.nodes[index].className == "android.widget.Toast"
        let isPlaced =
            hierarchy.nodes[index].stated.contains(.bounds) && !(isToast && hierarchy.nodes[index].bounds.isEmpty)
        fact.visible = isPlaced ? hierarchy.nodes[index].bounds.intersection(fact.clip) : fact.clip
        fact.isHidden = !hierarchy.nodes[index].flags.contains(.visible)
        settleActions(&fact, hierarchy.nodes[index].flags, stated)
        words.append(words(of: index))
        fact.isLabelled = !words[index].text.isEmpty || !words[index].description.isEmpty
        facts.append(fact)
    }

    private func settleActions(_ fact: inout NodeFacts, _ flags: UINode.Flags, _ stated: UINode.Flags) {
        fact.isField = fact.traits.role == .field || !flags.isDisjoint(with: .anyField)
        let impliesTap = fact.traits.impliesTap && !stated.contains(.clickable)
        if fact.isField || impliesTap || flags.contains(.clickable) { fact.actions.insert(.tap) }
        if fact.isField { fact.actions.insert(.type) }
        if flags.contains(.longClickable) { fact.actions.insert(.longPress) }
        let impliesScroll = fact.traits.impliesScroll && stated.isDisjoint(with: .anyScroll)
        if impliesScroll || !flags.isDisjoint(with: .anyScroll) { fact.actions.insert(.scroll) }
    }

    /// Secrets are dropped here, before anything can show them.
    private func words(of index: Int) -> NodeWords {
        func folded(_ text: String) -> String { secrets.betrays(text, of: index) ? "" : LabelText.folded(text) }
        return NodeWords(
            text: folded(hierarchy.nodes[index].text),
            description: folded(hierarchy.nodes[index].contentDescription),
            hint: folded(hierarchy.nodes[index].hint))
    }

    private mutating func countBelow() {
        for index in facts.indices.reversed() {
            let parent = hierarchy.nodes[index].parent
            guard parent >= 0 else { continue }
            facts[parent].childCount += 1
            guard !facts[index].isHidden else { continue }
            let fact = facts[index]
            if fact.hasScroller || fact.actions.contains(.scroll) { facts[parent].hasScroller = true }
            facts[parent].reactingBelow += fact.reactingBelow + (fact.reacts ? 1 : 0)
            facts[parent].labelledBelow += fact.labelledBelow + (fact.isLabelled ? 1 : 0)
        }
    }

    /// XCUITest states no taps.
    ///
    /// The app itself is no label; an `Other` that has one and holds nothing else that reacts
    /// or speaks otherwise is an accessibility element of its own, as custom buttons are.
    private mutating func settleXCUITest() {
        for index in facts.indices.reversed() {
            let kind = hierarchy.nodes[index].className
            if kind == "XCUIElementTypeApplication" || kind == "XCUIElementTypeWindow" {
                words[index].description = ""
                facts[index].isLabelled = false
            }
            if hierarchy.nodes[index].extra(.traits)?.contains("Button") ?? false { facts[index].actions.insert(.tap) }
            guard kind.hasSuffix("Other"), facts[index].isLabelled, !facts[index].hasScroller else { continue }
            let isOwn = (index + 1..<hierarchy.nodes[index].end).allSatisfy { below in
                !facts[below].reacts && (words[below].first.isEmpty || words[below].first == words[index].description)
            }
            if isOwn { facts[index].actions.insert(.tap) }
        }
    }

    /// The declared size, or what the roots span: a root window fills its display.
    private static func screenRect(of hierarchy: Hierarchy) -> Rect {
        var spanned = Rect.zero
        if let size = hierarchy.declaredSize, size.width > 0, size.height > 0 {
            // Declared sizes leave out system bars on some devices; roots may reach further.
            spanned = Rect(left: 0, top: 0, right: size.width, bottom: size.height)
        }
        for root in hierarchy.roots { spanned = spanned.union(hierarchy.nodes[root].bounds) }
        if spanned.isEmpty {
            for index in hierarchy.nodes.indices { spanned = spanned.union(hierarchy.nodes[index].bounds) }
        }
        return Rect(left: 0, top: 0, right: max(spanned.right, 0), bottom: max(spanned.bottom, 0))
    }
}
