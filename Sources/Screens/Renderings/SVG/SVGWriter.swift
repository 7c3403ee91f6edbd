/// Builds SVG text: elements, attributes and escaped character data, always in the order in which they were written.
struct SVGWriter {
    private(set) var text = ""

    /// Adds one element without content.
    mutating func add(_ name: String, _ attributes: KeyValuePairs<String, SVGValue>) {
        open(name, attributes)
        text += "/>\n"
    }

    /// Adds one element around text.
    mutating func add(_ name: String, _ attributes: KeyValuePairs<String, SVGValue>, text content: String) {
        open(name, attributes)
        text += ">\(MarkupText.escaped(content))</\(name)>\n"
    }

    /// Adds one element around what `body` adds; nothing when that is nothing.
    mutating func add(
        _ name: String, _ attributes: KeyValuePairs<String, SVGValue>, _ body: (inout SVGWriter) -> Void
    ) {
        var inner = SVGWriter()
        body(&inner)
        guard !inner.text.isEmpty else { return }
        open(name, attributes)
        text += ">\n\(inner.text)</\(name)>\n"
    }

    mutating func addBox(_ box: BadgeLayout.Box, class name: String = "", radius: Double = 0) {
        add(
            "rect",
            [
                "class": .text(name), "x": .number(box.left), "y": .number(box.top), "width": .number(box.width),
                "height": .number(box.height), "rx": .number(radius),
            ])
    }

    mutating func addCircle(x: Double, y: Double, radius: Double, class name: String = "", fill: String = "") {
        add(
            "circle",
            [
                "class": .text(name), "cx": .number(x), "cy": .number(y), "r": .number(radius), "fill": .text(fill),
            ])
    }

    mutating func addPath(
        _ points: [(x: Double, y: Double)], isClosed: Bool, attributes: KeyValuePairs<String, SVGValue>
    ) {
        let list = points.map { "\(Self.number($0.x)),\(Self.number($0.y))" }.joined(separator: " ")
        open(isClosed ? "polygon" : "polyline", attributes)
        text += " points=\"\(list)\"/>\n"
    }

    mutating func addText(_ string: String, x: Double, y: Double, size: Double, class name: String) {
        add(
            "text", ["class": .text(name), "x": .number(x), "y": .number(y), "font-size": .number(size)],
            text: string)
    }

    mutating func addLiteral(_ svg: String) { text += svg }

    /// Writes a tag without its end; empty attributes are left out.
    private mutating func open(_ name: String, _ attributes: KeyValuePairs<String, SVGValue>) {
        text += "<\(name)"
        for (key, value) in attributes {
            switch value {
            case .text(let string) where string.isEmpty: break
            case .text(let string): text += " \(key)=\"\(MarkupText.escaped(string))\""
            case .number(let number): text += " \(key)=\"\(Self.number(number))\""
            }
        }
    }

    /// A number to one decimal, without an exponent.
    static func number(_ value: Double) -> String {
        guard value.isFinite, abs(value) < 1e12 else { return "0" }
        let tenths = Int64((value * 10).rounded())
        let (whole, rest) = tenths.magnitude.quotientAndRemainder(dividingBy: 10)
        return "\(tenths < 0 ? "-" : "")\(whole)\(rest == 0 ? "" : ".\(rest)")"
    }
}

/// What an SVG attribute holds.
enum SVGValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral {
    case text(String)
    case number(Double)

    init(stringLiteral value: String) { self = .text(value) }
    init(integerLiteral value: Int) { self = .number(Double(value)) }
    init(floatLiteral value: Double) { self = .number(value) }
}
