internal import Hierarchies

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

    /// Whether a tenth of the rectangle or more is on the screen.
    ///
    /// One that covers the whole screen is, however large; a line without width or height is, wherever it lies, and a
    /// point is not: Maestro's arithmetic, which flows have come to depend on.
    static func isVisible(_ rect: Rect, on size: Size) -> Bool {
        if rect.width == 0, rect.height == 0 { return false }
        if rect.width == 0 || rect.height == 0 { return true }
        let screen = Rect(left: 0, top: 0, right: size.width, bottom: size.height)
        return rect.contains(screen) || rect.intersection(screen).area * 10 >= rect.area
    }
}
