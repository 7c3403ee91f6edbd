import Hierarchies

/// A picture with one byte a pixel: the index of a colour.
struct Canvas: Sendable {
    enum Color: UInt8, Sendable, CaseIterable {
        case black, background, surface, card, text, grey, accent, line, dim, onAccent, picture

        var rgb: (UInt8, UInt8, UInt8) {
            switch self {
            case .black: (0, 0, 0)
            case .background: (253, 252, 255)
            case .surface: (243, 244, 249)
            case .card: (232, 236, 244)
            case .text: (27, 27, 31)
            case .grey: (116, 119, 127)
            case .accent: (11, 87, 208)
            case .line: (200, 204, 214)
            case .dim: (120, 122, 128)
            case .onAccent: (255, 255, 255)
            case .picture: (170, 199, 190)
            }
        }
    }

    let size: Size
    var pixels: [UInt8]

    init(size: Size) {
        self.size = size
        pixels = [UInt8](repeating: Color.black.rawValue, count: size.width * size.height)
    }

    mutating func fill(_ rect: Rect, _ color: Color) {
        let part = rect.intersection(Rect(left: 0, top: 0, right: size.width, bottom: size.height))
        guard !part.isEmpty else { return }
        for y in part.top..<part.bottom {
            let start = y * size.width
            for x in part.left..<part.right { pixels[start + x] = color.rawValue }
        }
    }

    mutating func frame(_ rect: Rect, _ color: Color, width: Int = 3) {
        fill(Rect(left: rect.left, top: rect.top, right: rect.right, bottom: rect.top + width), color)
        fill(Rect(left: rect.left, top: rect.bottom - width, right: rect.right, bottom: rect.bottom), color)
        fill(Rect(left: rect.left, top: rect.top, right: rect.left + width, bottom: rect.bottom), color)
        fill(Rect(left: rect.right - width, top: rect.top, right: rect.right, bottom: rect.bottom), color)
    }

    mutating func disc(_ center: Point, radius: Int, _ color: Color) {
        guard radius > 0 else { return }
        for dy in -radius...radius {
            var dx = radius
            while dx * dx + dy * dy > radius * radius { dx -= 1 }
            fill(
                Rect(left: center.x - dx, top: center.y + dy, right: center.x + dx + 1, bottom: center.y + dy + 1),
                color)
        }
    }

    mutating func draw(_ view: View) {
        let bounds = view.bounds
        let isOff = view.flags.contains(.disabled)
        let ink: Color = isOff ? .grey : view.paint == .filled ? .onAccent : .text
        switch view.paint {
        case .none: break
        case .surface: fill(bounds, .surface)
        case .card: fill(bounds, .card)
        case .filled: fill(bounds, isOff ? .line : .accent)
        case .outlined: frame(bounds, view.flags.contains(.focused) || view.flags.contains(.checked) ? .accent : .grey)
        case .icon:
            disc(bounds.center, radius: min(bounds.width, bounds.height) / 4, isOff ? .line : .grey)
        case .picture: fill(bounds, .picture)
        case .line: fill(bounds, .line)
        case .bar:
            let middle = bounds.center.y
            let end = bounds.left + Int(Double(bounds.width) * view.share)
            fill(Rect(left: bounds.left, top: middle - 4, right: bounds.right, bottom: middle + 4), .line)
            fill(Rect(left: bounds.left, top: middle - 4, right: end, bottom: middle + 4), .accent)
            disc(Point(x: end, y: middle), radius: 18, .accent)
            return
        case .toggle: drawToggle(view)
        }
        let text = view.text.isEmpty ? view.hint : view.text
        guard !text.isEmpty, view.textSize > 0 else { return }
        var room = bounds
        if view.paint == .toggle { room.left += bounds.height }
        let lines = TextMetrics.lines(text, size: view.textSize, width: room.width)
        room.top += max(0, (room.height - lines * TextMetrics.lineHeight(view.textSize)) / 2)
        if view.paint == .filled || view.paint == .outlined { room.left += view.textSize / 2 }
        write(text, in: room, size: view.textSize, view.text.isEmpty ? .grey : ink)
    }

    private mutating func drawToggle(_ view: View) {
        let isOn = view.flags.contains(.checked)
        let color: Color = view.flags.contains(.disabled) ? .line : isOn ? .accent : .grey
        let bounds = view.bounds
        if view.className.hasSuffix("Switch"), view.text.isEmpty {
            fill(Rect(left: bounds.left, top: bounds.top + 8, right: bounds.right, bottom: bounds.bottom - 8), color)
            let radius = bounds.height / 4
            let x = isOn ? bounds.right - radius - 10 : bounds.left + radius + 10
            return disc(Point(x: x, y: bounds.center.y), radius: radius, .onAccent)
        }
        let side = min(bounds.width, bounds.height) / 2
        let box = Rect(
            left: bounds.left + side / 2, top: bounds.center.y - side / 2, right: bounds.left + side / 2 + side,
            bottom: bounds.center.y + side / 2)
        if isOn { fill(box, color) } else { frame(box, color) }
    }

    /// Writes text from the top left, wrapped; scripts beyond ASCII are boxes of their width.
    mutating func write(_ text: String, in room: Rect, size: Int, _ color: Color) {
        var x = room.left, y = room.top
        for scalar in text.unicodeScalars {
            let advance = TextMetrics.advance(scalar) * size / 1000
            if scalar == "\n" || x + advance > room.right + 2 {
                x = room.left
                y += TextMetrics.lineHeight(size)
                if y + size > max(room.bottom, room.top + size) + 2 { return }
                if scalar == "\n" { continue }
            }
            if let columns = BitmapFont.columns(of: scalar) {
                let width = max(1, advance * 5 / 6)
                for (column, bits) in columns.enumerated() {
                    let left = x + column * width / 5,
                        right = max(x + column * width / 5 + 1, x + (column + 1) * width / 5)
                    for row in 0..<8 where bits >> UInt8(row) & 1 == 1 {
                        let top = y + size / 10 + row * size * 4 / 5 / 7
                        fill(
                            Rect(
                                left: left, top: top, right: right, bottom: y + size / 10 + (row + 1) * size * 4 / 5 / 7
                            ), color)
                    }
                }
            } else if advance > 0 {
                frame(Rect(left: x + 2, top: y + size / 6, right: x + advance - 2, bottom: y + size), color, width: 2)
            }
            x += advance
        }
    }
}
