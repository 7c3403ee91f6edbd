import Hierarchies

extension ElementDrawing {
    /// The part of an element in which its label stays readable: the widest strip beside what is drawn over it.
    func labelRoom(_ element: Element, under later: ArraySlice<Element>) -> Box {
        let box = visible(element)
        // A larger crowd has no room for words, and would take quadratic time.
        guard later.count < 2000 else { return box }
        let rect = element.bounds.intersection(area)
        let over = later.reduce(Rect.zero) { union, other in
            let bounds = other.bounds.intersection(area)
            return rect.contains(bounds.center) ? union.union(bounds.intersection(rect)) : union
        }
        guard !over.isEmpty else { return box }
        let strips = [
            Rect(left: rect.left, top: rect.top, right: over.left, bottom: rect.bottom),
            Rect(left: over.right, top: rect.top, right: rect.right, bottom: rect.bottom),
            Rect(left: rect.left, top: rect.top, right: rect.right, bottom: over.top),
            Rect(left: rect.left, top: over.bottom, right: rect.right, bottom: rect.bottom),
        ].filter { Double($0.width) > 30 * unit && Double($0.height) > 9 * unit }
        return strips.max { $0.area < $1.area }.map(Self.box) ?? box
    }

    func addLabel(_ element: Element, in box: Box, badge: Box?, to svg: inout SVGWriter) {
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
            text.map { TextFit($0.0, width: width, height: share, preferred: preferred, smallest: 7 * unit) }
        }
        var blocks = fits(right - left)
        // Text that would run under the badge starts beside it.
        let half = blocks.reduce(0) { $0 + $1.height } / 2
        let middle = (box.top + box.bottom) / 2
        if let badge, badge.bottom > middle - half, badge.top < middle + half, badge.right > box.left,
            badge.left < box.right
        {
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
}
