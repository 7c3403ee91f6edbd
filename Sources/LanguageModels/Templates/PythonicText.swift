import Tools

/// How dialects write calls as a list in Python's syntax.
struct PythonicText {
    var printer: PythonPrinter

    /// `[f(a=1), g()]`.
    func list(_ calls: [ChatCall]) -> String {
        "[" + calls.map { printer.call($0.name, $0.arguments) }.joined(separator: ", ") + "]"
    }

    /// Checks that calls can be written.
    /// - Throws: when the name of a function is none in Python.
    static func check(_ calls: [ChatCall], for dialect: String) throws(DialectError) {
        for call in calls
        where call.name.isEmpty || !call.name.utf8.allSatisfy(isCallName) || call.name.utf8.count > 250 {
            throw DialectError(dialect, "\"\(call.name)\" cannot be the name of a function in Python's syntax")
        }
    }
}
