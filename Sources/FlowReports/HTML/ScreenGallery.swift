internal import Flows
internal import Hierarchies
internal import Screens

/// The screens of a page, each distinct one once: as a drawing to be used, and as text to be opened.
struct ScreenGallery {
    struct Entry {
        /// From 1.
        let number: Int
        let screen: Screen
        let symbol: ScreenSymbol
        fileprivate let text: String

        var symbolID: String { "s\(number)" }
        var textID: String { "t\(number)" }
    }

    private struct Key: Hashable {
        let symbol: ScreenSymbol
        let text: String
    }

    private var entries: [Entry] = []
    private var numbers: [Key: Int] = [:]

    /// The entry of that screen, a new one where none looks and reads the same.
    mutating func add(_ shown: FlowScreen) -> Entry {
        var screen = Screen(shown.hierarchy)
        if shown.size.width > 0, shown.size.height > 0 { screen.size = shown.size }
        let key = Key(symbol: ScreenSymbol(screen), text: TextRendering().render(screen))
        if let number = numbers[key] { return entries[number - 1] }
        let entry = Entry(number: entries.count + 1, screen: screen, symbol: key.symbol, text: key.text)
        entries.append(entry)
        numbers[key] = entry.number
        return entry
    }

    /// The drawings, and a sheet of text for each that its link shows.
    var markup: String {
        guard !entries.isEmpty else { return "" }
        let symbols = entries.map { $0.symbol.markup(id: $0.symbolID) }.joined()
        let texts = entries.map { entry in
            """
            <section class="sheet" id="\(entry.textID)"><p><b>Screen \(entry.number)</b> <a href="#closed">close</a></p>
            <pre>\(MarkupText.escaped(entry.text, lines: .kept))</pre></section>

            """
        }
        return "<svg class=\"symbols\" width=\"0\" height=\"0\" aria-hidden=\"true\">\n\(symbols)</svg>\n\(texts.joined())"
    }
}
