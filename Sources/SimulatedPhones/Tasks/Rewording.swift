/// An app's words put otherwise, as another maker of the same app would have them.
package struct Rewording: Sendable {
    /// The language that a reworded app's texts are in, so that the phone shows them.
    package static let language = "xx"

    /// The longest first.
    private let words: [(old: String, new: String)]

    /// Draws which words are put otherwise.
    ///
    /// - Parameters:
    ///   - synonyms: lists of texts that mean the same on a button.
    ///   - share: how many of the lists are used, of one.
    ///   - generator: draws.
    package init(
        _ synonyms: [[String]], share: Double, using generator: inout some RandomNumberGenerator
    ) {
        var words: [(old: String, new: String)] = []
        for list in synonyms where Double.random(in: 0..<1, using: &generator) < share {
            for word in list {
                guard !words.contains(where: { $0.old == word }),
                    let other = list.filter({ $0 != word }).randomElement(using: &generator)
                else { continue }
                words.append((word, other))
            }
        }
        self.words = words.sorted { $0.old.count > $1.old.count }
    }

    /// The text with each of the words in it replaced once; what stands in `{{…}}` stays.
    package func apply(_ text: String) -> String {
        var rest = text[...]
        var result = ""
        while let open = rest.firstRange(of: "{{"), let close = rest[open.upperBound...].firstRange(of: "}}") {
            result += replaced(String(rest[..<open.lowerBound])) + rest[open.lowerBound..<close.upperBound]
            rest = rest[close.upperBound...]
        }
        return result + replaced(String(rest))
    }

    private func replaced(_ text: String) -> String {
        for word in words {
            guard let range = text.firstRange(of: word.old), Self.isWhole(range, in: text) else { continue }
            return replaced(String(text[..<range.lowerBound])) + word.new + replaced(String(text[range.upperBound...]))
        }
        return text
    }

    private static func isWhole(_ range: Range<String.Index>, in text: String) -> Bool {
        let before = range.lowerBound == text.startIndex ? nil : text[text.index(before: range.lowerBound)]
        let after = range.upperBound == text.endIndex ? nil : text[range.upperBound]
        return [before, after].allSatisfy { $0?.isLetter != true && $0?.isNumber != true }
    }
}

extension AppDeclaration {
    /// The same app with other words, for phones whose first language is `Rewording.language`.
    package func reworded(_ rewording: Rewording) -> AppDeclaration {
        var app = self
        var table: [String: Template] = [:]
        for text in texts where text != label {
            let other = rewording.apply(text)
            if other != text, let template = try? Template(parsing: other) { table[text] = template }
        }
        app.translations[Rewording.language] = table
        return app
    }
}

/// Lists of texts that mean the same on a button.
package struct SynonymLists: Sendable {
    package let lists: [[String]]

    /// Reads a list of lists.
    /// - Throws: for what is none, with file and line.
    package init(yaml bytes: [UInt8], file: String) throws(DeclarationError) {
        lists = try YAMLNode.root(of: bytes, file: file).elements.map { list throws(DeclarationError) in
            try list.elements.map { word throws(DeclarationError) in try word.text }
        }
    }
}
