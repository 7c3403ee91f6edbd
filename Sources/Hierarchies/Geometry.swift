/// A point on the screen, in the dump's own units (pixels on Android, points on iOS), origin top left.
package struct Point: Sendable, Hashable {
    package var x: Int
    package var y: Int

    package init(x: Int, y: Int) {
        self.x = x
        self.y = y
    }
}

/// A width and a height, in the dump's own units.
package struct Size: Sendable, Hashable {
    package var width: Int
    package var height: Int

    package init(width: Int, height: Int) {
        self.width = width
        self.height = height
    }
}

/// A rectangle by its edges, as Android's `Rect` prints it: `[left,top][right,bottom]`, right and bottom exclusive.
package struct Rect: Sendable, Hashable {
    package var left: Int
    package var top: Int
    package var right: Int
    package var bottom: Int

    package init(left: Int, top: Int, right: Int, bottom: Int) {
        self.left = left
        self.top = top
        self.right = right
        self.bottom = bottom
    }

    package static let zero = Rect(left: 0, top: 0, right: 0, bottom: 0)

    package var width: Int { right - left }
    package var height: Int { bottom - top }
    package var area: Int { isEmpty ? 0 : width * height }
    package var isEmpty: Bool { right <= left || bottom <= top }
    package var center: Point { Point(x: (left + right) / 2, y: (top + bottom) / 2) }

    package func contains(_ point: Point) -> Bool {
        point.x >= left && point.x < right && point.y >= top && point.y < bottom
    }

    package func contains(_ other: Rect) -> Bool {
        other.left >= left && other.top >= top && other.right <= right && other.bottom <= bottom
    }

    /// The shared rectangle; `isEmpty` when the two do not meet.
    package func intersection(_ other: Rect) -> Rect {
        Rect(
            left: max(left, other.left), top: max(top, other.top),
            right: min(right, other.right), bottom: min(bottom, other.bottom))
    }

    /// The smallest rectangle that holds both; an empty one adds nothing.
    package func union(_ other: Rect) -> Rect {
        if isEmpty { return other }
        if other.isEmpty { return self }
        return Rect(
            left: min(left, other.left), top: min(top, other.top),
            right: max(right, other.right), bottom: max(bottom, other.bottom))
    }
}
