import Tools

/// English verbs and the places of their objects; a clause without a known verb names something to tap.
struct EnglishIntent {
    /// Whether a phrase names a field of the screen: decides what "in" and "to" belong to.
    let isField: (Phrase) -> Bool

    func read(_ clause: Phrase) -> Intent {
        let clause = Self.withoutFillers(clause)
        if let intent = Self.fixed(clause) ?? text(clause) { return intent }
        for (verb, make) in Self.verbs where clause.matches(verb, at: 0) {
            let rest = Self.withoutFillers(clause[verb.count...])
            if !rest.isEmpty, let intent = make(rest) { return intent }
        }
        let asks = ["what", "whats", "what's", "how", "who", "when", "where", "which"].contains(clause.keys.first)
        return asks ? .ask(clause[1...]) : .touch(.tap, clause)
    }

    private static let fillers: Set = [
        "please", "now", "then", "first,", "and", "just", "you", "can", "could", "kindly", "try", "to", "i", "want",
        "need", "would", "like", "on", "the", "a", "an", "let's",
    ]

    private static func withoutFillers(_ phrase: Phrase) -> Phrase {
        let rest = phrase.words.drop { !$0.isQuoted && fillers.contains($0.key) }
        return rest.isEmpty ? phrase : Phrase(source: phrase.source, words: rest)
    }

    /// Verbs with an object, longer ones first.
    private static let verbs: [([String], @Sendable (Phrase) -> Intent?)] = [
        (["press", "and", "hold"], { .touch(.longPress, $0) }), (["tap", "and", "hold"], { .touch(.longPress, $0) }),
        (["long", "press"], { .touch(.longPress, $0) }), (["long", "tap"], { .touch(.longPress, $0) }),
        (["long", "click"], { .touch(.longPress, $0) }), (["long-press"], { .touch(.longPress, $0) }),
        (["double", "tap"], { .touch(.doubleTap, $0) }), (["double", "click"], { .touch(.doubleTap, $0) }),
        (["double-tap"], { .touch(.doubleTap, $0) }), (["hold"], { .touch(.longPress, $0) }),
        (["turn", "on"], { .touch(.tap, $0, state: true) }), (["turn", "off"], { .touch(.tap, $0, state: false) }),
        (["switch", "on"], { .touch(.tap, $0, state: true) }), (["switch", "off"], { .touch(.tap, $0, state: false) }),
        (["turn"], turn), (["switch"], turn), (["toggle"], turn), (["set"], turn),
        (["enable"], { .touch(.tap, $0, state: true) }), (["activate"], { .touch(.tap, $0, state: true) }),
        (["check"], { .touch(.tap, $0, state: true) }), (["tick"], { .touch(.tap, $0, state: true) }),
        (["disable"], { .touch(.tap, $0, state: false) }), (["deactivate"], { .touch(.tap, $0, state: false) }),
        (["uncheck"], { .touch(.tap, $0, state: false) }), (["untick"], { .touch(.tap, $0, state: false) }),
        (["scroll"], { move(.scroll, $0) }), (["swipe"], { move(.swipe, $0) }), (["flick"], { move(.swipe, $0) }),
        (["open"], { .open(app: $0) }), (["launch"], { .open(app: $0) }), (["start"], { .open(app: $0) }),
        (["clear"], { .clear($0) }), (["erase"], { .clear($0) }), (["empty"], { .clear($0) }),
        (["wait"], wait), (["press"], { key($0) ?? .touch(.tap, $0) }), (["hit"], { key($0) ?? .touch(.tap, $0) }),
        (["go", "to"], { .touch(.tap, $0) }), (["navigate", "to"], { .touch(.tap, $0) }),
        (["move", "to"], { .touch(.tap, $0) }), (["tap"], { .touch(.tap, $0) }), (["click"], { .touch(.tap, $0) }),
        (["touch"], { .touch(.tap, $0) }), (["select"], { .touch(.tap, $0) }), (["choose"], { .touch(.tap, $0) }),
        (["pick"], { .touch(.tap, $0) }), (["push"], { .touch(.tap, $0) }),
    ]

    /// Clauses whose words are the whole request.
    private static func fixed(_ clause: Phrase) -> Intent? {
        let keys = clause.keys
        guard !clause.words.contains(where: \.isQuoted) else { return nil }
        let isLeading = ["go", "navigate", "return", "press"].contains(keys.first)
        let about = Set(keys).subtracting(["the", "to", "button", "key", "screen", "page", "previous", "my", "phone"])
        if clause.matches(["go", "back"], at: 0) { return .back }
        if isLeading, keys.contains("back"), about.count <= 2 { return .back }
        if keys.first == "return", about.count == 1 { return .back }
        if isLeading, keys.contains("home"), about.count <= 2, keys.contains("screen") || keys.count <= 4 {
            return keys.contains("page") ? nil : .home
        }
        if keys.first == "volume", let key = key(clause) { return key }
        return nil
    }

