internal import FlowDocuments
internal import YAML

/// A selector as the library's `find` takes it: a dictionary with the words of flow files.
struct PythonSelector {
    private let step: ExportStep

    init(_ step: ExportStep) { self.step = step }

    /// - Throws: for what no dump of a phone can answer, and for expressions that Python reads otherwise.
    func python(_ selector: FlowSelector) throws(FlowExportError) -> String {
        var members: [String] = []
        func add(_ key: String, _ value: String?) {
            if let value { members.append("\"\(key)\": \(value)") }
        }
        guard selector.css == nil else {
            throw step.refusal(.unsupportedSelector, "css is for pages in a browser", at: selector.place)
        }
        add("text", try pattern(selector.text, in: selector))
        add("id", try pattern(selector.id, in: selector))
        for (key, side) in [
            ("width", selector.width), ("height", selector.height), ("tolerance", selector.tolerance),
        ] {
            add(key, side.map(String.init))
        }
        let states = [
            ("enabled", selector.enabled), ("checked", selector.checked), ("focused", selector.focused),
            ("selected", selector.selected),
        ]
        for (key, state) in states { add(key, state.map { $0 ? "True" : "False" }) }
        if !selector.traits.isEmpty {
            add("traits", "[\(selector.traits.map(YAMLNode.quoted).joined(separator: ", "))]")
        }
        if let index = selector.index { add("index", try step.number(index, "index").pythonInteger) }
        for kind in FlowSelector.Relation.Kind.allCases {
            let anchors = selector.relations.filter { $0.kind == kind }.map(\.anchor)
            guard !anchors.isEmpty else { continue }
            var written: [String] = []
            for anchor in anchors { written.append(try python(anchor)) }
            let list = kind == .containsDescendants
            guard list || written.count == 1 else {
                throw step.refusal(.unsupportedSelector, "\(kind.rawValue) is asked for twice", at: selector.place)
            }
            add(kind.rawValue, list ? "[\(written.joined(separator: ", "))]" : written[0])
        }
        return "{\(members.joined(separator: ", "))}"
    }

    private func pattern(_ written: String?, in selector: FlowSelector) throws(FlowExportError) -> String? {
        guard let written else { return nil }
        let text = try step.text(written, at: selector.place)
        if let foreign = Self.foreignPart(of: text.literals) {
            throw step.refusal(
                .unsupportedSelector, "Python reads \(foreign) in an expression otherwise than Maestro does",
                at: selector.place)
        }
        return text.python
    }

    /// What Java's expressions have and Python's have not, or have with another meaning.
    private static func foreignPart(of pattern: String) -> String? {
        var isEscaped = false
        for character in pattern {
            if isEscaped, "pPQERhHvVXkGzZecN".contains(character) { return "\\\(character)" }
            isEscaped = !isEscaped && character == "\\"
        }
        return ["&&", "\\x{"].first { contains($0, in: pattern) } ?? namedGroup(in: pattern)
    }

    private static func contains(_ part: String, in pattern: String) -> Bool {
        let (part, pattern) = (Array(part.utf8), Array(pattern.utf8))
        return pattern.indices.contains { pattern[$0...].starts(with: part) }
    }

    /// `(?<name>`, but not `(?<=` and `(?<!`.
    private static func namedGroup(in pattern: String) -> String? {
        let bytes = Array(pattern.utf8)
        let isNamed = bytes.indices.contains { place in
            bytes[place...].starts(with: Array("(?<".utf8)) && bytes.indices.contains(place + 3)
                && (0x61...0x7A).contains(bytes[place + 3] | 0x20)
        }
        return isNamed ? "(?<name>" : nil
    }
}
