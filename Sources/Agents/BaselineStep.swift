import Glibc
import Hierarchies
import JSON
import Screens
import Tools

/// One step of the baseline planner: an instruction against one screen.
struct BaselineStep {
    let screen: Screen
    private let past: PastSteps
    private let ranker: TargetRanker
    private let pastTerms: [Set<String>]

    /// Names that bear less than this share of a description are no match.
    private static let leastName = 0.3
    /// What "open X" needs to mean something on the screen rather than an app.
    private static let leastNameToOpen = 0.6
    /// Calls that are handed out at most; confidences are shared among all.
    private static let mostCalls = 32
    /// Score units per e-fold of confidence.
    private static let temperature = 0.35
    /// Scrolls in a row that look for something.
    private static let mostScrolls = 12
    /// Ways back out of dead ends.
    private static let mostReturns = 4

    init(screen: Screen, history: [String]) {
        self.screen = screen
        past = PastSteps(history)
        ranker = TargetRanker(screen)
        pastTerms = history.suffix(5).map { Set(Terms.of($0)) }
    }

    /// Ranked calls; empty when nothing fits and nothing is left to look at.
    func calls(for instruction: String) -> [PlannedCall] {
        let clauses = Clauses(instruction, past: past, isShown: isShown)
        var pending = clauses.pending[...]
        while let clause = pending.first {
            var intent = read(clause)
            if case .type(let text, let field, _) = intent, pending.count > 1,
                case .press(.enter) = read(pending[pending.startIndex + 1])
            {
                intent = .type(text: text, field: field, submit: true)
            }
            let calls = calls(for: intent, clause: clause)
            // The clause was done by just this call, in words that the history has and the clause has not.
            // A scroll that only looks for what is to be touched does not do it, however often it was made.
            guard let best = calls.first, intent.isDoneOnce, !isOnlyLooking(calls),
                past.holds(RunSentence(best.call, on: screen).past)
            else {
                return calls.isEmpty || isOnlyLooking(calls) || isOnlyOpening(calls)
                    ? detour(orElse: calls, for: intent) : calls
            }
            pending = pending.dropFirst()
        }
        return clauses.areAllDone || !clauses.pending.isEmpty ? sure(.done, confidence: 0.6) : []
    }

    /// Whether the screen shows what the clause wants; nil when it does not tell.
    private func isShown(_ clause: Phrase, isLast: Bool) -> Bool? {
        switch read(clause) {
        case .touch(let tool, let phrase, let state?):
            var target = Target(phrase)
            if target.kind == nil { (target.kind, target.isKindImplied) = (.toggle, true) }
            guard let best = matches(target, for: tool).first, best.named >= 0.5,
                let element = screen[id: best.id], [.checkbox, .switch, .radio].contains(element.role)
            else { return nil }
            // The last one is left to `touch`, which knows what else could be meant.
            return TargetRanker.isOn(element) == state && !isLast
        case .open(let app):
            let names = [screen.title, screen.elements.first { $0.role == .heading }?.label].compactMap { $0 }
            let wanted = Terms.withoutArticles(app.keys.flatMap { Terms.of($0) })
            let isThere = names.contains { Terms.withoutArticles(Terms.of($0)) == wanted }
            return isThere && past.lines.contains(where: \.isDone) ? true : nil
        default: return nil
        }
    }

    // MARK: Looking elsewhere

    /// A name that nothing on the screen bears may be an app's, or lie behind a dialog.
    private func isOnlyOpening(_ calls: [PlannedCall]) -> Bool { calls.count == 1 && calls[0].call.name == "open_app" }

    private func isOnlyLooking(_ calls: [PlannedCall]) -> Bool { calls.count == 1 && calls[0].call.name == "scroll" }

    /// What to do where nothing answers the instruction: away with what came up by itself, else look further, else
    /// back out of where the last step led, else to the settings, where what can be on or off is mostly found.
    private func detour(orElse looking: [PlannedCall], for intent: Intent) -> [PlannedCall] {
        if past.lines.last?.isDeed == false, past.lines.last?.deed.hasSuffix(" came up") == true {
            if let button = Dismissal.button(on: screen, among: ids(for: .tap)) {
                return sure(.tap, ["element": .integer(Int64(button))], confidence: 0.3)
            }
            return sure(.back, confidence: 0.3)
        }
        if !looking.isEmpty { return looking }
        let deeds = past.deeds
        let last = deeds.last { !$0.isScroll }
        let returns = deeds.count(where: \.isBack)
        if let last, last.isTap, !last.changedNothing, last.hasResult, last.states.isEmpty, returns < Self.mostReturns {
            return sure(.back, confidence: 0.15)
        }
        guard case .touch(_, _, _?) = intent, !screen.packageName.contains("settings"),
            !past.lines.contains(where: { $0.deed.contains("open") })
        else { return [] }
        return sure(.openApp, ["app": "Settings"], confidence: 0.1)
    }

