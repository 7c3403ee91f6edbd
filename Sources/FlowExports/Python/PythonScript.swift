internal import FlowDocuments
internal import YAML

/// A Python program that does what a flow does.
struct PythonScript {
    let dialect: PythonDialect
    private(set) var lines: [String] = []
    var depth = 0
    var budget = ExportBudget()
    /// Of the flow, its own and those that it needs from outside, in order.
    private var variables: [String] = []

    private init(_ dialect: PythonDialect) { self.dialect = dialect }

    static func print(_ source: ExportSource, for dialect: PythonDialect) throws(FlowExportError) -> String {
        var script = PythonScript(dialect)
        try script.indented { script throws(FlowExportError) in try script.add(source.block) }
        let body = (["def flow():"] + script.lines).joined(separator: "\n")
        var defined = try script.definitions(source.variables()).joined(separator: "\n")
        if !defined.isEmpty { defined += "\n" }
        let main = script.main
        let library = dialect.library + PythonLibrary.search + PythonLibrary.touching
        let functions = library.entries(usedBy: [defined, body, main].joined(separator: "\n"))
        let head = script.head(source.flow, for: (functions + [body, main]).joined(separator: "\n") + defined)
        // `variable` comes before the variables, everything else after them.
        let (early, late) = (
            functions.filter { $0.hasPrefix("def variable(") }, functions.filter { !$0.hasPrefix("def variable(") }
        )
        let parts = [head] + early + [defined + "d = None"] + late + [body, main]
        return parts.joined(separator: "\n\n\n") + "\n\n\nif __name__ == \"__main__\":\n    main()\n"
    }

    private func head(_ flow: FlowDocument, for code: String) -> String {
        let modules = [
            "base64", "contextlib", "linecache", "os", "random", "re", "string", "sys", "time", "traceback",
        ]
        // A module is needed where its name stands before a dot.
        var imports = modules.filter { module in Self.uses(module, in: code) }.map { "import \($0)" }
        if Self.uses("ElementTree", in: code) { imports.append("from xml.etree import ElementTree") }
        return
            "\"\"\"\(CommentText.plain(flow.title)): \(CommentText.plain(flow.file)) for \(dialect.target.title).\n\n"
            + "Needs: \(dialect.installation).\n\"\"\"\n\n"
            + (imports + [""] + dialect.imports).joined(separator: "\n")
    }

    private static func uses(_ module: String, in code: String) -> Bool {
        let words = code.split { !($0.isLetter || $0.isNumber || $0 == "_" || $0 == ".") }
        return words.contains { $0.hasPrefix(module + ".") }
    }

    private var main: String {
        let lines =
            [
                "def main():", "    global d", "    d = connect()", "    try:", "        flow()",
                "    except Exception as failure:", "        name_step(failure)", "        raise",
            ] + (dialect.close.map { ["    finally:", "        \($0)"] } ?? [])
        return lines.joined(separator: "\n")
    }

    /// The lines that give the variables their values.
    private func definitions(
        _ own: [(name: String, value: ExportText)]
    ) throws(FlowExportError) -> [String] {
        var names = own.map(\.name)
        var lines: [String] = []
        var needed: [String] = []
        func need(_ text: ExportText) { needed += text.variables.filter { !needed.contains($0) } }
        for (name, value) in own {
            for used in value.variables where !names.contains(used) {
                names.append(used)
                lines.append("ENV[\"\(used)\"] = variable(\"\(used)\")")
            }
            lines.append("ENV[\"\(name)\"] = variable(\"\(name)\", \(value.python))")
        }
        for name in variables where !names.contains(name) {
            lines.append("ENV[\"\(name)\"] = variable(\"\(name)\")")
        }
        let isCopying = self.lines.contains { $0.contains("maestro.copiedText") }
        guard !lines.isEmpty || isCopying else { return [] }
        return ["ENV = {\(isCopying ? "\"maestro.copiedText\": \"\"" : "")}"] + lines
    }

    // MARK: Writing

    mutating func line(_ text: String) {
        lines.append(String(repeating: "    ", count: depth) + text)
    }

    /// A value's words, with its variables noted.
    mutating func value(_ text: ExportText) -> String {
        for name in text.variables where !variables.contains(name) { variables.append(name) }
        return text.python
    }

    mutating func note(_ number: ExportNumber) {
        if case .later(let text) = number { _ = value(text) }
    }

    mutating func selector(_ selector: FlowSelector, of step: ExportStep) throws(FlowExportError) -> String {
        for text in try Self.texts(of: selector, step) { _ = value(text) }
        return try PythonSelector(step).python(selector)
    }

    private static func texts(of selector: FlowSelector, _ step: ExportStep) throws(FlowExportError) -> [ExportText] {
        var texts: [ExportText] = []
        for text in [selector.text, selector.id, selector.index] {
            if let text { texts.append(try step.text(text, at: selector.place)) }
        }
        for relation in selector.relations { texts += try Self.texts(of: relation.anchor, step) }
        return texts
    }

    /// Lines one step further in; `pass` where there would be none.
    mutating func indented(
        _ body: (inout PythonScript) throws(FlowExportError) -> Void
    ) throws(FlowExportError) {
        depth += 1
        let before = lines.count
        try body(&self)
        if lines[before...].allSatisfy({ $0.drop { $0 == " " }.hasPrefix("#") }) { line("pass") }
        depth -= 1
    }
}
