/// The texts of an instruction that the person means as secrets, as far as its words tell.
///
/// They are masked from a run's first line on, before anything was typed. What this overlooks is still masked once it
/// is typed into a field that hides its text; what it takes too much only reads worse.
enum InstructionSecrets {
    static func texts(of instruction: String) -> [String] {
        guard CredentialWords.isNamed(in: instruction) else { return [] }
        return parts(Phrase(instruction)).flatMap(secrets)
    }

    private static let verbs: Set = [
        "type", "enter", "write", "input", "put", "insert", "use", "set", "fill", "change", "update", "add",
    ]
    private static let looks: Set = [
        "tap", "click", "open", "press", "select", "go", "show", "hide", "choose", "toggle",
    ]
    private static let fillers: Set = [
        "in", "into", "to", "as", "for", "with", "is", "the", "a", "my", "your", "field", "box", "input", "of", "on",
        "and", "then", "please", "new", "it",
    ]

    /// The instruction cut at "and", "then" and commas outside quotations.
    private static func parts(_ phrase: Phrase) -> [Phrase] {
        var parts: [[Phrase.Word]] = [[]]
        for word in phrase.words {
            if !word.isQuoted, ["and", "then", "und", "y", "et"].contains(word.key) {
                parts.append([])
            } else {
                parts[parts.count - 1].append(word)
                let next = word.range.upperBound
                if !word.isQuoted, next < phrase.source.endIndex, ",;".contains(phrase.source[next]) {
                    parts.append([])
                }
            }
        }
        return parts.filter { !$0.isEmpty }.map { Phrase(source: phrase.source, words: $0) }
    }

    /// "Pin the note": the verb, not a number.
    private static func isPinning(_ part: Phrase) -> Bool {
        let said = part.words.filter { $0.isQuoted || !fillers.contains($0.key) }
        return said.count > 1 && !said[0].isQuoted && said[0].key == "pin"
            && !said.contains { $0.key.contains { $0.isNumber } || $0.key == "code" }
    }

    private static func secrets(_ part: Phrase) -> [String] {
        guard CredentialWords.isNamed(in: part.text) else { return [] }
        let named = part.words.filter { !$0.isQuoted && CredentialWords.isNamed(in: $0.key) }
        if isPinning(part) { return [] }
        if let first = part.words.first, !first.isQuoted, looks.contains(first.key) { return [] }
        let quoted = part.words.filter { $0.isQuoted && !CredentialWords.isNamed(in: $0.key) }
        let types = part.words.contains { !$0.isQuoted && (verbs.contains($0.key) || $0.key.contains("输入")) }
        let chosen: [Phrase.Word]
        if !quoted.isEmpty {
            chosen = quoted
        } else if types {
            chosen = part.words.filter { !verbs.contains($0.key) }
        } else {
            // "password hunter2": what follows the word.
            let start = part.words.firstIndex { $0.range == named.first?.range } ?? part.words.endIndex
            chosen = Array(part.words[min(start + 1, part.words.endIndex)...])
        }
        return chosen.filter { word in
            word.isQuoted || (!fillers.contains(word.key) && !CredentialWords.isNamed(in: word.key))
        }.map { String(part.source[$0.range]) }
    }
}