    private func read(_ clause: Phrase) -> Intent {
        if let first = clause.words.first, Terms.isIdeographic(first.key), let intent = ChineseIntent.read(clause) {
            return intent
        }
        return EnglishIntent { phrase in
            let target = Target(phrase)
            return target.kind == .field
                || ranker.rank(target, among: ids(for: .type)).first.map { $0.named >= 0.5 } == true
        }.read(clause)
    }

    private func calls(for intent: Intent, clause: Phrase) -> [PlannedCall] {
        switch intent {
        case .touch(let tool, let phrase, let state):
            return touch(tool, phrase, state: state)
        case .type(let text, let field, let submit):
            return type(text, into: field, submit: submit, clause: clause)
        case .clear(let phrase):
            let found = matches(phrase.map { Target($0) }, for: .clear)
            return found.isEmpty ? phrase.map { touch(.tap, $0, state: nil) } ?? [] : weighed(found, .clear)
        case .move(let tool, let direction, let phrase):
            let found = phrase.map { matches(Target($0), for: tool) } ?? []
            let way: JSONObject = ["direction": .string(direction.rawValue)]
            return found.isEmpty ? sure(tool, way) : weighed(found, tool, way)
        case .reveal(let phrase):
            let seen = ranker.rank(Target(phrase), among: screen.elements.map(\.id)).first
            return (seen?.named ?? 0) >= 0.7 ? sure(.done, confidence: 0.5) : scroll() ?? []
        case .press(let key): return sure(.pressKey, ["key": .string(key.rawValue)])
        case .back: return sure(.back)
        case .home: return sure(.home)
        case .open(let app):
            let found = matches(Target(app), for: .tap).filter { $0.named >= Self.leastNameToOpen }
            if !found.isEmpty { return weighed(found, .tap) }
            // What is no app may be a place further down.
            let isNoApp = past.lines.contains { $0.deed.hasPrefix("could not open") }
            return isNoApp ? touch(.tap, app, state: nil) : open(app)
        case .wait(let seconds, let text):
            return sure(
                .wait, JSONObject(omittingNil: ["seconds": .number(seconds), "text": text.map { .string($0) }]))
        case .ask(let phrase): return answer(phrase)
        }
    }

    // MARK: One intent

    private func touch(_ tool: UITool, _ phrase: Phrase, state: Bool?) -> [PlannedCall] {
        var target = Target(phrase)
        if state != nil, target.kind == nil { (target.kind, target.isKindImplied) = (.toggle, true) }
        let found = matches(target, for: tool)
        if let blocked = unusable(target, betterThan: found.first?.named ?? 0) {
            return blocked.states.contains(.offscreen) ? scroll() ?? [] : []
        }
        guard !found.isEmpty else { return scroll() ?? [] }
        if let state, let best = found.first.flatMap({ screen[id: $0.id] }),
            [.checkbox, .switch, .radio].contains(best.role), TargetRanker.isOn(best) == state
        {
            return sure(.done, confidence: 0.7)
                + weighed(found, tool).map { PlannedCall(call: $0.call, confidence: $0.confidence * 0.3) }
        }
        return weighed(found, tool)
    }

    private func type(_ text: String, into field: Phrase?, submit: Bool, clause: Phrase) -> [PlannedCall] {
        var arguments: JSONObject = ["text": .string(text)]
        if submit { arguments["submit"] = true }
        let fields = ids(for: .type)
        var found = field.map { matches(Target($0), for: .type) } ?? []
        if found.isEmpty {
            // With no name to go by, the field that has the focus, then the only or the first one.
            let focused = fields.filter { screen[id: $0]?.states.contains(.focused) == true }
            let isNamed = field != nil && !submit
            if !isNamed || fields.count == 1 {
                found = (focused + fields.filter { !focused.contains($0) }).enumerated().map { place, id in
                    TargetRanker.Match(id: id, score: -0.3 * Double(place), named: 0)
                }
            }
        }
        if !found.isEmpty { return weighed(found, .type, arguments) }
        // The field may open behind what bears its name, as a search icon does.
        return touch(.tap, field ?? clause, state: nil)
    }

    private func open(_ app: Phrase) -> [PlannedCall] {
        var words = app.words
        if words.count > 1, ["app", "application", "应用"].contains(words.last?.key) { words.removeLast() }
        return sure(.openApp, ["app": .string(Phrase(source: app.source, words: words).text)], confidence: 0.5)
    }

    /// The value, or the text, of what the question's words fit best.
    private func answer(_ question: Phrase) -> [PlannedCall] {
        let found = ranker.rank(Target(question), among: screen.elements.map(\.id)).filter {
            $0.named >= Self.leastName
        }
        guard let best = found.first.flatMap({ screen[id: $0.id] }) else { return scroll() ?? [] }
        return sure(.answer, ["text": .string(best.value ?? best.label)], confidence: 0.2)
    }

