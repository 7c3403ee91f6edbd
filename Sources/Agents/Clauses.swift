import Tools

/// An instruction as the steps that it names, and which of them the history says are done.
struct Clauses {
    let pending: [Phrase]
    /// Whether there were steps and all of them are done.
    let areAllDone: Bool

    /// `isShown` says whether the screen shows what a clause asks for; nil when it does not tell, and then the history
    /// decides.
    init(_ instruction: String, past: PastSteps, isShown: (_ clause: Phrase, _ isLast: Bool) -> Bool?) {
        let all = Self.split(Phrase(instruction))
        let lines = past.lines
        var line = 0
        var done = 0
        for (place, clause) in all.enumerated() {
            let shown = isShown(clause, place == all.count - 1)
            if shown == false { break }
            if let next = lines[line...].firstIndex(where: { Self.isDone(clause, by: $0) }) {
                line = next + 1
            } else if shown != true {
                // "and press enter" was done with the step before.
                guard line > 0, Self.isPart(clause, of: lines[line - 1]) else { break }
            }
            done += 1
        }
        pending = Array(all[done...])
        areAllDone = !all.isEmpty && done == all.count
    }

    private static let verbs: Set = [
        "tap", "click", "press", "select", "choose", "open", "go", "type", "enter", "write", "scroll", "swipe", "turn",
        "search", "set", "toggle", "enable", "disable", "check", "wait", "clear", "submit", "save", "send", "long",
        "double", "launch", "fill", "input", "return", "navigate", "find", "hit",
    ]

    /// Cuts at "then", and at "and" or a comma before a verb.
    private static func split(_ phrase: Phrase) -> [Phrase] {
        var clauses: [Phrase] = []
        var start = 0
        for (place, word) in phrase.words.enumerated() where place >= start && !word.isQuoted {
            let follows = place + 1 < phrase.words.count ? phrase.words[place + 1] : nil
            let isVerbNext = follows.map { !$0.isQuoted && verbs.contains($0.key) } ?? false
            let endsPart = place > start && hasBreak(before: word, in: phrase, after: phrase.words[place - 1])
            if word.key == "then" || (word.key == "and" && isVerbNext) {
                if place > start, phrase[start..<place].keys != ["and"], !isHold(phrase, place) {
                    clauses.append(phrase[start..<place])
                }
                if !isHold(phrase, place) { start = place + 1 }
            } else if endsPart, verbs.contains(word.key) || Terms.isIdeographic(word.key) {
                clauses.append(phrase[start..<place])
                start = place
            }
        }
        if start < phrase.words.count { clauses.append(phrase[start...]) }
        return clauses
    }

    /// "press and hold" is one verb.
    private static func isHold(_ phrase: Phrase, _ place: Int) -> Bool { phrase.matches(["and", "hold"], at: place) }

    private static func hasBreak(before word: Phrase.Word, in phrase: Phrase, after previous: Phrase.Word) -> Bool {
        phrase.source[previous.range.upperBound..<word.range.lowerBound].contains {
            ",.;\n".contains($0) || Phrase.ideographicBreaks.contains($0)
        }
    }

    /// Whether a line of history names nearly everything that the clause does.
    private static func isDone(_ clause: Phrase, by line: PastSteps.Line) -> Bool {
        guard line.isDone else { return false }
        let terms = clause.keys.flatMap { Terms.of($0) }.filter { !Terms.stopWords.contains($0) }
        let content = terms.filter { !verbs.contains($0) && !["on", "off"].contains($0) }
        guard !content.isEmpty, content.count(where: line.terms.contains) * 4 >= content.count * 3 else { return false }
        // A line that tells what came of it must tell of the wanted state.
        guard let wanted = clause.keys.first(where: { ["on", "off"].contains($0) }), line.hasResult else { return true }
        return line.states.isEmpty ? !line.isTap : line.states.contains(wanted)
    }

    /// Whether a clause of verbs alone was done as a part of that step.
    private static func isPart(_ clause: Phrase, of line: PastSteps.Line) -> Bool {
        let terms = clause.keys.flatMap { Terms.of($0) }.filter { !Terms.stopWords.contains($0) }
        return line.isDone && !terms.isEmpty && terms.allSatisfy { verbs.contains($0) && line.terms.contains($0) }
    }
}
