/// The text beside the device: legend and lists, running on into further columns where the device's height ends.
struct SideColumn {
    private(set) var svg = SVGWriter()
    private(set) var right: Double
    private(set) var bottom = 0.0

    private let unit: Double
    private let height: Double
    private var left: Double
    private var y = 0.0 {
        didSet { bottom = max(bottom, y) }
    }
    private let fontSize: Double

    private static let columnWidth = 190.0

    /// As many columns of the device's height as `body` needs, but longer ones rather than more than three.
    init(unit: Double, left: Double, height: Double, _ body: (inout SideColumn) -> Void) {
        var single = SideColumn(unit: unit, left: left, height: .infinity)
        body(&single)
        self.init(unit: unit, left: left, height: max(height, single.bottom / 3 + 80 * unit))
        body(&self)
    }

    private init(unit: Double, left: Double, height: Double) {
        self.unit = unit
        self.left = left
        self.height = height
        fontSize = 11 * unit
        right = left + Self.columnWidth * unit
    }

    mutating func addLegend(_ screen: Screen) {
        addHeading("Legend")
        var counts: [RoleFamily: Int] = [:]
        for element in screen.elements { counts[RoleFamily(element.role), default: 0] += 1 }
        for family in RoleFamily.allCases where counts[family] != nil {
            addKey("\(family.rawValue) (\(counts[family, default: 0]))", style: "box \(family.style)")
        }
        let states = screen.elements.reduce(into: ElementStates()) { $0.formUnion($1.states) }
        let keys: [(ElementStates, String, String)] = [
            (.disabled, "disabled", "box c off"), (.covered, "covered", "box c cov faint"),
            (.selected, "selected", "box c sel"), (.focused, "focused", "box c focus"),
        ]
        for (state, name, style) in keys where states.contains(state) { addKey(name, style: style) }
        if screen.elements.contains(where: { $0.window != .app }) { addKey("system window", style: "box c sys") }
        y += fontSize
    }

    /// Adds a titled list, its long items wrapped; nothing for an empty one.
    mutating func addList(_ title: String, _ items: [String]) {
        guard !items.isEmpty else { return }
        addHeading("\(title) (\(items.count))")
        let indent = 10 * unit
        for item in items {
            let fit = TextFit(
                item, width: Self.columnWidth * unit - indent, height: fontSize * TextFit.lineHeight * 6,
                preferred: fontSize,
                smallest: fontSize)
            advance(Double(fit.lines.count) * fontSize * TextFit.lineHeight)
            for (index, line) in fit.lines.enumerated() {
                let up = Double(fit.lines.count - 1 - index) * fontSize * TextFit.lineHeight
                svg.addText(
                    line, x: left + (index == 0 ? 0 : indent), y: y - up - 4 * unit, size: fontSize, class: "item")
            }
            y += 3 * unit
        }
        y += fontSize
    }

    private mutating func addHeading(_ text: String) {
        // A heading stays with what follows it.
        if y + 40 * unit > height { startColumn() }
        advance(18 * unit)
        svg.addText(text, x: left, y: y - 5 * unit, size: 12 * unit, class: "sub")
    }

    private mutating func addKey(_ text: String, style: String) {
        advance(17 * unit)
        svg.addBox(
            .init(left: left, top: y - 13 * unit, width: 20 * unit, height: 11 * unit), class: style, radius: 2 * unit)
        svg.addText(text, x: left + 27 * unit, y: y - 4 * unit, size: fontSize, class: "item")
    }

    /// Makes room for a line of that height and moves below it.
    private mutating func advance(_ line: Double) {
        if y + line > height, y > 0 { startColumn() }
        y += line
    }

    private mutating func startColumn() {
        left = right + 16 * unit
        right = left + Self.columnWidth * unit
        y = 0
    }
}
