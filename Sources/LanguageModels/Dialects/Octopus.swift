import JSON
package import Tools

/// The dialect of Octopus v2: no tools in the prompt, a token for each, calls as `<nexa_3>('a', 1)<nexa_end>`.
///
/// The first tool is `<nexa_0>`, and so on in their order; arguments take the tool's properties in their order. The
/// model answers one question: no system message, nothing said before.
package struct Octopus: WritingDialect {
    package static let name = "octopus"

    private let tools: [FunctionDeclaration]

    /// Makes the dialect.
    ///
    /// - Parameter tools: what `answer` numbers its calls by; a parser is told its own.
    package init(tools: [FunctionDeclaration] = []) { self.tools = tools }

    package var stops: [String] { ["<nexa_end>", "<eos>"] }

    /// The prompt; the tokenizer adds `<bos>`.
    /// - Throws: where the conversation is more than one question.
    package func prompt(_ conversation: Conversation) throws(DialectError) -> Prompt {
        guard conversation.messages.count == 1, case .user(let text) = conversation.messages[0] else {
            throw DialectError(
                Self.name, "the model answers one question; system messages and earlier turns have no place")
        }
        return Prompt([
            .text(
                """
                Below is the query from the users, please call the correct function and generate the parameters to \
                call the function.

                Query: \(text) \n
                Response:
                """)
        ])
    }

    /// The answer: calls alone.
    /// - Throws: when there is text beside calls, or a call is not of the dialect's tools.
    package func answer(_ text: String, _ calls: [ChatCall]) throws(DialectError) -> Prompt {
        guard calls.isEmpty || text.isEmpty else { throw DialectError(Self.name, "text beside calls has no place") }
        var prompt = Prompt([.text(text)])
        for call in calls {
            guard let number = tools.firstIndex(where: { $0.name == call.name }) else {
                throw DialectError(Self.name, "\(call.name) is none of the dialect's tools")
            }
            prompt.append(.special("<nexa_\(number)>"))
            let texts = call.arguments.members.map { (key: $0.key, text: PythonPrinter().text($0.value)) }
            prompt.append(.text(PythonPrinter().call("", texts, positional: tools[number].propertyNames)))
        }
        return prompt
    }

    package func makeParser(tools: [FunctionDeclaration]) -> any AnswerParser {
        let rules = (0...9).map { digit in
            SpanRule("<nexa_\(digit)", .anywhere, .calls { _ in FunctionalTokenBody(firstDigit: digit, tools: tools) })
        }
        return AnswerSplitter(rules, stops: stops, layout: ",;")
    }
}

extension FunctionDeclaration {
    /// The names of the properties in the schema's order, which positional arguments take.
    var propertyNames: [String] { parameters["properties"]?.object?.keys ?? [] }
}
