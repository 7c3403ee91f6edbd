internal import Hierarchies
internal import Screens

/// The labels of a screen, and where they lie: what an element can be told by when it has lost its own.
struct Neighbourhood {
    /// The names of the elements of the screen, one entry each; empty for those without.
    let labels: [String]
    private let named: [Named]

    private struct Named {
        var id: Int
        var window: WindowKind
        var label: String
        var bounds: Rect
    }

    init(_ screen: Screen) {
        // A field's own text is what somebody typed, which a fingerprint leaves out.
        labels = screen.elements.map(\.fingerprint.label)
        named = zip(screen.elements, labels).compactMap { element, label in
            label.isEmpty
                ? nil : Named(id: element.id, window: element.window, label: label, bounds: element.bounds)
        }
    }

    /// The nearest label on each side of an element, of those that a condition holds for.
    func nearest(
        to element: Element, where isMeant: (ElementMemory.Side, String) -> Bool = { _, _ in true }
    ) -> [ElementMemory.Side: (label: String, distance: Int)] {
        var nearest: [ElementMemory.Side: (label: String, distance: Int)] = [:]
        for other in named where other.id != element.id && other.window == element.window {
            guard let (side, distance) = Self.place(other.bounds, beside: element.bounds),
                distance < nearest[side]?.distance ?? .max, isMeant(side, other.label)
            else { continue }
            nearest[side] = (other.label, distance)
        }
        return nearest
    }

    /// On which side a box lies, and how far off; nil for one that overlaps, or lies on no side.
    private static func place(_ box: Rect, beside own: Rect) -> (ElementMemory.Side, Int)? {
        let sharesColumn = box.left < own.right && own.left < box.right
        let sharesRow = box.top < own.bottom && own.top < box.bottom
        if sharesColumn, box.bottom <= own.top { return (.above, own.top - box.bottom) }
        if sharesColumn, box.top >= own.bottom { return (.below, box.top - own.bottom) }
        if sharesRow, box.right <= own.left { return (.left, own.left - box.right) }
        if sharesRow, box.left >= own.right { return (.right, box.left - own.right) }
        return nil
    }
}
