import Tools

/// A description of an element taken apart: words, kind, number, state, part of the screen, neighbour.
struct Target {
    /// The terms of what it is called, and how much each counts.
    var terms: [String] = []
    var weights: [Double] = []
    /// The terms of the whole description: a label that says just this is meant, whatever the cues.
    var wholeTerms: [String] = []
    var kind: Kind?
    /// The kind follows from the verb ("turn on") and no word names it; it then tells equal names apart.
    var isKindImplied = false
    /// 1 for the first; -1 for the last.
    var ordinal: Int?
    /// Where counting starts, when it does not follow reading order.
    var origin: Region = Region()
    /// The line of elements that is meant, counted as `ordinal` is.
    var row: Int?
    var region = Region()
    var relation: Relation?
    /// What `relation` refers to: one target, boxed.
    var anchor: [Target] = []
    /// The state that it is said to be in now.
    var isOn: Bool?

    /// Whether any word says what it is called.
    var isNamed: Bool { weights.contains { $0 >= 0.5 } }

    init(_ phrase: Phrase, depth: Int = 0) {
        wholeTerms = Terms.withoutArticles(phrase.keys.flatMap { Terms.of($0) })
        var head = phrase
        if depth < 3, let found = Self.relation(in: phrase) {
            let anchor = Target(phrase[found.rest...], depth: depth + 1)
            if anchor.isNamed || anchor.kind != nil || anchor.ordinal != nil {
                relation = found.relation
                self.anchor = [anchor]
                head = phrase[..<found.start]
            }
        }
        read(head)
    }

    private static let relations: [([String], Relation)] = [
        (["below"], .below), (["under"], .below), (["underneath"], .below), (["beneath"], .below),
        (["above"], .above), (["over"], .above), (["on", "top", "of"], .above), (["beside"], .beside),
        (["besides"], .beside), (["next", "to"], .beside), (["near"], .beside), (["near", "to"], .beside),
        (["adjacent", "to"], .beside), (["alongside"], .beside), (["close", "to"], .beside), (["after"], .right),
        (["before"], .left),
    ]

    /// The first words that relate what stands before them to what stands behind.
    private static func relation(in phrase: Phrase) -> (relation: Relation, start: Int, rest: Int)? {
        for start in phrase.words.indices {
            for (words, relation) in relations.reversed() where phrase.matches(words, at: start) {
                var rest = start + words.count
                while phrase.matches(["to"], at: rest) || phrase.matches(["of"], at: rest) { rest += 1 }
                if rest < phrase.words.count { return (relation, start, rest) }
            }
            for (word, relation) in [("left", Relation.left), ("right", .right)] where phrase.matches([word], at: start)
            {
                var rest = start + 1
                while ["hand", "side", "next", "most"].contains(where: { phrase.matches([$0], at: rest) }) { rest += 1 }
                guard ["of", "to", "from"].contains(where: { phrase.matches([$0], at: rest) }),
                    rest + 1 < phrase.words.count
                else { continue }
                return (relation, start, rest + 1)
            }
        }
        return nil
    }

    private static let ordinals = [
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    ]

    private static func ordinal(_ key: String) -> Int? {
        if key == "last" { return -1 }
        if let place = ordinals.firstIndex(of: key) { return place + 1 }
        let digits = key.prefix { $0.isNumber }
        return ["st", "nd", "rd", "th"].contains(key.dropFirst(digits.count))
            ? Int(digits).flatMap { $0 > 0 ? $0 : nil } : nil
    }

    private static let states = [
        "unchecked": false, "unselected": false, "disabled": false, "checked": true, "selected": true, "enabled": true,
    ]

    /// Reads the words that no relation took.
    ///
    /// Cues stay searchable with a small weight: a label may hold them too.
    private mutating func read(_ phrase: Phrase) {
        for (place, word) in phrase.words.enumerated() {
            if word.isQuoted {
                add(word.key, weight: 1)
            } else if let number = Self.ordinal(word.key) {
                let isRow = phrase.matches(["row"], at: place + 1) || phrase.matches(["line"], at: place + 1)
                if isRow { row = number } else { ordinal = ordinal ?? number }
            } else if region.add(word.key) {
                let isOrigin = phrase[max(0, place - 2)..<place].keys.contains("from")
                if isOrigin, ordinal != nil {
                    _ = origin.add(word.key)
                    region = Region()
                }
                add(word.key, weight: 0.1)
            } else if let state = Self.states[word.key] {
                isOn = state
                add(word.key, weight: 0.2)
            } else if let noun = Self.kind(of: word.key) {
                if !(row != nil && noun == .row) { kind = noun }
                add(word.key, weight: 0.15)
            } else {
                add(word.key, weight: Self.isStop(word.key) ? 0 : 1)
            }
        }
        if phrase.matches(["text", "box"], at: 0) || phrase.matches(["text", "field"], at: 0) { kind = .field }
        if phrase.keys.contains("check"), phrase.keys.contains("box") { kind = .toggle }
    }

    private mutating func add(_ text: String, weight: Double) {
        for term in Terms.of(text) {
            terms.append(term)
            weights.append(weight)
        }
    }

    private static func kind(of key: String) -> Kind? {
        Kind.nouns[key] ?? (key.hasSuffix("es") ? Kind.nouns[String(key.dropLast(2))] : nil)
            ?? (key.hasSuffix("s") ? Kind.nouns[String(key.dropLast())] : nil)
    }

    private static func isStop(_ key: String) -> Bool {
        Terms.of(key).allSatisfy(Terms.stopWords.contains) || ["option", "options", "corner", "element"].contains(key)
    }
}
