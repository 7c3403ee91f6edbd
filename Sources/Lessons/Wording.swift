/// Ways in which people put what they want: politely, as a wish, with the app's name.
enum Wording {
    /// The phrasing as it is, or dressed up in one of the ways.
    ///
    /// - Parameters:
    ///   - phrasing: an instruction in the imperative, which begins with its verb.
    ///   - app: named when the instruction is to say where.
    ///   - generator: chooses the way.
    /// - Returns: the instruction.
    static func dressed(_ phrasing: String, app: String?, using generator: inout SeededGenerator) -> String {
        let said = generator.happens(0.25) && !isStatement(phrasing) ? polite(phrasing, &generator) : phrasing
        guard let app else { return said }
        let start = lowercasedFirst(said)
        let place = pick(
            [
                "In \(app), \(start)", "Open \(app) and \(start)", "\(said) in \(app)", "\(said) in the \(app) app",
                "Use \(app) to \(lowercasedFirst(phrasing))", "In the \(app) app, \(start)", "\(app): \(start)",
                "Go to \(app) and \(start)", "Launch \(app) and \(start)", "\(said) using \(app)",
                "Open the \(app) app, then \(start)",
            ], &generator)
        // A text to be typed often ends the sentence; what is added behind would read as part of it.
        return phrasing.hasSuffix("\"") || !place.hasPrefix(said)
            ? place : said.contains("\"") ? "In \(app), \(start)" : place
    }

    /// Two instructions in one.
    static func joined(_ first: String, _ second: String, using generator: inout SeededGenerator) -> String {
        let (start, next) = (lowercasedFirst(first), lowercasedFirst(second))
        return pick(
            [
                "\(first), then \(next)", "\(first). Then \(next)", "\(first) and then \(next)",
                "First \(start), after that \(next)", "\(first) and \(next)", "\(first). \(second)",
                "\(first); \(next)",
                "Two things: \(start), and \(next)",
            ], &generator)
    }

    private static func polite(_ phrasing: String, _ generator: inout SeededGenerator) -> String {
        let start = lowercasedFirst(phrasing)
        return pick(
            [
                "Please \(start)", "Can you \(start)?", "Could you \(start)", "I want to \(start)",
                "I'd like to \(start)",
                "\(phrasing), please", "I need you to \(start)", "Could you please \(start)?", "Help me \(start)",
                "I would like you to \(start)", "\(phrasing) for me", "Hey, \(start)", "Would you \(start)?",
                "Your task is to \(start)",
            ], &generator)
    }

    private static func pick(_ texts: [String], _ generator: inout SeededGenerator) -> String {
        texts[Int.random(in: texts.indices, using: &generator)]
    }

    private static func lowercasedFirst(_ text: String) -> String {
        guard let first = text.first else { return text }
        // "SMS", "I am": a word all in capitals stays one.
        let rest = text.dropFirst()
        if rest.first?.isLowercase != true { return text }
        return first.lowercased() + rest
    }

    /// "I am away", "My book is lost": polite openings go with verbs alone.
    private static func isStatement(_ phrasing: String) -> Bool {
        let first = phrasing.prefix { $0.isLetter || $0 == "'" || $0 == "’" }.lowercased()
        return [
            "i", "i'm", "i've", "i'd", "my", "we", "the", "there", "it", "it's", "no", "what", "how", "which", "new",
        ]
        .contains(first)
    }
}
