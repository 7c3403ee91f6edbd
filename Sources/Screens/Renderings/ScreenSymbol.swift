internal import Hierarchies

/// A drawing of the device alone, for a page that shows many screens: a `<symbol>` of SVG, to be `<use>`d.
///
/// Without the ids, the legend and the lists of `SVGRendering`. Its classes mean something below `.scr` alone, so a page
/// may have classes of the same names; strokes are as wide on the page whatever the scale.
package struct ScreenSymbol: Sendable {
    /// The `viewBox` of what uses it, whose marks then lie in the dump's units.
    package let viewBox: String
    /// What strokes and letters over it are measured in, about a dp.
    package let unit: Double
    /// Its layers from the back, each whole: what many screens share a page can keep once.
    package let parts: [String]

    /// The rules of every symbol, once a page.
    package static let css =
        SVGStyle(unit: 1, isOverlay: false).css.split(separator: "\n").map { ".scr \($0)" }.joined(separator: "\n")
        + "\n.scr *{vector-effect:non-scaling-stroke}\n"

    package init(_ screen: Screen) {
        let area = Rect(left: 0, top: 0, right: max(screen.size.width, 1), bottom: max(screen.size.height, 1))
        unit = Double(min(area.right, area.bottom)) / 360
        viewBox = "0 0 \(area.right) \(area.bottom)"
        var svg = SVGWriter()
        svg.addBox(
            BadgeLayout.Box(left: 0, top: 0, width: Double(area.right), height: Double(area.bottom)), class: "device")
        var drawing = ElementDrawing(area: area, unit: unit, isOverlay: false, showsIDs: false)
        parts = [svg.text] + drawing.parts(screen.elements.filter { $0.isDrawn(in: area) })
    }

    /// The element that a page's SVG keeps once.
    /// - Parameters:
    ///   - id: what `<use href="#id">` names; letters and digits.
    ///   - part: what stands for a part, itself or a `<use>` of it.
    /// - Returns: `<symbol>`, cut off at the device's edges by whoever draws it.
    package func markup(id: String, part: (String) -> String = { $0 }) -> String {
        "<symbol id=\"\(id)\" viewBox=\"\(viewBox)\"><g class=\"scr\">\n\(parts.map(part).joined())</g></symbol>\n"
    }
}

extension ScreenSymbol: Hashable {}

extension Element {
    /// Whether any of it lies on the screen.
    func isDrawn(in area: Rect) -> Bool {
        !states.contains(.offscreen) && !bounds.intersection(area).isEmpty
    }
}
