package import Flows
internal import Screens

/// A suite's result as one HTML file, for a person: no scripts, nothing loaded, readable from disk.
///
/// Each flow is a card with a timeline and its steps; a step opens to the screens before and after it, with the element
/// and the touch marked. A screen that comes again is stored once. All text is escaped, and the page's own policy allows
/// styles alone.
package struct HTMLReport: Sendable {
    package struct Options: Sendable {
        package enum Screens: String, Sendable, CaseIterable {
            case all
            /// Of steps that did not pass, or were healed.
            case troubled
            case none
        }

        /// Which steps show their screens.
        package var screens: Screens

        package init(screens: Screens = .all) { self.screens = screens }
    }

    private let suite: FlowSuiteResult
    private let options: Options

    package init(_ suite: FlowSuiteResult, options: Options = Options()) {
        self.suite = suite
        self.options = options
    }

    /// The whole file.
    package func print() -> String {
        var gallery = ScreenGallery()
        let cards = suite.flows.enumerated().map { index, flow in
            FlowCard(flow, number: index + 1, options: options).markup(&gallery)
        }
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8"/>
            <meta http-equiv="Content-Security-Policy" content="\(Self.policy)"/>
            <meta name="viewport" content="width=device-width, initial-scale=1"/>
            <meta name="color-scheme" content="light dark"/>
            <title>\(MarkupText.escaped(suite.name)): \(verdict)</title>
            <style>
            \(ReportStyle.css)
            \(ScreenSymbol.css)</style>
            </head>
            <body>
            <header>
            <h1><bdi>\(MarkupText.escaped(suite.name))</bdi></h1>
            <p class="facts">\(ReportTime.timestamp(suite.startedAt).replacing("T")) UTC</p>
            \(counts)
            \(filter)</header>
            <main>
            \(cards.joined())</main>
            \(gallery.markup)</body>
            </html>

            """
    }

    /// Nothing may be loaded, sent or run; the styles are the page's own.
    private static let policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

    private var verdict: String {
        let bad = suite.count(.failed) + suite.count(.infrastructure)
        if bad > 0 { return "\(bad) of \(suite.flows.count) failed" }
        let cancelled = suite.count(.cancelled)
        return cancelled > 0 ? "\(cancelled) of \(suite.flows.count) cancelled" : "nothing failed"
    }

    private var counts: String {
        let shown = FlowStatus.allCases.filter { $0 != .cancelled || suite.count($0) > 0 }
        let items = shown.map { status in
            let count = suite.count(status)
            let style = count == 0 ? "\(status.rawValue) zero" : status.rawValue
            return "<li class=\"\(style)\"><b>\(count)</b> \(status.rawValue)</li>\n"
        }
        let time = "<li class=\"total\"><b>\(ReportTime.words(suite.duration))</b> total time</li>\n"
        return "<ul class=\"counts\">\n\(items.joined())\(time)</ul>"
    }

    /// Hides what passed; by styles alone, and only where that leaves some and hides some.
    private var filter: String {
        let passed = suite.count(.passed)
        guard passed > 0, passed < suite.flows.count else { return "" }
        return """
            <p class="filter"><label><input type="radio" name="show" checked=""/> all \(suite.flows.count) flows</label>
            <label><input type="radio" name="show" id="troubled"/> the \(suite.flows.count - passed) that did not pass</label></p>

            """
    }
}

extension String {
    /// A time stamp's date and time apart.
    fileprivate func replacing(_ separator: Character) -> String {
        split(separator: separator).joined(separator: " ")
    }
}