    private static func key(_ phrase: Phrase) -> Intent? {
        let words = phrase.keys.filter { !["the", "key", "button", "on", "keyboard"].contains($0) }
        let name = words.joined(separator: "_")
        let aliases = ["return": Key.enter, "esc": .escape, "mute": .volumeMute, "recents": .appSwitch]
        let isSaidToBeKey = phrase.keys.contains("key") || phrase.keys.contains("keyboard")
        guard let key = Key(rawValue: name) ?? aliases[name] else { return nil }
        let isHardware = [Key.enter, .back, .home, .power, .volumeUp, .volumeDown, .volumeMute, .backspace, .escape]
        return isSaidToBeKey || isHardware.contains(key)
            ? (key == .back ? .back : key == .home ? .home : .press(key)) : nil
    }

    /// "wifi on", "wifi to off", and a plain object for a toggle without a wanted state.
    private static func turn(_ phrase: Phrase) -> Intent? {
        guard let last = phrase.words.last, !last.isQuoted, ["on", "off"].contains(last.key), phrase.words.count > 1
        else {
            return .touch(.tap, phrase)
        }
        let target = phrase[..<(phrase.words.count - 1)]
        let bare = target.keys.last == "to" && target.words.count > 1 ? target[..<(target.words.count - 1)] : target
        return .touch(.tap, bare, state: last.key == "on")
    }

    private static func move(_ tool: UITool, _ phrase: Phrase) -> Intent? {
        let ways = ["upwards": Direction.up, "downwards": .down, "bottom": .down, "top": .up]
        for (place, key) in phrase.keys.enumerated() {
            guard let way = Direction(rawValue: key) ?? ways[key] else { continue }
            let rest = phrase[(place + 1)...]
            if let until = rest.keys.firstIndex(where: { ["until", "find", "see"].contains($0) }) {
                return .reveal(rest[(until + 1)...])
            }
            if rest.keys.first == "to", rest.words.count > 1, tool == .scroll { return .reveal(rest[1...]) }
            let object = rest.words.drop { ["on", "in", "the", "of", "page", "screen", "a", "bit"].contains($0.key) }
            return .move(tool, way, object.isEmpty ? nil : Phrase(source: phrase.source, words: object))
        }
        return tool == .scroll ? .reveal(phrase) : .touch(.tap, phrase)
    }

    private static func wait(_ phrase: Phrase) -> Intent? {
        let seconds = phrase.keys.lazy.compactMap { Double($0) }.first ?? 5
        let isText = ["until", "for"].contains(phrase.keys.first) && phrase.keys.lazy.compactMap { Double($0) }.isEmpty
        return .wait(seconds: min(max(seconds, 0), 60), text: isText ? phrase[1...].text : nil)
    }

    // MARK: Text

    /// Verbs with a text argument.
    private func text(_ clause: Phrase) -> Intent? {
        for verb in [["search", "for"], ["look", "for"], ["look", "up"], ["search"]] where clause.matches(verb, at: 0) {
            return search(clause[verb.count...])
        }
        let writes: Set = ["type", "enter", "write", "input", "put", "insert", "add"]
        let fills: Set = ["fill", "set", "change", "update", "replace", "edit"]
        guard let verb = clause.words.first, !verb.isQuoted, clause.words.count > 1 else {
            return clause.keys == ["enter"] ? .press(.enter) : nil
        }
        let rest = clause[1...]
        if fills.contains(verb.key) {
            let object = Set(["in", "out"]).contains(rest.keys.first) ? rest[1...] : rest
            guard let split = split(object, at: ["with", "to", "as"], fieldFirst: true) else { return nil }
            return ["on", "off"].contains(split.text.keys.joined())
                ? nil
                : .type(text: split.text.text, field: split.field, submit: false)
        }
        guard writes.contains(verb.key) else { return nil }
        let split = split(rest, at: ["into", "in", "to", "on", "at", "inside", "as", "for"], fieldFirst: false)
        if let split { return .type(text: split.text.text, field: split.field, submit: false) }
        return ["put", "add", "insert"].contains(verb.key) ? nil : .type(text: rest.text, field: nil, submit: false)
    }

    /// Text and field on the two sides of a preposition that has a field on the right side of it.
    private func split(
        _ phrase: Phrase, at prepositions: Set<String>, fieldFirst: Bool
    ) -> (text: Phrase, field: Phrase)? {
        let places = phrase.words.indices.dropFirst().dropLast().filter {
            !phrase.words[$0].isQuoted && prepositions.contains(phrase.keys[$0])
        }
        for place in fieldFirst ? places : places.reversed() {
            let (before, after) = (phrase[..<place], phrase[(place + 1)...])
            let (text, field) = fieldFirst ? (after, before) : (before, after)
            if text.words.count == 1, text.words[0].isQuoted { return (text, field) }
            if phrase.keys[place] == "into" || isField(field) { return (text, field) }
        }
        return nil
    }

    /// "search for X", "search X in F"; "search icon" is a thing to tap.
    private func search(_ rest: Phrase) -> Intent? {
        let things: Set = [
            "icon", "button", "bar", "field", "box", "tab", "symbol", "option", "text", "image", "on", "at",
        ]
        guard let first = rest.words.first, first.isQuoted || !things.contains(first.key) else { return nil }
        let split = split(rest, at: ["in", "on", "into"], fieldFirst: false)
        return .type(text: (split?.text ?? rest).text, field: split?.field ?? Phrase("search"), submit: true)
    }
}
