import Hierarchies

/// Draws elements in place: box, label, the mark of a toggle, id badge and scroll arrows.
struct ElementDrawing {
    typealias Box = BadgeLayout.Box

    private let area: Rect
    private let unit: Double
    private let isOverlay: Bool
    private var badges: BadgeLayout

    init(area: Rect, unit: Double, isOverlay: Bool) {
        self.area = area
        self.unit = unit
        self.isOverlay = isOverlay
        badges = BadgeLayout(
            area: Box(left: 0, top: 0, width: Double(area.right), height: Double(area.bottom)), height: 12 * unit)
    }

    /// Covered elements and system windows at the back, then large before small, so that what lies inside is on top;
    /// badges and arrows over all.
    mutating func draw(_ elements: [Element], to svg: inout SVGWriter) {
        for arrow in elements.flatMap(arrows) {
            let radius = 5 * unit
            badges.reserve(Box(left: arrow.x - radius, top: arrow.y - radius, width: 2 * radius, height: 2 * radius))
        }
        // Small elements choose the place of their badge first, for they have the least room.
        var places: [Int: Box] = [:]
        for element in elements.sorted(by: { (size($0), $0.id) < (size($1), $1.id) }) {
            places[element.id] = badgePlace(for: element)
        }
        let ordered = elements.sorted { (layer($0), -size($0), $0.id) < (layer($1), -size($1), $1.id) }
        for element in ordered {
            svg.add("g", ["class": .text(groupStyle(element))]) { svg in
                addBox(element, to: &svg)
                if !isOverlay { addLabel(element, badge: places[element.id], to: &svg) }
            }
        }
        for element in ordered {
            svg.add("g", ["class": .text(groupStyle(element))]) { svg in
                addArrows(element, to: &svg)
                if let place = places[element.id] { addBadge(element, place, to: &svg) }
            }
        }
    }

    private func visible(_ element: Element) -> Box {
        let rect = element.bounds.intersection(area)
        return Box(
            left: Double(rect.left), top: Double(rect.top), width: Double(rect.width), height: Double(rect.height))
    }

    private func size(_ element: Element) -> Int { element.bounds.intersection(area).area }

    private func layer(_ element: Element) -> Int {
        if element.window != .app { return 0 }
        if RoleFamily(element.role) == .container { return 1 }
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

    // MARK: Labels

    private func addLabel(_ element: Element, badge: Box?, to svg: inout SVGWriter) {
        let box = visible(element)
        let padding = min(6 * unit, box.width * 0.1)
        var left = box.left + padding
        var right = box.right - padding
        if RoleFamily(element.role) == .toggle, box.width > 24 * unit, box.height > 10 * unit {
            let markWidth = 22 * unit
            let isWide = box.width > 60 * unit
            addToggle(
                element, x: isWide ? right - markWidth / 2 : (box.left + box.right) / 2,
                y: (box.top + box.bottom) / 2, to: &svg)
            guard isWide else { return }
            right -= markWidth + padding
        }
        let isContainer = RoleFamily(element.role) == .container
        let text =
            isContainer ? [] : [(element.label, "label"), (element.value ?? "", "hold")].filter { !$0.0.isEmpty }
        guard !text.isEmpty, box.height > 4 * unit else { return }

        let preferred = (element.role == .heading ? 15 : 12) * unit
        let share = (box.height - 2 * unit) / Double(text.count)
        func fits(_ width: Double) -> [TextFit] {
            text.map { TextFit($0.0, width: width, height: share, preferred: preferred, smallest: 8 * unit) }
        }
        var blocks = fits(right - left)
        // Text that would run under the badge starts beside it.
        let half = blocks.reduce(0) { $0 + $1.height } / 2
        let middle = (box.top + box.bottom) / 2
        if let badge, badge.bottom > middle - half, badge.top < middle + half {
            if badge.left - box.left < box.width / 3 {
                left = max(left, badge.right + 3 * unit)
            } else if box.right - badge.right < box.width / 3 {
                right = min(right, badge.left - 3 * unit)
            }
            blocks = fits(right - left)
        }
        guard right - left > 6 * unit else { return }
        let isCentred = element.role == .button || element.role == .tab || element.role == .key
        var top = middle - blocks.reduce(0) { $0 + $1.height } / 2
        svg.add(
            "svg",
            [
                "x": .number(box.left), "y": .number(box.top), "width": .number(box.width),
                "height": .number(box.height), "class": element.states.contains(.disabled) ? "dim" : "",
            ]
        ) { svg in
            for (block, (_, style)) in zip(blocks, text) {
                for line in block.lines {
                    let slack = right - left - TextFit.width(line, fontSize: block.fontSize)
                    svg.addText(
                        line, x: left - box.left + (isCentred ? max(slack / 2, 0) : 0),
                        y: top - box.top + block.fontSize * 0.95, size: block.fontSize,
                        class: element.role == .heading ? "strong" : style)
                    top += block.fontSize * TextFit.lineHeight
                }
            }
        }
    }

    /// A switch, a check box or a radio button around that point, in its state.
    private func addToggle(_ element: Element, x: Double, y: Double, to svg: inout SVGWriter) {
        let isOn = !element.states.isDisjoint(with: [.on, .checked])
        let ink = RoleFamily.toggle.ink
        let fill = isOn ? ink : "#fff"
        let radius = 5 * unit
        func box(_ halfWidth: Double) -> Box {
            Box(left: x - halfWidth, top: y - radius, width: 2 * halfWidth, height: 2 * radius)
        }
        svg.add("g", ["class": "mark", "fill": .text(fill), "stroke": .text(ink)]) { svg in
            switch element.role {
            case .switch:
                svg.addBox(box(10 * unit), radius: radius)
                svg.addCircle(x: x + (isOn ? 5 : -5) * unit, y: y, radius: 2.6 * unit, fill: isOn ? "#fff" : ink)
            case .radio:
                svg.addCircle(x: x, y: y, radius: radius, fill: "#fff")
                if isOn { svg.addCircle(x: x, y: y, radius: 2 * unit, fill: ink) }
            default:
                svg.addBox(box(radius), radius: 1.5 * unit)
                if isOn {
                    svg.addPath(
                        [(x - 2.6 * unit, y), (x - 0.6 * unit, y + 2.2 * unit), (x + 2.8 * unit, y - 2.4 * unit)],
                        isClosed: false, attributes: ["fill": "none", "stroke": "#fff"])
                }
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
