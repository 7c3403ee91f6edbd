internal import Flows
internal import Hierarchies
internal import Screens

/// The screens of a page, each distinct one once: as a drawing to be used, and as text to be opened.
///
/// What screens share is kept once too: most elements of a screen are those of the screen before.
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
        let shared = sharedParts
        let parts = shared.sorted { $0.value < $1.value }.map { part, number in
            "<symbol id=\"\(Self.partID(number))\" overflow=\"visible\"><g class=\"scr\">\n\(part)</g></symbol>\n"
        }
        let symbols = entries.map { entry in
            entry.symbol.markup(id: entry.symbolID) { part in
                shared[part].map { "<use href=\"#\(Self.partID($0))\"/>\n" } ?? part
            }
        }
        let texts = entries.map { entry in
            """
            <section class="sheet" id="\(entry.textID)"><p><b>Screen \(entry.number)</b> <a href="#closed">close</a></p>
            <pre>\(MarkupText.escaped(entry.text, lines: .kept))</pre></section>

            """
        }
        return
            "<svg class=\"symbols\" width=\"0\" height=\"0\" aria-hidden=\"true\">\n\((parts + symbols).joined())</svg>\n\(texts.joined())"
    }

    private static func partID(_ number: Int) -> String { "p\(number)" }

    /// The numbers of the parts that come more than once and are longer than a reference, in order of appearance.
    private var sharedParts: [String: Int] {
        var counts: [String: Int] = [:]
        let parts = entries.flatMap(\.symbol.parts).filter { $0.utf8.count > 40 }
        for part in parts { counts[part, default: 0] += 1 }
        var numbers: [String: Int] = [:]
        for part in parts where counts[part, default: 0] > 1 && numbers[part] == nil {
            numbers[part] = numbers.count + 1
        }
        return numbers
    }
}
