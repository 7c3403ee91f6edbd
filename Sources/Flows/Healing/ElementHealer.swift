internal import Hierarchies
internal import Screens

/// Finds an element again by what is remembered of it, or says that it is not sure.
///
/// What was on the screen beside it when it was recorded is not it. Of the rest, label, id, role, neighbours and place
/// each speak for an element as far as they were recorded and tell elements apart; a heal needs a good score, a lead
/// over the next best, and evidence of identity. The shares are round numbers about which little changes on the
/// screens that they were tried on.
struct ElementHealer {
    let memory: ElementMemory
    /// Selectors that found the element when it was recorded, beside the one that finds it no more.
    var alternatives: [Selector] = []

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
    ///
    /// - Parameters:
    ///   - screen: what is shown now.
    ///   - hierarchy: what the screen was made from.
    /// - Returns: nil when it is not sure.
    func heal(on screen: Screen, _ hierarchy: Hierarchy) -> Candidate? {
        let ranked = HealingClues(memory, alternatives, screen, hierarchy).clues.map(candidate)
            .sorted { ($0.score, $1.element.id) > ($1.score, $0.element.id) }
        guard let best = ranked.first, best.isIdentified, best.score >= Self.threshold else { return nil }
        let next = ranked.dropFirst().first { !Self.isSame($0.element, best.element) }
        return best.score - (next?.score ?? 0) >= Self.lead ? best : nil
    }

    private func candidate(_ clues: HealingClue) -> Candidate {
        var sum = 0.0
        var weight = 0.0
        var evidence: [String] = []
        func add(_ likeness: Double, _ share: Double, _ words: String) {
            sum += likeness * share
            weight += share
            if ComparedName.isEvident(likeness) { evidence.append(words) }
        }
        let hasLabel = !memory.label.isEmpty
        if hasLabel {
            // A label or an id that many bear tells little either way.
            let share = 0.30 / Double(1 + memory.twins)
            add(clues.label, share, clues.label == 1 ? "the same label" : "a like label")
        } else if clues.hasLabel {
            // What had no name has got one: rather another element.
            add(0, 0.15, "")
        }
        if !memory.id.isEmpty {
            let likeness = clues.isSameID ? 1 : clues.id / 2
            let share = 0.30 / Double(max(clues.sharingID, 1 + memory.idTwins))
            add(likeness, share, clues.isSameID ? "the same id" : "a like id")
        }
        if !memory.neighbours.isEmpty {
            add((clues.nearestNeighbours + clues.neighbours) / 2, 0.20, "the same neighbours")
        }
        if !memory.role.isEmpty { add(clues.isSameRole ? 1 : 0, 0.10, "the same kind") }
        if memory.hasPlace {
            add(clues.column, 0.05, "the same column")
            add(clues.row, 0.05, "the same row")
            add(clues.size, 0.05, "the same size")
        }
        if clues.isFoundByChain { add(1, 0.30, "another selector of the step") }
        if clues.isAllThatIsNew { add(1, 0.10, "where it was, among what was there") }
        return Candidate(
            element: clues.element, score: weight > 0 ? sum / weight : 0, evidence: evidence,
            isIdentified: clues.isFoundByChain || isNamed(clues) || isSurrounded(clues))
    }

    /// Whether its own label or id tells it from all else.
    private func isNamed(_ clues: HealingClue) -> Bool {
        if ComparedName.isEvident(clues.id), clues.sharingID == 1, memory.idTwins == 0 { return true }
        guard ComparedName.isEvident(clues.label), memory.twins == 0 else { return false }
        // A label that is merely alike is believed on a screen that is much as it was, or in its place on it.
        return clues.label == 1 || memory.neighbours.isEmpty || clues.neighbours > 0 || clues.isAtHome
    }

    /// Whether what is around tells it, for want of a name.
    private func isSurrounded(_ clues: HealingClue) -> Bool {
        guard clues.isSameRole, clues.isAtHome else { return false }
        // One of several with this label or id, which may be any of them.
        if clues.label == 1, memory.twins > 0 { return false }
        if clues.isSameID, memory.idTwins > 0, memory.label.isEmpty || clues.nearestNeighbours < 1 { return false }
        // What had a label has lost it: rather another element.
        if !memory.label.isEmpty, !clues.hasLabel { return false }
        if memory.neighbours.count > 1, clues.neighbours == 1 { return true }
        return clues.isInPlace && clues.hasName && (clues.neighbours >= 0.5 || clues.isAllThatIsNew)
    }

    /// Whether two elements lie in each other, so that a touch of one is a touch of the other.
    private static func isSame(_ first: Element, _ second: Element) -> Bool {
        first.bounds.contains(second.bounds) || second.bounds.contains(first.bounds)
    }

    private static let threshold = 0.45
    private static let lead = 0.05
}
