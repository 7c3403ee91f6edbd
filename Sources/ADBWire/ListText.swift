extension Substring {
    /// Without white space at both ends.
    func trimmed() -> Substring {
        var text = drop(while: \.isWhitespace)
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }

    /// The last word, and what stands before it, trimmed; nil where there is no word.
    func splitLastWord() -> (before: Substring, word: Substring)? {
        let text = trimmed()
        guard !text.isEmpty else { return nil }
        guard let space = text.lastIndex(where: \.isWhitespace) else { return (text.prefix(0), text) }
        return (text[..<space].trimmed(), text[text.index(after: space)...])
    }
}
