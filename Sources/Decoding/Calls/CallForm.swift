/// How a call is written around its name and its arguments, which are JSON.
package struct CallForm: Sendable, Hashable {
    /// A fixed part of a call.
    package enum Piece: Sendable, Hashable {
        case text(String)
        /// A special token where the vocabulary has one of that name, and text where it has none.
        case tag(String)
    }

    /// Before the name.
    package var opening: [Piece]
    /// Between the name and the arguments.
    package var middle: [Piece]
    /// Behind the arguments.
    package var closing: [Piece]
    /// Between two calls.
    package var separator: [Piece]
    /// How the arguments are spaced.
    package var spacing: Spacing
    /// Tools that are named by a token of their own (Octopus's functional tokens): their names as special tokens.
    package var functionalTokens: [String: String]

    package init(
        opening: [Piece], middle: [Piece], closing: [Piece], separator: [Piece] = [], spacing: Spacing = .compact,
        functionalTokens: [String: String] = [:]
    ) {
        self.opening = opening
        self.middle = middle
        self.closing = closing
        self.separator = separator
        self.spacing = spacing
        self.functionalTokens = functionalTokens
    }

    /// `{"name":"tap","arguments":{"element":2}}`: what `CallSpace.jsonSchema` describes.
    package static let json = CallForm(
        opening: [.text(#"{"name":""#)], middle: [.text(#"","arguments":"#)], closing: [.text("}")],
        separator: [.text("\n")])

    /// Qwen's and Hermes's: `<tool_call>`, the call on a line of its own, `</tool_call>`.
    package static let hermes = CallForm(
        opening: [.tag("<tool_call>"), .text("\n{\"name\": \"")], middle: [.text(#"", "arguments": "#)],
        closing: [.text("}\n"), .tag("</tool_call>")], separator: [.text("\n")], spacing: .spaced)

    /// Llama 3.1's: `{"name": "tap", "parameters": {"element": 2}}`.
    package static let llama3 = CallForm(
        opening: [.text(#"{"name": ""#)], middle: [.text(#"", "parameters": "#)], closing: [.text("}")],
        separator: [.text("; ")], spacing: .spaced)

    /// Mistral's from version 11 of its tokenizer on: `[TOOL_CALLS]tap[ARGS]{"element": 2}`.
    package static let mistral11 = CallForm(
        opening: [.tag("[TOOL_CALLS]")], middle: [.tag("[ARGS]")], closing: [], spacing: .spaced)
}
