package import Hierarchies

/// A drawing of the screen for a person: a box and an id for each element, to scale, in the dump's own units.
///
/// Over the screenshot when there is one, otherwise over a blank device with the labels written into the boxes. A side
/// column explains the colours and lists what cannot be drawn in place: elements off the screen, and notes.
package struct SVGRendering: ScreenRendering {
    private let screenshot: PNGImage?
    private let touch: Point?

    /// Over `screenshot` where there is one; `touch` is where a finger went, to be marked.
    package init(screenshot: PNGImage? = nil, touch: Point? = nil) {
        self.screenshot = screenshot
        self.touch = touch
    }

    package func render(_ screen: Screen) -> String {
        let area = Rect(left: 0, top: 0, right: max(screen.size.width, 1), bottom: max(screen.size.height, 1))
        let width = Double(area.right)
        let height = Double(area.bottom)
        // One 360th of the shorter side, about a dp: what strokes and letters are measured in.
        let unit = min(width, height) / 360
        let offScreen = screen.elements.filter { !$0.isDrawn(in: area) }.map { Self.whereabouts($0, area) }
        let notes = notes(screen, unit: unit)
        let side = SideColumn(unit: unit, left: width + 24 * unit, height: height) { column in
            column.addLegend(screen)
            column.addList("Off screen", offScreen)
            column.addList("Notes", notes)
        }
        let margin = 20 * unit
        let head = 52 * unit
        let page = BadgeLayout.Box(
            left: -margin, top: -margin - head, width: side.right + 2 * margin,
            height: max(height, side.bottom) + head + 2 * margin)
        let viewBox = [page.left, page.top, page.width, page.height].map(SVGWriter.number).joined(separator: " ")
        var svg = SVGWriter()
        svg.addLiteral(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"\(viewBox)\" font-family=\"sans-serif\" role=\"img\">\n"
        )
        svg.add("title", [:], text: Self.title(screen))
        svg.add("style", [:], text: SVGStyle(unit: unit, isOverlay: screenshot != nil).css)
        svg.addBox(page, class: "page")
        addHead(screen, unit: unit, top: -head, width: side.right, to: &svg)
        let device = BadgeLayout.Box(left: 0, top: 0, width: width, height: height)
        svg.addBox(device, class: "device", radius: 6 * unit)
        svg.add("clipPath", ["id": "clip"]) { $0.addBox(device, radius: 6 * unit) }
        svg.add("g", ["clip-path": "url(#clip)"]) { svg in
            if let screenshot { addScreenshot(screenshot, width: width, to: &svg) }
            var drawing = ElementDrawing(area: area, unit: unit, isOverlay: screenshot != nil)
            drawing.draw(screen.elements.filter { $0.isDrawn(in: area) }, to: &svg)
        }
        svg.addBox(device, class: "frame", radius: 6 * unit)
        if let touch {
            for radius in [3.0, 12] {
                svg.addCircle(x: Double(touch.x), y: Double(touch.y), radius: radius * unit, class: "touch")
            }
        }
        svg.addLiteral(side.svg.text)
        return svg.text + "</svg>"
    }

    private static func title(_ screen: Screen) -> String {
        [screen.title ?? "", screen.packageName].first { !$0.isEmpty } ?? "Screen"
    }

    private func notes(_ screen: Screen, unit: Double) -> [String] {
        let warnings = screen.warnings.map(\.description)
        guard let size = screenshot?.size, size != screen.size else { return warnings }
        let scaled = Double(screen.size.width) / Double(size.width) * Double(size.height)
        let note =
            abs(scaled - Double(screen.size.height)) <= 2 * unit
            ? "The screenshot is \(size.width)×\(size.height), scaled to the screen."
            : "The screenshot is \(size.width)×\(size.height), of another shape than the screen: it is fitted by its "
                + "width and starts at the top, so boxes may lie beside what they mean."
        return [note] + warnings
    }

    private func addHead(_ screen: Screen, unit: Double, top: Double, width: Double, to svg: inout SVGWriter) {
        let title = Self.title(screen)
        let facts = [
            screen.packageName == title ? "" : screen.packageName, screen.format.rawValue,
            "\(screen.size.width)×\(screen.size.height)",
            screen.rotation == 0 ? "" : "rotated \(screen.rotation * 90)°",
            screen.elements.count == 1 ? "1 element" : "\(screen.elements.count) elements",
            "fingerprint \(screen.fingerprint)",
        ]
        let subtitle = facts.filter { !$0.isEmpty }.joined(separator: " · ")
        for (text, y, size, style) in [(title, 16.0, 19.0, "title"), (subtitle, 35, 11, "fact")] {
            svg.addText(
                TextFit.line(text, width: width, fontSize: size * unit), x: 0, y: top + y * unit, size: size * unit,
                class: style)
        }
    }

    /// Fitted by its width: a screenshot that is taller than the screen has the bars that the dump leaves out.
    private func addScreenshot(_ image: PNGImage, width: Double, to svg: inout SVGWriter) {
        let height = width / Double(image.size.width) * Double(image.size.height)
        svg.add(
            "image",
            [
                "href": .text(image.dataURI), "width": .number(width), "height": .number(height),
                "preserveAspectRatio": "none",
            ])
    }

    /// "↓ 12 button Save": the side of the screen on which an element lies, and what it is.
    private static func whereabouts(_ element: Element, _ area: Rect) -> String {
        let bounds = element.bounds
        let arrow =
            if bounds.isEmpty {
                "∅"
            } else if bounds.top >= area.bottom {
                "↓"
            } else if bounds.bottom <= area.top {
                "↑"
            } else if bounds.left >= area.right {
                "→"
            } else if bounds.right <= area.left {
                "←"
            } else {
                "·"
            }
        return "\(arrow) \(element.heading)"
    }
}
