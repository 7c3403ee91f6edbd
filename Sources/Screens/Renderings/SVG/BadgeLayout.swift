/// Finds a free place for each id badge, near its element and on no other badge.
///
/// Remembers occupied cells of a coarse grid, so that a screen of thousands of elements is still laid out quickly.
struct BadgeLayout {
    struct Box {
        var left: Double
        var top: Double
        var width: Double
        var height: Double

        var right: Double { left + width }
        var bottom: Double { top + height }
    }

    private struct Cell: Hashable {
        var x: Int
        var y: Int
    }

    private let area: Box
    private let cell: Double
    private var occupied: Set<Cell> = []

    /// Badges stay inside `area`; `height` is a badge's.
    init(area: Box, height: Double) {
        self.area = area
        cell = height / 3
    }

    /// Keeps badges off that place.
    mutating func reserve(_ box: Box) { occupied.formUnion(cells(of: box)) }

    /// The corners of the element in order of preference, then steps along its top and its sides; the first corner
    /// when all are taken.
    mutating func place(width: Double, height: Double, on box: Box, prefersRight: Bool) -> Box {
        let inset = cell / 2
        let left = box.left + inset
        let right = box.right - width - inset
        let top = box.top + inset
        let bottom = box.bottom - height - inset
        var candidates = prefersRight ? [(right, top), (left, top)] : [(left, top), (right, top)]
        candidates += [(left, bottom), (right, bottom)]
        candidates += (1...4).map { (left + Double($0) * (width + inset), top) }
        candidates += (1...4).map { (left, top + Double($0) * (height + inset)) }
        let placed = candidates.map { clamped(Box(left: $0.0, top: $0.1, width: width, height: height)) }
        let chosen = placed.first { cells(of: $0).allSatisfy { !occupied.contains($0) } } ?? placed[0]
        reserve(chosen)
        return chosen
    }

    private func clamped(_ box: Box) -> Box {
        var box = box
        box.left = max(area.left, min(box.left, area.right - box.width))
        box.top = max(area.top, min(box.top, area.bottom - box.height))
        return box
    }

    private func cells(of box: Box) -> [Cell] {
        let columns = Int((box.left / cell).rounded(.down))...Int((box.right / cell).rounded(.down))
        let rows = Int((box.top / cell).rounded(.down))...Int((box.bottom / cell).rounded(.down))
        return rows.flatMap { row in columns.map { Cell(x: $0, y: row) } }
    }
}
