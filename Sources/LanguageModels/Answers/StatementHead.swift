import Tools

/// What stands before the arguments of a statement: the name of a function, and what its result is called.
struct StatementHead {
    var name: String
    /// A variable, or `$1` for the first line of a numbered plan.
    var target: String?

    /// Reads what stands before `(`; nil when that is not how a call of the form begins.
    init?(_ bytes: [UInt8], _ form: StatementReader.Form, _ tools: [FunctionDeclaration]) {
        let parts = Self.parts(bytes, form)
        guard !parts.name.isEmpty, parts.name.utf8.allSatisfy(isCallName) else { return nil }
        // Without a name for its result only a known function, so that "press (twice)" stays text.
        let isKnown = form.isCodeOnly || tools.contains { $0.name == parts.name }
        guard parts.target != nil || isKnown else { return nil }
        name = parts.name
        target = parts.target
    }

    /// Whether bytes that the answer's end cuts off were the beginning of a call: nobody writes `a = f` in a text.
    static func isBegun(_ bytes: [UInt8], _ form: StatementReader.Form) -> Bool {
        guard !form.isNumbered else { return false }
        let parts = parts(bytes, form)
        return form.isCodeOnly && !bytes.isEmpty || parts.target != nil && parts.name.utf8.allSatisfy(isCallName)
    }

    private static func parts(_ bytes: [UInt8], _ form: StatementReader.Form) -> (target: String?, name: String) {
        let mark = form.isNumbered ? UInt8(ascii: ".") : UInt8(ascii: "=")
        guard let place = bytes.firstIndex(of: mark) else { return (nil, trimmed(bytes[...])) }
        let target = trimmed(bytes[..<place])
        let isTarget = form.isNumbered ? target.utf8.allSatisfy(isDigit) : isPythonName(target)
        guard isTarget, !target.isEmpty else { return (nil, trimmed(bytes[...])) }
        return (form.isNumbered ? "$" + target : target, trimmed(bytes[(place + 1)...]))
    }

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> String {
        let start = bytes.drop(while: isSpace)
        let end = start.lastIndex { !isSpace($0) }.map { start[...$0] } ?? []
        return String(decoding: end, as: UTF8.self)
    }
}
