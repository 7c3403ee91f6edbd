internal import Spellings

/// The word of the language that was probably meant.
enum Suggestion {
    /// The first known word that begins with what was written or the other way round, else the nearest by its letters,
    /// else one that holds it.
    static func nearest(to word: String, among known: [String]) -> String? {
        let folded = word.lowercased()
        func first(where isNear: (String) -> Bool) -> String? {
            folded.utf8.count > 2 ? known.first { isNear($0.lowercased()) } : nil
        }
        return first { $0.hasPrefix(folded) || folded.hasPrefix($0) } ?? Spelling.nearest(word, in: known)
            ?? first { $0.contains(folded) }
    }

    /// "; did you mean …?", or nothing.
    static func clause(for word: String, among known: [String]) -> String {
        nearest(to: word, among: known).map { "; did you mean \($0)?" } ?? ""
    }
}
