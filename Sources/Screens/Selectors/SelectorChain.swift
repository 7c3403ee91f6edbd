package import Hierarchies

/// The ways to name one element, the most lasting first: what a flow step records, so that replay has something to
/// fall back on.
package struct SelectorChain: Sendable, Hashable {
    /// Each found the element on the screen that the chain was made for.
    ///
    /// None rests on what a secret field holds.
    package var selectors: [Selector]
    /// Where to touch the node that a selector finds, when its middle belongs to something else.
    package var inset: Inset?
    /// The last resort.
    package var position: ScreenPosition

    package init(selectors: [Selector], inset: Inset? = nil, position: ScreenPosition) {
        self.selectors = selectors
        self.inset = inset
        self.position = position
    }

    /// A place inside a node, in whole percent of its width and height.
    package struct Inset: Sendable, Hashable, CustomStringConvertible {
        package var x: Int
        package var y: Int

        static let middle = Inset(x: 50, y: 50)

        package var description: String { "\(x)%,\(y)%" }

        package init(x: Int, y: Int) {
            self.x = x
            self.y = y
        }

        /// The place nearest above and left of a point.
        init(_ point: Point, in bounds: Rect) {
            x = bounds.width > 0 ? (point.x - bounds.left) * 100 / bounds.width : 50
            y = bounds.height > 0 ? (point.y - bounds.top) * 100 / bounds.height : 50
        }

        /// The pixel that Maestro touches.
        package func point(in bounds: Rect) -> Point {
            Point(x: bounds.left + bounds.width * x / 100, y: bounds.top + bounds.height * y / 100)
        }
    }

    /// How the element is named first.
    package var kind: Kind {
        guard let first = selectors.first else { return .position }
        return first.index == nil ? .unique : .index
    }

    package enum Kind: String, Sendable, CaseIterable {
        /// By a selector that fits no other node of the screen.
        case unique
        /// By its number among the nodes that a selector fits.
        case index
        /// By where it lies.
        case position
    }
}

/// A place on the screen, as flow files write it.
package enum ScreenPosition: Sendable, Hashable, CustomStringConvertible {
    /// In whole percent of the screen's width and height, rounded down to a pixel: survives another screen size.
    case percent(x: Int, y: Int)
    case absolute(Point)

    package var description: String {
        switch self {
        case .percent(let x, let y): "\(x)%,\(y)%"
        case .absolute(let point): "\(point.x),\(point.y)"
        }
    }

    /// The position in percent nearest to a point for which the condition holds; the point itself when there is none.
    package init(near point: Point, on size: Size, where condition: (Point) -> Bool) {
        self = .absolute(point)
        guard size.width > 0, size.height > 0 else { return }
        let percentX = point.x * 100 / size.width
        let percentY = point.y * 100 / size.height
        var best = Int.max
        for x in percentX...percentX + 1 where (0...100).contains(x) {
            for y in percentY...percentY + 1 where (0...100).contains(y) {
                let candidate = Point(x: size.width * x / 100, y: size.height * y / 100)
                let distance = abs(candidate.x - point.x) + abs(candidate.y - point.y)
                if distance < best, condition(candidate) {
                    best = distance
                    self = .percent(x: x, y: y)
                }
            }
        }
    }
}
