/// Writes a prompt as a chat template does: the template's own text, in which special tokens are told apart, and text
/// from elsewhere, in which they are not.
package struct TemplateWriter {
    private let tokens: [String]
    package private(set) var prompt = Prompt()

    /// Makes a writer; `tokens` are the special tokens that the template's own text may hold.
    package init(tokens: [String]) { self.tokens = tokens }

    /// Writes the template's own text; a literal of the list becomes a special piece.
    package mutating func template(_ text: String) {
        var rest = text[...]
        while let (token, start) = firstToken(in: rest) {
            prompt.append(.text(String(rest[..<start])))
            prompt.append(.special(token))
            rest = rest[start...].dropFirst(token.count)
        }
        prompt.append(.text(String(rest)))
    }

    /// Writes text from elsewhere, as text.
    package mutating func text(_ text: String) { prompt.append(.text(text)) }

    private func firstToken(in text: Substring) -> (token: String, start: String.Index)? {
        var index = text.startIndex
        while index < text.endIndex {
            if let token = tokens.first(where: { text[index...].hasPrefix($0) }) { return (token, index) }
            index = text.index(after: index)
        }
        return nil
    }
}
