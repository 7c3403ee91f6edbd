internal import Hierarchies

/// Finds the fewest relations to landmarks that leave one node of several.
struct PlaceSearch {
    private let boxes: [Rect]
    /// The node's place among `boxes`.
    private let target: Int

    /// - Parameters:
    ///   - boxes: the bounds of the nodes to choose from.
    ///   - target: the place of the one to leave.
    init(_ boxes: [Rect], target: Int) {
        self.boxes = boxes
        self.target = target
    }

    private struct Fact {
        var relation: Selector.Relation
        /// One bit a box: set where the relation does not hold.
        var excluded: [UInt64]
    }

    /// - Returns: one to three relations, or nil when no three of them suffice.
    func fewest(among landmarks: [SelectorLandmarks.Landmark]) -> [Selector.Relation]? {
        let facts = landmarks.flatMap(facts)
        var rivals = Array(repeating: UInt64(0), count: (boxes.count + 63) / 64)
        for place in boxes.indices where place != target { rivals[place / 64] |= 1 << (place % 64) }
        for size in 1...3 {
            if let relations = choose(size, from: facts[...], against: rivals) { return relations }
        }
        return nil
    }

    /// The relations that hold for the target and for some other box do not.
    private func facts(_ landmark: SelectorLandmarks.Landmark) -> [Fact] {
        let other = landmark.bounds
        let conditions: [(kind: Selector.Relation.Kind, holds: (Rect) -> Bool)] = [
            (.below, { $0.top > other.top }), (.above, { $0.top < other.top }),
            (.rightOf, { $0.left > other.left }), (.leftOf, { $0.left < other.left }),
        ]
        return conditions.filter { $0.holds(boxes[target]) }.compactMap { kind, holds in
            var excluded = Array(repeating: UInt64(0), count: (boxes.count + 63) / 64)
            for place in boxes.indices where !holds(boxes[place]) { excluded[place / 64] |= 1 << (place % 64) }
            guard excluded.contains(where: { $0 != 0 }) else { return nil }
            return Fact(relation: Selector.Relation(kind, landmark.selector), excluded: excluded)
        }
    }

    /// Chooses facts of different kinds: a selector has room for one of each.
    private func choose(_ count: Int, from facts: ArraySlice<Fact>, against rivals: [UInt64]) -> [Selector.Relation]? {
        for place in facts.indices {
            let fact = facts[place]
            if count == 1 {
                if zip(rivals, fact.excluded).allSatisfy({ $0 & ~$1 == 0 }) { return [fact.relation] }
                continue
            }
            let left = zip(rivals, fact.excluded).map { $0 & ~$1 }
            let others = facts[(place + 1)...].filter { $0.relation.kind != fact.relation.kind }
            if let rest = choose(count - 1, from: others[...], against: left) { return [fact.relation] + rest }
        }
        return nil
    }
}
