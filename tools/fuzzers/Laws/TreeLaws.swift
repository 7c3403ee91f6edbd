internal import Hierarchies

/// Nodes lie in document order, each within its parent's range.
func checkTree(_ hierarchy: Hierarchy) {
    let nodes = hierarchy.nodes
    for (index, node) in nodes.enumerated() {
        require(node.end > index && node.end <= nodes.count, "a node ends behind itself and within the arena")
        require(node.parent >= -1 && node.parent < index, "a parent comes before its children")
        if node.parent >= 0 { require(node.end <= nodes[node.parent].end, "a node ends within its parent") }
        require(!(node.bounds.right < node.bounds.left || node.bounds.bottom < node.bounds.top), "bounds are upright")
    }
    for root in hierarchy.roots { require(nodes[root].parent == -1, "a root has no parent") }
    require((0...3).contains(hierarchy.rotation ?? 0), "a rotation is a number of quarter turns")
}
