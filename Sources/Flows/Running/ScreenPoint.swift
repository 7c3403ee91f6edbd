package import FlowDocuments
package import Hierarchies

/// A point as flows write it, `x,y` or `x%,y%`.
package struct ScreenPoint {
    private let x: Double
    private let y: Double
    private let isRelative: Bool

    package init(_ text: String, at place: SourcePlace) throws(FlowFailure) {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false).map { String($0).trimmingSpaces }
        let percents = parts.count { $0.hasSuffix("%") }
        guard parts.count == 2, percents != 1,
            let x = Double(percents == 2 ? String(parts[0].dropLast()).trimmingSpaces : parts[0]),
            let y = Double(percents == 2 ? String(parts[1].dropLast()).trimmingSpaces : parts[1]),
            x.isFinite, y.isFinite, abs(x) < 1e6, abs(y) < 1e6
        else {
            throw FlowFailure(.invalidCommand, "\"\(text)\" is no point: write x,y or x%,y%", at: place)
        }
        if percents == 2, !(0...100).contains(x) || !(0...100).contains(y) {
            throw FlowFailure(.invalidCommand, "\"\(text)\": percentages go from 0 to 100", at: place)
        }
        (self.x, self.y, isRelative) = (x, y, percents == 2)
    }

    package func point(on size: Size) -> Point {
        isRelative
            ? Point(x: Int(Double(size.width) * x / 100), y: Int(Double(size.height) * y / 100))
            : Point(x: Int(x), y: Int(y))
    }

    /// Within an element, from its top left corner.
    package func point(in bounds: Rect) -> Point {
        let inner = point(on: Size(width: bounds.width, height: bounds.height))
        return Point(x: bounds.left + inner.x, y: bounds.top + inner.y)
    }
}
