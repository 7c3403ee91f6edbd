/// Functions that scripts are given as far as they use them.
struct ScriptLibrary {
    private let entries: [(name: String, text: String)]

    /// - Parameter text: entries with two empty lines between them, each behind a first line `#: its name`.
    init(_ text: String) {
        entries = text.split(separator: "\n\n\n").map { entry in
            let lines = entry.drop { $0 == "\n" }.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
            let text = lines.last.map(String.init) ?? ""
            return (String(lines.first?.dropFirst(3) ?? ""), String(text.reversed().drop { $0 == "\n" }.reversed()))
        }
    }

    private init(_ entries: [(name: String, text: String)]) { self.entries = entries }

    static func + (first: ScriptLibrary, second: ScriptLibrary) -> ScriptLibrary {
        ScriptLibrary(first.entries + second.entries)
    }

    /// The entries that a script names, and those that they name, in the library's order.
    func entries(usedBy script: String) -> [String] {
        var used: Set<String> = []
        var waiting = [script]
        while let text = waiting.popLast() {
            let words = Set(text.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init))
            for entry in entries where words.contains(entry.name) && used.insert(entry.name).inserted {
                waiting.append(entry.text)
            }
        }
        return entries.filter { used.contains($0.name) }.map(\.text)
    }
}
