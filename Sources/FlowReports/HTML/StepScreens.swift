internal import Flows
internal import Hierarchies
internal import Screens

/// The screens before and after a step, what changed between them, and where it touched.
struct StepScreens {
    private let result: CommandResult

    /// Lines of a diff that are shown.
    private static let lines = 12

    init(_ result: CommandResult) { self.result = result }

    func markup(_ gallery: inout ScreenGallery) -> String {
        let before = result.before.map { gallery.add($0) }
        let after = result.after.map { gallery.add($0) }
        let figures: String
        switch (before, after) {
        case (nil, nil): return ""
        case (let only?, nil): figures = figure(only, "before", isMarked: true)
        case (nil, let only?): figures = figure(only, "after", isMarked: true)
        case (let before?, let after?) where before.number == after.number:
            figures = figure(before, "before and after", isMarked: true)
        case (let before?, let after?):
            figures =
                figure(before, "before", isMarked: true) + figure(after, "after", isMarked: false)
                + changes(from: before.screen, to: after.screen)
        }
        return "<div class=\"screens\">\n\(figures)</div>\n"
    }

    private func figure(_ entry: ScreenGallery.Entry, _ name: String, isMarked: Bool) -> String {
        let symbol = entry.symbol
        let shape = entry.screen.size.width > entry.screen.size.height ? " class=\"wide\"" : ""
        return """
            <figure\(shape)><svg viewBox="\(symbol.viewBox)" role="img" aria-label="Screen \(name)">\
            <use href="#\(entry.symbolID)"/>\(isMarked ? marks(unit: symbol.unit) : "")</svg>
            <figcaption>\(name) <i>·</i> <a href="#\(entry.textID)">as text</a></figcaption></figure>

            """
    }

    private func marks(unit: Double) -> String {
        var marks = ""
        if let target = result.target, !target.isEmpty {
            marks +=
                "<rect class=\"target\" x=\"\(target.left)\" y=\"\(target.top)\" width=\"\(target.width)\""
                + " height=\"\(target.height)\" rx=\"\(Int(3 * unit))\"/>"
        }
        if let point = result.point {
            for radius in [4.0, 13] {
                marks +=
                    "<circle class=\"touch\" cx=\"\(point.x)\" cy=\"\(point.y)\" r=\"\(Int(radius * unit))\"/>"
            }
        }
        return marks
    }

    private func changes(from old: Screen, to new: Screen) -> String {
        let lines = ScreenDiff(from: old, to: new).description.split(separator: "\n", omittingEmptySubsequences: false)
        let shown = lines.prefix(Self.lines).map { MarkupText.escaped(String($0)) }
        let rest = lines.count > Self.lines ? ["and \(lines.count - Self.lines) more"] : []
        return "<pre class=\"changes\">\((shown + rest).joined(separator: "\n"))</pre>\n"
    }
}
