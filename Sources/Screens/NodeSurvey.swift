internal import Hierarchies

/// The first look at a hierarchy: for each node its window, visible part, affordances and own words.
struct NodeSurvey {
    let hierarchy: Hierarchy
    let screen: Rect
    private(set) var facts: [NodeFacts] = []
    private var traits: [String: ClassTraits] = [:]

    init(_ hierarchy: Hierarchy) {
        self.hierarchy = hierarchy
        screen = Self.screenRect(of: hierarchy)
        let statesClickable = hierarchy.nodes.contains { $0.stated.contains(.clickable) }
        let statesScrollable = hierarchy.nodes.contains {
            !$0.stated.isDisjoint(with: [.scrollable, .scrollsVertically, .scrollsHorizontally])
        }
        facts.reserveCapacity(hierarchy.nodes.count)
        for index in hierarchy.nodes.indices {
            survey(index, statesClickable: statesClickable, statesScrollable: statesScrollable)
        }
        countBelow()
        if hierarchy.format == .xcuitest { settleXCUITest() }
    }

    private mutating func survey(_ index: Int, statesClickable: Bool, statesScrollable: Bool) {
        let node = hierarchy.nodes[index]
        var fact = NodeFacts(traits: traits(of: node.className))
        if node.parent >= 0 {
            fact.clip = facts[node.parent].clipOfChildren
            fact.window = fact.traits.window ?? facts[node.parent].window
            if fact.window == .app, node.packageName != hierarchy.nodes[node.parent].packageName {
                fact.window = WindowKind(package: node.packageName, bounds: node.bounds, screen: screen)
            }
        } else {
            fact.clip = screen
            fact.window =
                fact.traits.window ?? WindowKind(package: node.packageName, bounds: node.bounds, screen: screen)
        }
        // Without bounds a node is taken to be where its parent is: a toast is seen all the same.
        fact.visible = node.stated.contains(.bounds) ? node.bounds.intersection(fact.clip) : fact.clip
        fact.isHidden = !node.flags.contains(.visible)
        settleActions(&fact, node, statesClickable: statesClickable, statesScrollable: statesScrollable)
        settleWords(&fact, node)
        facts.append(fact)
    }

    private func settleActions(
        _ fact: inout NodeFacts, _ node: UINode, statesClickable: Bool, statesScrollable: Bool
    ) {
        let flags = node.flags
        fact.isField = fact.traits.role == .field || !flags.isDisjoint(with: [.editable, .password])
        let isTappable =
            statesClickable ? flags.contains(.clickable) : flags.contains(.clickable) || fact.traits.impliesTap
        if isTappable { fact.actions.insert(.tap) }
        if flags.contains(.longClickable) { fact.actions.insert(.longPress) }
        if fact.isField { fact.actions.formUnion([.type, .tap]) }
        let scrolls = !flags.isDisjoint(with: [.scrollable, .scrollsVertically, .scrollsHorizontally])
        if scrolls || (!statesScrollable && fact.traits.impliesScroll) { fact.actions.insert(.scroll) }
    }

    /// A secret's text is dropped here, before anything can show it.
    private func settleWords(_ fact: inout NodeFacts, _ node: UINode) {
        if !node.flags.contains(.password) { fact.text = LabelText.folded(node.text) }
        fact.description = LabelText.folded(node.contentDescription)
        if node.flags.contains(.password), !node.text.isEmpty, node.contentDescription.contains(node.text) {
            fact.description = ""
        }
    }

    private mutating func countBelow() {
        for index in facts.indices.reversed() {
            let parent = hierarchy.nodes[index].parent
            guard parent >= 0, !facts[index].isHidden else { continue }
            let fact = facts[index]
            facts[parent].hasScroller = facts[parent].hasScroller || fact.hasScroller || fact.actions.contains(.scroll)
            facts[parent].reactingBelow += fact.reactingBelow + (fact.reacts ? 1 : 0)
            facts[parent].labelledBelow += fact.labelledBelow + (fact.isLabelled ? 1 : 0)
        }
    }

    /// XCUITest states no taps. The app itself is no label; an `Other` that has one and holds nothing else that reacts
    /// or speaks otherwise is an accessibility element of its own, as custom buttons are.
    private mutating func settleXCUITest() {
        for index in facts.indices.reversed() {
            let kind = hierarchy.nodes[index].className
            if kind == "XCUIElementTypeApplication" || kind == "XCUIElementTypeWindow" || kind == "Application" {
                facts[index].description = ""
            }
            guard kind.hasSuffix("Other"), !facts[index].description.isEmpty, !facts[index].hasScroller else { continue }
            let below = index + 1..<hierarchy.nodes[index].end
            let isOwn = below.allSatisfy { node in
                let words = facts[node].text.isEmpty ? facts[node].description : facts[node].text
                return !facts[node].reacts && (words.isEmpty || words == facts[index].description)
            }
            if isOwn { facts[index].actions.insert(.tap) }
        }
    }

    private mutating func traits(of className: String) -> ClassTraits {
        if let known = traits[className] { return known }
        let new = ClassTraits(className: className)
        traits[className] = new
        return new
    }

    /// The declared size, or what the roots span: a root window fills its display.
    private static func screenRect(of hierarchy: Hierarchy) -> Rect {
        if let size = hierarchy.declaredSize, size.width > 0, size.height > 0 {
            // Declared sizes leave out system bars on some devices; roots may reach further.
            var rect = Rect(left: 0, top: 0, right: size.width, bottom: size.height)
            for root in hierarchy.roots where hierarchy.nodes[root].bounds.left >= 0 && hierarchy.nodes[root].bounds.top >= 0 {
                rect = rect.union(hierarchy.nodes[root].bounds)
            }
            return rect
        }
        var spanned = Rect.zero
        for root in hierarchy.roots { spanned = spanned.union(hierarchy.nodes[root].bounds) }
        if spanned.isEmpty {
            for node in hierarchy.nodes { spanned = spanned.union(node.bounds) }
        }
        return Rect(left: 0, top: 0, right: max(spanned.right, 0), bottom: max(spanned.bottom, 0))
    }
}
