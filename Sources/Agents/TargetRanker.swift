import Hierarchies
import Screens

/// Ranks the elements of a screen by how well they answer a description.
struct TargetRanker {
    /// One element's standing.
    struct Match {
        var id: Int
        var score: Double
        /// The share of the description's name that the element bears, 0…1 and up to 0.5 more for a whole label.
        var named: Double
        /// Whether anything but the name (number, place, neighbour) speaks for it.
        var isPlaced = false
    }

    let screen: Screen
    let index: ElementIndex

    init(_ screen: Screen) {
        self.screen = screen
        index = ElementIndex(screen)
    }

    /// Ranks elements, best first; equal ones in reading order.
    ///
    /// - Parameters:
    ///   - target: the description.
    ///   - ids: the elements that the tool can use; others lend their words to neighbours without any.
    /// - Returns: a match for each of those elements.
    func rank(_ target: Target, among ids: [Int]) -> [Match] {
        let isWhole = index.hasLabel(target.wholeTerms)
        var terms = target.terms
        var weights = target.weights
        if isWhole {
            terms = target.wholeTerms
            weights = terms.map { _ in 1 }
        } else if !target.isNamed {
            weights = weights.map { $0 * 0.5 }
        }
        let own = index.scores(terms, weights: weights)
        let names = withBorrowedNames(own, target: target, among: ids)
        let anchors = isWhole ? [] : target.anchor.first.map { anchorBoxes($0) } ?? []
        var fits: [(match: Match, relation: Double)] = ids.compactMap { id in
            guard let element = screen[id: id] else { return nil }
            let named = names[id - 1]
            var score = (target.isNamed ? 3.0 : 1.0) * named
            var match = Match(id: id, score: 0, named: named)
            var relationFit = 0.0
            if let kind = target.kind, !isWhole || target.isKindImplied {
                score += (isWhole ? 0.5 : 1.5) * kind.fit(element, on: screen.size)
            }
            if !isWhole {
                if let relation = target.relation {
                    relationFit = anchors.map { relation.fit(element.bounds, to: $0, on: screen.size) }.max() ?? 0
                    score += 2.5 * relationFit
                }
                if !target.region.isEmpty { score += 1.5 * target.region.fit(element.bounds.center, on: screen.size) }
                if let isOn = target.isOn { score += isOn == Self.isOn(element) ? 0.6 : 0 }
                if target.isNamed, named == 0, target.kind == .icon || target.kind == .image, isNameless(element) {
                    score += 0.5
                }
            }
            score += plausibility(element)
            match.score = score
            match.isPlaced = relationFit > 0.1 || !target.region.isEmpty
            return (match, relationFit)
        }
        if !isWhole { promoteOrdinal(&fits, target) }
        return fits.map(\.match).sorted { ($1.score, $0.id) < ($0.score, $1.id) }
    }

    static func isOn(_ element: Element) -> Bool { !element.states.isDisjoint(with: [.on, .checked, .selected]) }

    private func isNameless(_ element: Element) -> Bool {
        element.labelSource == .none || element.labelSource == .resourceID
    }

    /// What is likelier to be meant when nothing else decides.
    private func plausibility(_ element: Element) -> Double {
        var score = element.window == .app ? 0.05 : -0.3
        if [.list, .pager, .web, .group, .progress].contains(element.role) { score -= 0.5 }
        if element.bounds.isEmpty { score -= 0.5 }
        if isLine(element.bounds) { score -= 0.4 }
        if isNameless(element), Kind.icon.fit(element, on: screen.size) < 0.4, element.role != .field { score -= 0.3 }
        return score
    }

    /// Whether the box is too thin to be meant: a divider, a shadow.
    private func isLine(_ box: Rect) -> Bool {
        box.height * 100 < screen.size.height || box.width * 100 < screen.size.width
    }

    /// Boxes of the elements that an anchor may mean: the best, and its equals.
    private func anchorBoxes(_ anchor: Target) -> [Rect] {
        let matches = rank(anchor, among: screen.elements.map(\.id))
        guard let best = matches.first, best.score > 0.3 else { return [] }
        return matches.prefix { $0.score > best.score - 0.05 }.compactMap { screen[id: $0.id]?.bounds }
    }

