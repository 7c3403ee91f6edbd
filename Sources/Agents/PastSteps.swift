import Screens
import Tools

/// What a history says was done, read in the words of a run and of people.
struct PastSteps {
    struct Line {
        /// Of what was done, without what came of it.
        var terms: Set<String>
        /// Lower case, without what came of it.
        var deed: String
        /// What came of it, when the line tells.
        var result: String?

        var hasResult: Bool { result != nil }
        var changedNothing: Bool { result == "nothing changed" }
        /// Whether it is a step that had an effect, as far as the line tells.
        var isDone: Bool {
            isDeed && !changedNothing
                && !["the field", "the app did not"].contains { result?.hasPrefix($0) == true }
        }
        /// Whether it is a step at all, rather than a remark.
        var isDeed: Bool {
            !["could not", "refused:"].contains { deed.hasPrefix($0) } && !deed.hasSuffix(" came up")
        }
        var isTap: Bool { deed.hasPrefix("tapped ") }
        var isScroll: Bool { terms.contains("scroll") || terms.contains("swip") }
        var isBack: Bool { deed.hasPrefix("went back") }
        /// "on" of "now on"; a checkbox's states as a switch's.
        var states: [String] {
            guard let result, result.hasPrefix("now ") else { return [] }
            let state = String(result.dropFirst(4))
            return [["checked": "on", "selected": "on", "unchecked": "off"][state] ?? state]
        }
    }

    let lines: [Line]

    init(_ history: [String]) {
        lines = history.map { line in
            // What was typed may hold a semicolon, a result never does.
            let cut = line.range(ofLast: "; ")
            let deed = cut.map { String(line[..<$0.lowerBound]) } ?? line
            return Line(
                terms: Set(Terms.of(deed)), deed: deed.lowercased(), result: cut.map { String(line[$0.upperBound...]) })
        }
    }

    var deeds: [Line] { lines.filter(\.isDeed) }

    /// The scrolls that the history ends with.
    var trailingScrolls: [Line] { Array(deeds.reversed().prefix(while: \.isScroll)) }

    /// Whether exactly this was done with an effect; a variable in a line stands for whatever secret was typed.
    func holds(_ sentence: String) -> Bool {
        let sentence = sentence.lowercased()
        return lines.contains { line in
            guard line.isDone, line.hasResult else { return false }
            guard let start = line.deed.firstRange(of: "\"${"), let end = line.deed.firstRange(of: "}\"") else {
                return line.deed == sentence
            }
            return sentence.hasPrefix(line.deed[..<start.upperBound].dropLast(2))
                && sentence.hasSuffix(line.deed[end.upperBound...].drop { $0 == "}" })
        }
    }

    /// Whether the element was tapped and led to a place that was left again.
    func isDeadEnd(_ element: Element) -> Bool {
        let deeds = deeds
        let label = Self.titleTerms(element)
        guard !label.isEmpty else { return false }
        return zip(deeds, deeds.dropFirst()).contains { line, next in
            line.isTap && line.terms.isSuperset(of: label) && (next.isBack || next.isScroll && isLeft(next, deeds))
        }
    }

    /// Whether scrolls alone lie between a line and a way back.
    private func isLeft(_ line: Line, _ deeds: [Line]) -> Bool {
        guard let start = deeds.firstIndex(where: { $0.deed == line.deed }) else { return false }
        return deeds[start...].first { !$0.isScroll }?.isBack == true
    }

    /// The terms of the label's first part, which is all that a history names.
    static func titleTerms(_ element: Element) -> [String] {
        Terms.of(element.label.split(separator: " | ", maxSplits: 1).first ?? "")
    }
}

extension String {
    fileprivate func range(ofLast text: String) -> Range<String.Index>? {
        ranges(of: text).last
    }
}
