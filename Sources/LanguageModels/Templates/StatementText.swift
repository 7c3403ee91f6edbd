import JSON

/// Writes calls as lines that build on each other, as `StatementReader` reads them.
struct StatementText {
    var printer: PythonPrinter
    /// What stands before the call of a number, from 1: `result1 = `, `1. `.
    var prefix: @Sendable (Int) -> String
    /// How a later line refers to the call of a number: `result1`, `$1`.
    var reference: @Sendable (Int) -> String

    /// The calls, one a line; `positional` names the arguments of a function that may go without their names.
    func lines(_ calls: [ChatCall], positional: (String) -> [String] = { _ in [] }) -> String {
        calls.enumerated().map { index, call in
            let texts = call.arguments.members.map { (key: $0.key, text: text(of: $0.value, before: index + 1)) }
            return prefix(index + 1) + printer.call(call.name, texts, positional: positional(call.name))
        }
        .joined(separator: "\n")
    }

    private func text(of value: JSONValue, before number: Int) -> String {
        if let text = value.string, text.hasPrefix("$"), let result = Int(text.dropFirst()), "$\(result)" == text,
            0 < result, result < number
        {
            return reference(result)
        }
        return printer.text(value)
    }
}