    /// Lends the words of a text to what it stands for: the toggle at its right, the field below, the box around it.
    private func withBorrowedNames(_ own: [Double], target: Target, among ids: [Int]) -> [Double] {
        guard target.isNamed else { return own }
        var names = own
        let usable = Set(ids)
        for text in screen.elements where own[text.id - 1] > 0.3 {
            for element in screen.elements where element.id != text.id && usable.contains(element.id) {
                let isToggle = [.checkbox, .switch, .radio].contains(element.role)
                let isField = element.role == .field
                var share = 0.0
                if !usable.contains(text.id), element.bounds.contains(text.bounds) {
                    share = 0.9
                } else if isToggle || isField {
                    let sides = [isField ? Relation.below : .right, .right, .left].map {
                        $0.fit(element.bounds, to: text.bounds, on: screen.size)
                    }
                    share = 0.6 * (sides.max() ?? 0)
                } else if isNameless(element), target.kind == .icon || target.kind == .image || target.kind == .button {
                    share = 0.8 * Relation.beside.fit(element.bounds, to: text.bounds, on: screen.size)
                }
                names[element.id - 1] = max(names[element.id - 1], min(1, own[text.id - 1]) * share)
            }
        }
        return names
    }

    // MARK: Ordinals

    /// Counts among the elements that fit about as well as the best, and moves the counted one to the front.
    private func promoteOrdinal(_ fits: inout [(match: Match, relation: Double)], _ target: Target) {
        guard target.ordinal != nil || target.row != nil, !fits.isEmpty else { return }
        let bestName = fits.map(\.match.named).max() ?? 0
        let needsName = target.isNamed && bestName > 0.3
        let kindFits = fits.map { fit in
            screen[id: fit.match.id].map { target.kind?.fit($0, on: screen.size) ?? 1 } ?? 0
        }
        let bestKind = kindFits.max() ?? 0
        let leastKind = bestKind < 0.5 ? 0 : 0.75 * bestKind
        var pool = fits.indices.filter { place in
            (!needsName || fits[place].match.named >= 0.7 * bestName) && kindFits[place] >= leastKind
                && screen[id: fits[place].match.id].map { !isLine($0.bounds) } == true
                && (target.relation == nil || fits[place].relation > 0.02)
        }
        if let row = target.row { pool = Self.pick(row, of: rows(pool, fits)) ?? pool }
        pool = ordered(pool, fits, by: target.origin)
        let chosen = target.ordinal.map { Self.pick($0, of: pool).map { [$0] } ?? [] } ?? pool
        for place in chosen {
            fits[place].match.score += 3
            fits[place].match.isPlaced = true
        }
    }

    private static func pick<T>(_ ordinal: Int, of list: [T]) -> T? {
        ordinal < 0 ? list.last : ordinal <= list.count ? list[ordinal - 1] : nil
    }

    private func center(_ match: Match) -> Point { screen[id: match.id]?.bounds.center ?? Point(x: 0, y: 0) }

    /// Places grouped into lines: each one's centre lies within the height of the line's first.
    private func rows(_ pool: [Int], _ fits: [(match: Match, relation: Double)]) -> [[Int]] {
        var rows: [[Int]] = []
        for place in pool.sorted(by: { center(fits[$0].match).y < center(fits[$1].match).y }) {
            let y = center(fits[place].match).y
            if let first = rows.last?.first, let box = screen[id: fits[first].match.id]?.bounds, y < box.bottom {
                rows[rows.count - 1].append(place)
            } else {
                rows.append([place])
            }
        }
        return rows.map { $0.sorted { center(fits[$0].match).x < center(fits[$1].match).x } }
    }

    private func ordered(_ pool: [Int], _ fits: [(match: Match, relation: Double)], by origin: Region) -> [Int] {
        let lines = rows(pool, fits)
        if origin.across != nil {
            let sorted = pool.sorted { center(fits[$0].match).x < center(fits[$1].match).x }
            return origin.across == .high ? sorted.reversed() : sorted
        }
        return origin.down == .high ? lines.reversed().flatMap { $0 } : lines.flatMap { $0 }
    }
}
