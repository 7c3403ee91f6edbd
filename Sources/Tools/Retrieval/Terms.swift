/// Text as search terms: lower case, lightly stemmed, identifiers taken apart, Han, Kana and Hangul as bigrams.
package enum Terms {
    /// The terms of a text, in order; the same rules hold for labels, identifiers, descriptions and instructions.
    package static func of(_ text: some StringProtocol) -> [String] {
        var reader = TermReader()
        var terms: [String] = []
        reader.read(String(text)) { terms.append(String(decoding: $0, as: UTF8.self)) }
        return terms
    }

    /// Whether the text is written without spaces between words.
    package static func isIdeographic(_ text: some StringProtocol) -> Bool {
        text.unicodeScalars.contains { ScalarKind($0) == .ideograph }
    }

    /// Words that say nothing about which element is meant, as terms.
    package static let stopWords = Set(
        """
        a an the of on in at to for from with and or is are be that which this these it its please i my me you your
        there where has have having says say saying named called labeled labelled present located shown showing
        mentioned given page screen web webpage app application window side hand one any can now just by as
        """.split { $0.isWhitespace }.flatMap { of($0) })

    /// "Show the password" asks for "Show password", and "the Piers" for "The Piers".
    package static func withoutArticles(_ terms: [String]) -> [String] {
        let rest = terms.filter { !["a", "an", "the"].contains($0) }
        return rest.isEmpty ? terms : rest
    }
}
