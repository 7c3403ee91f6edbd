internal import Hierarchies

/// A selector's conditions on the node itself, with its patterns ready.
struct NodeCondition {
    private let text: PatternMatcher?
    private let id: PatternMatcher?
    private let states: [(flag: UINode.Flags, value: Bool)]
    private let size: Selector.SizeCondition?
    private let traits: Set<Selector.Trait>

    init(_ selector: Selector) {
        size = selector.size
        traits = selector.traits
        text = selector.text.map(PatternMatcher.init)
        id = selector.id.map(PatternMatcher.init)
        let wanted: [(UINode.Flags, Bool?)] = [
            (.enabled, selector.enabled), (.checked, selector.checked), (.focused, selector.focused),
            (.selected, selector.selected),
        ]
        states = wanted.compactMap { flag, value in value.map { (flag, $0) } }
    }

    var isEmpty: Bool { text == nil && id == nil && states.isEmpty && size == nil && traits.isEmpty }

    func holds(for node: UINode) -> Bool {
        if let id, !id.matchesID(node.resourceID) { return false }
        // A state that the dump does not state is neither true nor false.
        for (flag, value) in states where !node.stated.contains(flag) || node.flags.contains(flag) != value {
            return false
        }
        if let size, !size.holds(node.bounds) { return false }
        if !traits.allSatisfy({ $0.holds(for: node) }) { return false }
        guard let text else { return true }
        return text.matchesText(node.text) || text.matchesText(node.hint)
            || text.matchesText(node.contentDescription)
    }
}

extension Selector.SizeCondition {
    func holds(_ box: Rect) -> Bool {
        let slack = tolerance ?? 0
        if let width, abs(box.width - width) > slack { return false }
        if let height, abs(box.height - height) > slack { return false }
        return true
    }
}

extension Selector.Trait {
    /// Source: Maestro, `TraitFilters.kt`.
    func holds(for node: UINode) -> Bool {
        switch self {
        case .text: !node.text.isEmpty
        case .square: node.bounds.height > 0 && abs(1 - Double(node.bounds.width) / Double(node.bounds.height)) < 0.03
        case .longText: node.text.utf16.count > 200
        }
    }
}
