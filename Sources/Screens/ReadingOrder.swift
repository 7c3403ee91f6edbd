internal import Hierarchies

/// Puts elements into the order in which a person reads them: rows from top to bottom, within a row along the script's
/// direction; what belongs to one container stays together.
struct ReadingOrder {
    private let nodes: [UINode]
    private let facts: [NodeFacts]
    /// For each node, the span of the elements in its subtree; empty where there are none.
    private var spans: [Rect]
    private let isRightToLeft: Bool
    private let screen: Rect

    init(_ plan: ElementPlan) {
        nodes = plan.survey.hierarchy.nodes
        facts = plan.facts
        screen = plan.survey.screen
        spans = Array(repeating: .zero, count: nodes.count)
        var hasElement = Array(repeating: false, count: nodes.count)
        var (rightToLeft, leftToRight) = (0, 0)
        for index in nodes.indices.reversed() {
            let fact = plan.facts[index]
            if fact.isElement {
                hasElement[index] = true
                // A container's own box must not outweigh what is in it.
                if fact.actions == .scroll || fact.visible.area * 2 > plan.survey.screen.area {
                    if spans[index].isEmpty { spans[index] = fact.visible }
                } else {
                    spans[index] = spans[index].union(fact.visible)
                }
            }
            if let direction = Self.direction(of: plan.words[index].text) {
                if direction { rightToLeft += 1 } else { leftToRight += 1 }
            }
            let parent = nodes[index].parent
            if parent >= 0 {
                hasElement[parent] = hasElement[parent] || hasElement[index]
                spans[parent] = spans[parent].union(spans[index])
            }
        }
        self.hasElement = hasElement
        isRightToLeft = rightToLeft > leftToRight
    }

    private let hasElement: [Bool]

    /// Indices of the element nodes below the roots, in reading order.
    func elements(below roots: [Int]) -> [Int] {
        var result: [Int] = []
        for root in sorted(roots) { append(root, to: &result) }
        return result
    }

    private func append(_ index: Int, to result: inout [Int]) {
        guard hasElement[index] else { return }
        if facts[index].isElement { result.append(index) }
        var children: [Int] = []
        var child = index + 1
        while child < nodes[index].end {
            if hasElement[child] { children.append(child) }
            child = max(nodes[child].end, child + 1)
        }
        for child in sorted(children) { append(child, to: &result) }
    }

    /// Siblings by rows: two share a row when at least half of the lower one's height overlaps, unless it is
    /// drawn on an element that fills most of the screen, as a player's controls are on the picture.
    private func sorted(_ siblings: [Int]) -> [Int] {
        guard siblings.count > 1 else { return siblings }
        let byTop = siblings.sorted { (spans[$0].top, $0) < (spans[$1].top, $1) }
        var result: [Int] = []
        var row: [Int] = []
        var rowSpan = Rect.zero
        for sibling in byTop {
            let span = spans[sibling]
            let overlap = min(rowSpan.bottom, span.bottom) - max(rowSpan.top, span.top)
            let isOnFirst = row.first.map { isGround($0) && $0 < sibling && rowSpan.contains(span) } ?? false
            if row.isEmpty || (!isOnFirst && overlap * 2 >= max(min(rowSpan.height, span.height), 1)) {
                if row.isEmpty { rowSpan = span }
                row.append(sibling)
            } else {
                result += ordered(row)
                (row, rowSpan) = ([sibling], span)
            }
        }
        return result + ordered(row)
    }

    private func isGround(_ index: Int) -> Bool {
        facts[index].isElement && facts[index].visible.area * 2 > screen.area
    }

    private func ordered(_ row: [Int]) -> [Int] {
        guard row.count > 1 else { return row }
        return isRightToLeft
            ? row.sorted { (-spans[$0].right, $0) < (-spans[$1].right, $1) }
            : row.sorted { (spans[$0].left, $0) < (spans[$1].left, $1) }
    }

    /// True for right-to-left text, false for other non-Latin or Latin text, nil when it has no letters to tell.
    private static func direction(of text: String) -> Bool? {
        for byte in text.utf8 {
            // Lead bytes D6…DB cover Hebrew and Arabic (U+0590…U+06FF).
            if byte >= 0xD6 && byte <= 0xDB { return true }
            if byte >= 0x41 { return false }
        }
        return nil
    }
}