    /// A scroll to what is not seen yet: down to the end, or up if that was never tried from here.
    private func scroll() -> [PlannedCall]? {
        let scrolls = past.trailingScrolls
        guard scrolls.count < Self.mostScrolls else { return nil }
        let isAtEnd = scrolls.contains { $0.changedNothing && $0.terms.contains("down") }
        let wentUp = scrolls.contains { $0.terms.contains("up") }
        if !isAtEnd, !wentUp, let list = mainList(.scrollsDown) { return scroll(list, "down") }
        let wentDown = scrolls.contains { !$0.changedNothing && $0.terms.contains("down") }
        let isAtTop = scrolls.contains { $0.changedNothing && $0.terms.contains("up") }
        if !wentDown, !isAtTop, let list = mainList(.scrollsUp) { return scroll(list, "up") }
        return nil
    }

    private func mainList(_ state: ElementStates) -> Int? {
        ids(for: .scroll).filter { screen[id: $0]?.states.contains(state) == true }.max { area($0) < area($1) }
    }

    private func scroll(_ list: Int, _ direction: String) -> [PlannedCall] {
        sure(.scroll, ["direction": .string(direction), "element": .integer(Int64(list))], confidence: 0.2)
    }

    private func area(_ id: Int) -> Int { screen[id: id]?.bounds.area ?? 0 }

    // MARK: Elements

    /// The elements that a tool can be used on now.
    private func ids(for tool: UITool) -> [Int] {
        guard let parameter = tool.tool.parameter("element"),
            case .elements(let ids) = ArgumentDomain(parameter.type, on: screen)
        else { return [] }
        return ids
    }

    /// Elements that answer a description, best first; empty when none does well enough to be believed.
    private func matches(_ target: Target?, for tool: UITool) -> [TargetRanker.Match] {
        guard let target else { return [] }
        let usable = ids(for: tool).filter { screen[id: $0].map(past.isDeadEnd) != true }
        var found = ranker.rank(target, among: usable)
        for place in found.indices { found[place].score -= repetition(found[place].id) }
        found.sort { ($1.score, $0.id) < ($0.score, $1.id) }
        guard let best = found.first else { return [] }
        let hasCue = best.isPlaced || (target.isNamed ? isLook(target, best.id) : target.kind != nil)
        return best.named >= Self.leastName || hasCue ? found : []
    }

    /// What bears the whole name but cannot be used now, being disabled or out of sight; nothing else is meant then.
    private func unusable(_ target: Target, betterThan named: Double) -> Element? {
        let blocked = screen.elements.filter {
            !$0.states.isDisjoint(with: [.disabled, .offscreen]) && $0.actions.contains(.tap)
        }
        let best = ranker.rank(target, among: blocked.map(\.id)).max { $0.named < $1.named }
        guard let best, best.named >= 1, best.named > named + 0.2 else { return nil }
        return screen[id: best.id]
    }

    /// Whether the words may describe how an icon without a name looks.
    private func isLook(_ target: Target, _ id: Int) -> Bool {
        guard let element = screen[id: id], target.kind == .icon || target.kind == .image else { return false }
        return element.labelSource == .none || element.labelSource == .resourceID
    }

    /// What an element loses for each recent step that names all of its label.
    private func repetition(_ id: Int) -> Double {
        let label = screen[id: id].map(PastSteps.titleTerms) ?? []
        guard !label.isEmpty else { return 0 }
        return pastTerms.contains { $0.isSuperset(of: label) } ? 1.5 : 0
    }

    // MARK: Confidence

    private func sure(_ tool: UITool, _ arguments: JSONObject = [:], confidence: Double = 0.9) -> [PlannedCall] {
        [PlannedCall(call: ToolCall(tool.rawValue, arguments), confidence: confidence)]
    }

    /// The matches as calls; confidences are a softmax over the scores, at most 0.99.
    private func weighed(_ found: [TargetRanker.Match], _ tool: UITool, _ arguments: JSONObject = [:]) -> [PlannedCall]
    {
        let best = found.first?.score ?? 0
        let powers = found.map { exp(($0.score - best) / Self.temperature) }
        let sum = powers.reduce(0, +)
        return zip(found, powers).prefix(Self.mostCalls).map { match, power in
            let all = JSONObject([(key: "element", value: .integer(Int64(match.id)))] + arguments.members)
            return PlannedCall(call: ToolCall(tool.rawValue, all), confidence: min(0.99, power / sum))
        }
    }

    /// An instruction short enough to be quoted in a reason.
    static func clipped(_ text: String) -> String {
        text.unicodeScalars.count <= 200
            ? text : String(String.UnicodeScalarView(text.unicodeScalars.prefix(200))) + "…"
    }
}
