/// A parsed UI dump: every node in document order, and what had to be repaired to get there.
package struct Hierarchy: Sendable {
    package var format: DumpFormat
    package var nodes: [UINode]
    /// The screen's size when the dump declares it.
    package var declaredSize: Size?
    /// Quarter turns from the natural orientation, 0…3, when the dump says so (`Surface.ROTATION_*`).
    package var rotation: Int?
    /// The foreground app's package or bundle id when the dump says it outside its nodes.
    package var declaredPackage: String?
    package var warnings: [RepairWarning]

    package init(format: DumpFormat, nodes: [UINode] = [], warnings: [RepairWarning] = []) {
        self.format = format
        self.nodes = nodes
        self.warnings = warnings
    }

    /// Indices of the nodes without a parent: one a window.
    package var roots: [Int] {
        var roots: [Int] = []
        var index = 0
        while index < nodes.count {
            roots.append(index)
            index = max(nodes[index].end, index + 1)
        }
        return roots
    }

    /// Indices of a node's children, in document order.
    package func children(of index: Int) -> [Int] {
        var children: [Int] = []
        var child = index + 1
        while child < nodes[index].end {
            children.append(child)
            child = max(nodes[child].end, child + 1)
        }
        return children
    }
}

extension Hierarchy {
    /// Takes a rotation as dumped: quarter turns, or degrees, which become quarter turns with a warning.
    mutating func setRotation(_ value: Int) {
        if (0...3).contains(value) {
            rotation = value
        } else if value % 90 == 0, (0..<360).contains(value) {
            rotation = value / 90
            warnings.append(RepairWarning(.rotation, "rotation \(value) taken as \(value / 90) quarter turns"))
        } else {
            warnings.append(RepairWarning(.rotation, "the rotation is none of 0, 1, 2, 3; ignored"))
        }
    }
}

extension UINode {
    /// The same node in an arena that holds `offset` nodes before its own.
    func shifted(by offset: Int) -> UINode {
        guard offset > 0 else { return self }
        var node = self
        node.parent = parent < 0 ? -1 : parent + offset
        node.end += offset
        return node
    }
}
