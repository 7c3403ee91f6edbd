package import JSON
package import Tools

/// Reads a call from its JSON object: `{"name": …, "arguments": {…}}` and what models make of it.
///
/// The arguments may lie under the other dialects' key, be a text that holds JSON, or be left out, which means none.
/// OpenAI's nesting, `{"type": "function", "function": {…}}`, is seen through.
package struct CallShape: Sendable {
    /// The keys under which arguments lie, the dialect's own first.
    package var argumentKeys: [String]
    /// The name, where it stands before the JSON and the JSON is the arguments alone.
    private(set) var givenName: String?

    package init(argumentsKey: String = "arguments") {
        argumentKeys = [argumentsKey] + ["arguments", "parameters"].filter { $0 != argumentsKey }
    }

    /// Makes a shape for JSON that is the arguments of a function whose name stands before it.
    package init(argumentsOf name: String) {
        self.init()
        givenName = name
    }

    /// The call that an object says.
    /// - Throws: `malformed` with what is wrong; its text is left empty for the caller to fill in.
    package func call(in value: JSONValue) throws(AnswerFault) -> ToolCall {
        guard let name = name(in: value) else {
            throw AnswerFault(
                .malformed, "A call is an object with a \"name\", which is the name of a function.", text: "")
        }
        switch argumentsValue(in: value) {
        case nil, .null: return ToolCall(name)
        case .object(let arguments): return ToolCall(name, arguments)
        case .string(let text):
            if text.utf8.allSatisfy(isSpace) { return ToolCall(name) }
            if case .object(let arguments) = LooseJSON.value(of: Array(text.utf8)) { return ToolCall(name, arguments) }
        default: break
        }
        throw AnswerFault(.malformed, "The \"\(argumentKeys[0])\" of a call to \(name) must be an object.", text: "")
    }

    /// The name that an object gives, whatever its arguments are.
    func name(in value: JSONValue) -> String? {
        if let givenName { return givenName }
        let object = inner(value)
        guard let name = object["name"]?.string ?? object["function"]?.string, !name.isEmpty else { return nil }
        return name
    }

    /// What stands where arguments should.
    func argumentsValue(in value: JSONValue) -> JSONValue? {
        if givenName != nil { return value }
        let object = inner(value)
        return argumentKeys.lazy.compactMap { object[$0] }.first
    }

    private func inner(_ value: JSONValue) -> JSONValue {
        if let function = value["function"], case .object = function { function } else { value }
    }
}
