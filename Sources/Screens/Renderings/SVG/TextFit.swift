/// A text broken into lines that fit a box, by estimated widths: an SVG viewer's fonts cannot be measured from here.
struct TextFit {
    let lines: [String]
    let fontSize: Double

    static let lineHeight = 1.25

    var height: Double { Double(lines.count) * fontSize * Self.lineHeight }

    /// Keeps the preferred size if the text fits in as many lines as the box has room for, shrinks it down to the
    /// smallest if not, and cuts with an ellipsis what still does not fit.
    init(_ text: String, width: Double, height: Double, preferred: Double, smallest: Double) {
        var size = min(preferred, max(height * 0.8, 1))
        let floor = min(smallest, size)
        while true {
            let room = max(Int(height / (size * Self.lineHeight)), 1)
            let broken = Self.wrap(text, em: width / size, limit: room)
            if broken.fits || size <= floor {
                lines = broken.lines
                fontSize = size
                return
            }
            size = max(size * 0.9, floor)
        }
    }

    /// One line of at most that width, cut with an ellipsis.
    static func line(_ text: String, width: Double, fontSize: Double) -> String {
        wrap(text, em: width / fontSize, limit: 1).lines.first ?? ""
    }

    static func width(_ text: String, fontSize: Double) -> Double {
        text.unicodeScalars.reduce(0) { $0 + advance($1) } * fontSize
    }

    private static func wrap(_ text: String, em: Double, limit: Int) -> (lines: [String], fits: Bool) {
        var lines: [String] = []
        var line = ""
        var used = 0.0
        var cutsWord = false
        // Where the line can break: its text up to there, and the width after it.
        var breakAt: (index: String.Index, width: Double)?
        for character in text {
            let width = character.unicodeScalars.reduce(0) { max($0, advance($1)) }
            if used + width > em, !line.isEmpty, character != " " {
                if lines.count == limit - 1 { return (lines + [cut(line, used: used, em: em)], false) }
                if let place = breakAt {
                    lines.append(String(line[..<place.index]))
                    line = String(line[place.index...].drop { $0 == " " })
                    used = Self.width(line, fontSize: 1)
                } else {
                    cutsWord = cutsWord || width < 1
                    lines.append(line)
                    line = ""
                    used = 0
                }
                breakAt = nil
            }
            if character == " " || width >= 1 { breakAt = (line.endIndex, used) }
            line.append(character)
            used += width
        }
        return (line.isEmpty ? lines : lines + [line], !cutsWord)
    }

    private static func cut(_ line: String, used: Double, em: Double) -> String {
        var line = line
        var used = used
        while used + 0.8 > em, let last = line.popLast() {
            used -= last.unicodeScalars.reduce(0) { max($0, advance($1)) }
        }
        return line + "…"
    }

    /// A scalar's advance in em, about that of the common sans-serif fonts.
    private static func advance(_ scalar: Unicode.Scalar) -> Double {
        switch scalar {
        case "i", "j", "l", "I", "t", "f", "r", ".", ",", ":", ";", "'", "|", "!", " ", "(", ")", "-": 0.36
        case "m", "w", "M", "W", "@", "%": 0.92
        case "A"..."Z": 0.7
        case "\u{0}"..."\u{2FF}": 0.59
        case "\u{300}"..."\u{36F}", "\u{200B}"..."\u{200F}", "\u{FE00}"..."\u{FE0F}": 0
        case "\u{1100}"..."\u{115F}", "\u{2E80}"..."\u{A4CF}", "\u{AC00}"..."\u{D7A3}", "\u{F900}"..."\u{FAFF}",
            "\u{FF00}"..."\u{FF60}", "\u{1F000}"..."\u{1FAFF}", "\u{20000}"..."\u{3FFFD}":
            1
        default: 0.65
        }
    }
}
