/// Grows the arena of a `Hierarchy` from begin and end events and keeps its limits.
struct NodeBuilder {
    private(set) var nodes: [UINode] = []
    private var open: [Int] = []
    let limits: DumpLimits
    private(set) var invertedBounds = 0
    private(set) var unreadableBounds = 0
    /// Nodes without an area.
    private(set) var emptyBounds = 0
    private var firstBoundsTrouble: Int?

    init(limits: DumpLimits) {
        self.limits = limits
    }

    /// Starts a node below the innermost open one.
    mutating func begin(_ node: UINode) throws(LimitExceeded) {
        if open.count >= limits.depth { throw LimitExceeded.depth(limits.depth) }
        if nodes.count >= limits.nodes { throw LimitExceeded.nodes(limits.nodes) }
        var node = node
        node.parent = open.last ?? -1
        node.end = nodes.count + 1
        if node.bounds.right < node.bounds.left || node.bounds.bottom < node.bounds.top {
            invertedBounds += 1
            firstBoundsTrouble = firstBoundsTrouble ?? nodes.count
            node.bounds = Rect(
                left: min(node.bounds.left, node.bounds.right), top: min(node.bounds.top, node.bounds.bottom),
                right: max(node.bounds.left, node.bounds.right), bottom: max(node.bounds.top, node.bounds.bottom))
        }
        if node.bounds.isEmpty, node.stated.contains(.bounds) {
            emptyBounds += 1
            firstBoundsTrouble = firstBoundsTrouble ?? nodes.count
        }
        open.append(nodes.count)
        nodes.append(node)
    }

    /// Ends the innermost open node.
    mutating func end() {
        guard let index = open.popLast() else { return }
        nodes[index].end = nodes.count
    }

    /// Notes that the next node's bounds could not be read.
    mutating func noteUnreadableBounds() {
        unreadableBounds += 1
        firstBoundsTrouble = firstBoundsTrouble ?? nodes.count
    }

    /// Ends whatever is still open, as at the cut of a truncated dump, and says how many that were.
    mutating func endAll() -> Int {
        let count = open.count
        while !open.isEmpty { end() }
        return count
    }

    var boundsWarnings: [RepairWarning] {
        var parts: [String] = []
        if invertedBounds > 0 { parts.append("\(invertedBounds) inverted bounds put right") }
        if unreadableBounds > 0 { parts.append("\(unreadableBounds) unreadable bounds taken as empty") }
        if emptyBounds > 0 { parts.append("\(emptyBounds) empty bounds taken as off-screen") }
        guard let first = firstBoundsTrouble else { return [] }
        return [RepairWarning(.bounds, parts.joined(separator: ", ") + "; first at node \(first)")]
    }

    enum LimitExceeded: Error {
        case depth(Int)
        case nodes(Int)
        case attributes(Int)

        var code: HierarchyError.Code {
            switch self {
            case .depth: .tooDeep
            case .nodes: .tooManyNodes
            case .attributes: .tooLarge
            }
        }

        var message: String {
            switch self {
            case .depth(let limit): "nested deeper than \(limit) levels"
            case .nodes(let limit): "more than \(limit) nodes"
            case .attributes(let limit): "an element with more than \(limit) attributes"
            }
        }
    }
}
