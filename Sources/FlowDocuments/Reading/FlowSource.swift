internal import YAML

/// The text of a flow's file, for places, excerpts and notes.
struct FlowSource {
    let file: String
    private let lines: [Substring]

    init(_ bytes: [UInt8], file: String) {
        self.file = file
        lines = String(decoding: bytes, as: UTF8.self).split(omittingEmptySubsequences: false) { $0.isNewline }
    }

    func place(_ tree: YAMLTree) -> SourcePlace { SourcePlace(file, line: tree.line, column: tree.column) }

    /// Where the line `---` that ends the configuration stands, else the file's end.
    var endOfConfig: SourcePlace {
        let isMarker: (Substring) -> Bool = { $0.hasPrefix("---") }
        let begin = lines.firstIndex { !$0.isEmpty && !$0.hasPrefix("#") && !isMarker($0) } ?? 0
        let marker = lines.indices.first { $0 > begin && isMarker(lines[$0]) }
        return SourcePlace(file, line: (marker ?? lines.count - 1) + 1, column: 1)
    }

    func error(
        _ code: FlowError.Code, _ title: String, _ message: String, at place: SourcePlace
    ) -> FlowError {
        FlowError(code, title, message, at: place, excerpt: excerpt(at: place))
    }

    /// Maestro takes the last of two equal keys, silently: a step or a variable is lost that way.
    ///
    /// - Throws: for the second of them, wherever in the tree.
    func refuseDuplicateKeys(in tree: YAMLTree) throws(FlowError) {
        var seen: Set<String> = []
        for member in tree.members ?? [] {
            if let key = member.key.text, !seen.insert(key).inserted {
                throw error(
                    .invalidValue, "Duplicate Property: \(key)", "\(key) is here twice; keep one",
                    at: place(member.key))
            }
            try refuseDuplicateKeys(in: member.value)
        }
        for element in tree.elements ?? [] { try refuseDuplicateKeys(in: element) }
    }

    /// The place's line between its neighbours, with a caret under the column.
    func excerpt(at place: SourcePlace) -> String? {
        guard lines.indices.contains(place.line - 1) else { return nil }
        let shown = max(place.line - 1, 1)...min(place.line + 1, lines.count)
        let width = "\(shown.upperBound)".count
        var rows: [String] = []
        for number in shown {
            let label = String(repeating: " ", count: width - "\(number)".count) + "\(number)"
            rows.append("\(label) | " + lines[number - 1].prefix(Self.longestLine))
            if number == place.line, place.column <= Self.longestLine {
                rows.append(String(repeating: " ", count: width) + " | " + caret(place))
            }
        }
        return rows.joined(separator: "\n")
    }

    private static var longestLine: Int { 160 }

    /// Tabs stay, so that the caret stands where the terminal puts the text.
    private func caret(_ place: SourcePlace) -> String {
        lines[place.line - 1].prefix(place.column - 1).map { $0 == "\t" ? "\t" : " " }.joined() + "^"
    }

    /// The object on the comment line `# thimble: {…}` right above a line.
    func note(above line: Int) -> String? {
        guard line >= 2, lines.indices.contains(line - 2) else { return nil }
        let text = lines[line - 2].drop { $0 == " " }
        let mark = FlowCommand.noteMark
        return text.hasPrefix(mark) ? String(text.dropFirst(mark.count)) : nil
    }
}
