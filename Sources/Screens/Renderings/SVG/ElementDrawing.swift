import Hierarchies

/// Draws elements in place: box, label, the mark of a toggle, id badge and scroll arrows.
struct ElementDrawing {
    typealias Box = BadgeLayout.Box

    let area: Rect
    let unit: Double
    private let isOverlay: Bool
    private let showsIDs: Bool
    private var badges: BadgeLayout

    init(area: Rect, unit: Double, isOverlay: Bool, showsIDs: Bool = true) {
        self.area = area
        self.unit = unit
        self.isOverlay = isOverlay
        self.showsIDs = showsIDs
        badges = BadgeLayout(
            area: Box(left: 0, top: 0, width: Double(area.right), height: Double(area.bottom)), height: 12 * unit)
    }

    mutating func draw(_ elements: [Element], to svg: inout SVGWriter) {
        for part in parts(elements) { svg.addLiteral(part) }
    }

    /// What is drawn one over the other: covered elements and system windows at the back, then large before small, so
    /// that what lies inside is on top; badges and arrows over all.
    mutating func parts(_ elements: [Element]) -> [String] {
        for arrow in elements.flatMap(arrows) {
            let radius = 5 * unit
            badges.reserve(Box(left: arrow.x - radius, top: arrow.y - radius, width: 2 * radius, height: 2 * radius))
        }
        // Small elements choose the place of their badge first, for they have the least room.
        var places: [Int: Box] = [:]
        for element in showsIDs ? elements.sorted(by: { (size($0), $0.id) < (size($1), $1.id) }) : [] {
            places[element.id] = badgePlace(for: element)
        }
        let ordered = elements.sorted { (layer($0), -size($0), $0.id) < (layer($1), -size($1), $1.id) }
        var parts: [String] = []
        func add(_ body: (inout SVGWriter) -> Void) {
            var svg = SVGWriter()
            body(&svg)
            if !svg.text.isEmpty { parts.append(svg.text) }
        }
        for (index, element) in ordered.enumerated() {
            add { svg in
                svg.add("g", ["class": .text(groupStyle(element))]) { svg in
                    addBox(element, to: &svg)
                    guard !isOverlay else { return }
                    let room = labelRoom(element, under: ordered[(index + 1)...])
                    addLabel(element, in: room, badge: places[element.id], to: &svg)
                }
            }
        }
        for element in ordered {
            if let place = places[element.id] { add { addLeader(element, place, to: &$0) } }
        }
        for element in ordered {
            add { svg in
                svg.add("g", ["class": .text(groupStyle(element))]) { svg in
                    addArrows(element, to: &svg)
                    if let place = places[element.id] { addBadge(element, place, to: &svg) }
                }
            }
        }
        return parts
    }

    func visible(_ element: Element) -> Box { Self.box(element.bounds.intersection(area)) }

    static func box(_ rect: Rect) -> Box {
        Box(left: Double(rect.left), top: Double(rect.top), width: Double(rect.width), height: Double(rect.height))
    }

    private func size(_ element: Element) -> Int { element.bounds.intersection(area).area }

    private func layer(_ element: Element) -> Int {
        if element.window != .app { return 0 }
        // What fills most of the screen is a background, whatever its role.
        if RoleFamily(element.role) == .container || size(element) > area.area / 2 { return 1 }
        return element.states.contains(.covered) ? 2 : 3
    }

    private func groupStyle(_ element: Element) -> String {
        element.window != .app ? "sys" : element.states.contains(.covered) ? "faint" : ""
    }

    // MARK: Boxes

