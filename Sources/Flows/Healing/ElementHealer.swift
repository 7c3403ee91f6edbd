internal import Hierarchies
internal import Screens
internal import Spellings

/// Finds an element again by what is remembered of it, or says that it is not sure.
///
/// Label, id, role, neighbours and place each speak for an element as far as they were recorded and tell elements
/// apart; a heal needs a good score, a lead over the next best, and evidence of identity beside a mere place.
struct ElementHealer {
    let memory: ElementMemory

    struct Candidate {
        var element: Element
        /// 0 to 1.
        var score: Double
        /// What speaks for it, in words.
        var evidence: [String]
        /// Whether more than place and kind speaks for it.
        var isIdentified: Bool
    }

    /// The element that it must be, if one stands out.
    func heal(on screen: Screen) -> Candidate? {
        let ranked = candidates(on: screen)
        guard let best = ranked.first, best.isIdentified, best.score >= Self.threshold else { return nil }
        let next = ranked.dropFirst().first { !Self.isSame($0.element, best.element) }
        return best.score - (next?.score ?? 0) >= Self.lead ? best : nil
    }

    /// All elements that a finger can reach, the most likely first.
    func candidates(on screen: Screen) -> [Candidate] {
        let reachable = screen.elements.filter {
            $0.window == .app && $0.states.isDisjoint(with: [.covered, .offscreen])
        }
        let shared = Dictionary(reachable.map { (String($0.resourceIDTail), 1) }, uniquingKeysWith: +)
        return reachable.map { score($0, on: screen, sharing: shared[String($0.resourceIDTail)] ?? 1) }
            .sorted { ($0.score, $1.element.id) > ($1.score, $0.element.id) }
    }

    // `count` elements bear the candidate's id; the more there are, the less it says.
    private func score(_ element: Element, on screen: Screen, sharing count: Int) -> Candidate {
        var sum = 0.0
        var weight = 0.0
        var evidence: [String] = []
        func add(_ likeness: Double, _ share: Double, _ words: String) {
            sum += likeness * share
            weight += share
            if likeness >= Self.evident { evidence.append(words) }
        }
        let label = memory.label.isEmpty ? 0 : Self.likeness(memory.label, element.fingerprint.label)
        if !memory.label.isEmpty {
            add(label, 0.30, label == 1 ? "the same label" : "a like label")
        } else if !element.fingerprint.label.isEmpty {
            // What had no name has got one: rather another element.
            add(0, 0.15, "")
        }
        let id = memory.id.isEmpty ? 0 : Self.likeness(memory.id, String(element.resourceIDTail))
        // An id that many bear tells little either way.
        if !memory.id.isEmpty { add(id == 1 ? 1 : id / 2, 0.30 / Double(count), id == 1 ? "the same id" : "a like id") }
        let around = neighbours(of: element, on: screen)
        if !memory.neighbours.isEmpty { add(around, 0.20, "the same neighbours") }
        let role = element.role.rawValue == memory.role ? 1.0 : 0
        if !memory.role.isEmpty { add(role, 0.10, "the same kind") }
        if memory.box.contains(where: { $0 != 0 }) { add(place(of: element, on: screen), 0.10, "the same place") }
        let isNamed = (label >= Self.evident && memory.twins == 0) || (id >= Self.evident && count == 1)
        let isEnclosed = memory.neighbours.count > 1 && around >= 0.99 && role == 1
        return Candidate(
            element: element, score: weight > 0 ? sum / weight : 0, evidence: evidence,
            isIdentified: isNamed || isEnclosed)
    }

    /// The share of the remembered neighbours that the element has, on their sides.
    private func neighbours(of element: Element, on screen: Screen) -> Double {
        guard !memory.neighbours.isEmpty else { return 0 }
        let found = Neighbours(of: element, on: screen).labels
        let like = memory.neighbours.map { side, label in found[side].map { Self.likeness(label, $0) } ?? 0 }
        return like.reduce(0) { $0 + ($1 >= Self.evident ? 1 : 0) } / Double(like.count)
    }

    /// 1 where it was, 0 a quarter of the screen away.
    private func place(of element: Element, on screen: Screen) -> Double {
        let now = ElementMemory.box(element.bounds, on: screen.size)
        let dx = Double(now[0] + now[2] / 2 - memory.box[0] - memory.box[2] / 2)
        let dy = Double(now[1] + now[3] / 2 - memory.box[1] - memory.box[3] / 2)
        return max(0, 1 - (dx * dx + dy * dy).squareRoot() / 250)
    }

    /// How much two names have in common: by letters, or by words in any order.
    static func likeness(_ left: String, _ right: String) -> Double {
        if left.isEmpty || right.isEmpty { return 0 }
        if left.lowercased() == right.lowercased() { return 1 }
        let letters = Spelling.likeness(left, right)
        let (a, b) = (words(left), words(right))
        let shared = a.intersection(b).count
        let byWords = a.isEmpty || b.isEmpty ? 0 : 2 * Double(shared) / Double(a.count + b.count)
        let likeness = max(letters, byWords)
        // Below that, texts are alike by chance.
        return likeness < 0.5 ? 0 : min(likeness, 0.95)
    }

    private static func words(_ text: String) -> Set<String> {
        var words: Set<String> = []
        var word = ""
        var wasLower = false
        for character in text {
            if character.isUppercase, wasLower || word.isEmpty { flush() }
            wasLower = character.isLowercase
            if character.isLetter || character.isNumber {
                word.append(contentsOf: character.lowercased())
            } else {
                flush()
            }
        }
        flush()
        func flush() {
            if !word.isEmpty { words.insert(word) }
            word = ""
        }
        return words
    }

    /// Whether two elements lie in each other, so that a touch of one is a touch of the other.
    private static func isSame(_ first: Element, _ second: Element) -> Bool {
        first.bounds.contains(second.bounds) || second.bounds.contains(first.bounds)
    }

    static let threshold = 0.55
    static let lead = 0.08
    /// From here on a likeness counts as evidence.
    private static let evident = 0.8
}
