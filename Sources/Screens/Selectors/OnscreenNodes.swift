package import Hierarchies

/// The nodes of a dump that Maestro looks at: it leaves out what lies off the screen.
struct OnscreenNodes {
    /// One entry a node of the hierarchy.
    private(set) var isKept: [Bool]

    /// Drops each node of which less than a tenth is on the screen, unless a node below it stays.
    ///
    /// Toasts stay.
    init(_ hierarchy: Hierarchy, size: Size) {
        isKept = Array(repeating: false, count: hierarchy.nodes.count)
        for index in hierarchy.nodes.indices.reversed() {
            let node = hierarchy.nodes[index]
            if Self.isVisible(node.bounds, on: size) || node.className == "android.widget.Toast" {
                isKept[index] = true
            }
            if isKept[index], node.parent >= 0 { isKept[node.parent] = true }
        }
    }

    /// Whether a tenth of the rectangle or more is on the screen; a line without width or height is, wherever it lies:
    /// Maestro's arithmetic, which flows have come to depend on.
    static func isVisible(_ rect: Rect, on size: Size) -> Bool { !(rect.visibleShare(on: size) < 0.1) }
}

extension Rect {
    /// How much of the rectangle's area a screen shows, 0 to 1, as Maestro computes it: 1 for one that covers the whole
    /// screen, however large, 0 for a point, and no number for a line.
    package func visibleShare(on size: Size) -> Double {
        if width == 0, height == 0 { return 0 }
        let screen = Rect(left: 0, top: 0, right: size.width, bottom: size.height)
        if contains(screen) { return 1 }
        return Double(intersection(screen).area) / Double(width * height)
    }
}