    private func addBox(_ element: Element, to svg: inout SVGWriter) {
        var box = visible(element)
        // Neighbours that share an edge on the screen keep a line each.
        let gap = min(unit, box.width / 4, box.height / 4)
        box = Box(left: box.left + gap, top: box.top + gap, width: box.width - 2 * gap, height: box.height - 2 * gap)
        var style = "box \(RoleFamily(element.role).style)"
        if element.states.contains(.covered) {
            style += " cov"
        } else if element.states.contains(.disabled) {
            style += " off"
        }
        if element.states.contains(.selected) { style += " sel" }
        if element.states.contains(.focused) { style += " focus" }
        let radius = min(element.role == .button ? 6 * unit : 3 * unit, box.height / 2, box.width / 2)
        svg.addBox(box, class: style, radius: radius)
        if element.role == .image, !isOverlay, box.height > 8 * unit {
            // The wireframe's sign of a picture.
            for (top, bottom) in [(box.top, box.bottom), (box.bottom, box.top)] {
                svg.add(
                    "line",
                    [
                        "class": "cross", "x1": .number(box.left), "y1": .number(top), "x2": .number(box.right),
                        "y2": .number(bottom),
                    ])
            }
        }
    }

    // MARK: Badges and arrows

    private mutating func badgePlace(for element: Element) -> Box {
        let digits = Double(String(element.id).utf8.count)
        return badges.place(
            width: (digits * 6 + 6) * unit, height: 12 * unit, on: visible(element),
            prefersRight: RoleFamily(element.role) == .container)
    }

    /// Tells whose badge it is where a crowd pushed it away.
    private func addLeader(_ element: Element, _ place: Box, to svg: inout SVGWriter) {
        let box = visible(element)
        guard place.left > box.right || place.right < box.left || place.top > box.bottom || place.bottom < box.top
        else { return }
        let badge = (x: (place.left + place.right) / 2, y: (place.top + place.bottom) / 2)
        let nearest = (x: max(box.left, min(badge.x, box.right)), y: max(box.top, min(badge.y, box.bottom)))
        svg.addPath(
            [nearest, badge], isClosed: false,
            attributes: ["class": "leader", "stroke": .text(RoleFamily(element.role).ink)])
    }

    private func addBadge(_ element: Element, _ place: Box, to svg: inout SVGWriter) {
        svg.addBox(place, class: "\(RoleFamily(element.role).style)b halo", radius: 3 * unit)
        svg.addText(
            String(element.id), x: place.left + place.width / 2, y: place.top + 9.3 * unit, size: 9.5 * unit,
            class: "id")
    }

    private struct Arrow {
        var x: Double
        var y: Double
        /// Where it points, one of them 0, the other 1 or -1.
        var dx: Double
        var dy: Double
    }

    private func arrows(of element: Element) -> [Arrow] {
        let box = visible(element)
        let middle = (x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2)
        let inset = 9 * unit
        let all: [(ElementStates, Arrow)] = [
            (.scrollsUp, Arrow(x: middle.x, y: box.top + inset, dx: 0, dy: -1)),
            (.scrollsDown, Arrow(x: middle.x, y: box.bottom - inset, dx: 0, dy: 1)),
            (.scrollsLeft, Arrow(x: box.left + inset, y: middle.y, dx: -1, dy: 0)),
            (.scrollsRight, Arrow(x: box.right - inset, y: middle.y, dx: 1, dy: 0)),
        ]
        return all.filter { element.states.contains($0.0) }.map(\.1)
    }

    private func addArrows(_ element: Element, to svg: inout SVGWriter) {
        let style = RoleFamily(element.role).style
        let (tip, back, wide) = (3.2 * unit, 2.2 * unit, 3.4 * unit)
        for arrow in arrows(of: element) {
            svg.addCircle(x: arrow.x, y: arrow.y, radius: 7 * unit, class: "\(style)b halo")
            let base = (x: arrow.x - arrow.dx * back, y: arrow.y - arrow.dy * back)
            svg.addPath(
                [
                    (arrow.x + arrow.dx * tip, arrow.y + arrow.dy * tip),
                    (base.x + arrow.dy * wide, base.y + arrow.dx * wide),
                    (base.x - arrow.dy * wide, base.y - arrow.dx * wide),
                ], isClosed: true, attributes: ["fill": "#fff"])
        }
    }
}
