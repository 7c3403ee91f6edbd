internal import Hierarchies

/// Looks for the selectors of one element, from the most lasting to the least.
struct SelectorSearch {
    private let builder: SelectorChainBuilder
    private let targets: [Int]
    private var found: [Selector] = []

    private var nodes: [UINode] { builder.hierarchy.nodes }

    init(_ builder: SelectorChainBuilder, targets: [Int]) {
        self.builder = builder
        self.targets = targets
    }

    /// Unique ones, three at most, then one by number.
    ///
    /// What is around is searched only when less than two were found.
    mutating func selectors() -> [Selector] {
        let steady = targets.flatMap { builder.facets[$0].steadyTexts.map { Selector(text: .literal($0)) } }
        let jittery = targets.flatMap { builder.facets[$0].jitteryTexts.map { Selector(text: .literal($0)) } }
        tryFirst(of: ids())
        tryFirst(of: steady)
        tryFirst(of: idsWithTexts(\.steadyTexts))
        tryStructure(of: ids() + steady)
        tryFirst(of: jittery)
        tryFirst(of: idsWithTexts(\.jitteryTexts))
        tryStructure(of: jittery)
        if found.isEmpty { tryFirst(of: containers()) }
        if found.isEmpty { tryRelations(of: Selector()) }
        if let indexed = indexed() { found.append(indexed) }
        return found
    }

    private func ids() -> [Selector] {
        targets.flatMap { builder.facets[$0].ids.map { Selector(id: .literal($0)) } }
    }

    private func idsWithTexts(_ texts: KeyPath<NodeFacets, [String]>) -> [Selector] {
        targets.flatMap { target in
            let facets = builder.facets[target]
            return facets.ids.flatMap { id in
                facets[keyPath: texts].map { Selector(text: .literal($0), id: .literal(id)) }
            }
        }
    }

    private mutating func tryFirst(of candidates: some Sequence<Selector>) {
        guard found.count < Self.limit else { return }
        if let unique = candidates.first(where: isUnique) { found.append(unique) }
    }

    private func isUnique(_ selector: Selector) -> Bool {
        guard !found.contains(selector) else { return false }
        let match = builder.matcher.resolve(selector)
        return match.isUnique && match.hit.map(targets.contains) == true
    }

    // MARK: By what is around

    private mutating func tryStructure(of bases: [Selector]) {
        guard found.count < Self.limit - 1 else { return }
        // What is unique by itself gains nothing from what is around it.
        for base in bases.prefix(Self.baseLimit) where !builder.matcher.resolve(base).isUnique {
            let count = found.count
            tryFirst(of: rows.map { base.adding(.childOf, $0) })
            tryFirst(of: targets.flatMap { inside($0) }.map { base.adding(.containsDescendant, $0) })
            if found.count == count { tryRelations(of: base) }
            if found.count > count { return }
        }
    }

    /// What holds the element and can be told from its like: by its id, or by its id and a landmark in it.
    private lazy var rows: [Selector] = {
        guard let target = targets.first else { return [] }
        var rows: [Selector] = []
        var ancestor = nodes[target].parent
        for _ in 0..<Self.reach where ancestor >= 0 {
            if let id = builder.facets[ancestor].ids.first {
                let row = Selector(id: .literal(id))
                rows.append(row)
                rows += inside(ancestor).map { row.adding(.containsDescendant, $0) }
            }
            ancestor = nodes[ancestor].parent
        }
        return Array(rows.lazy.filter { [builder] in builder.matcher.resolve($0).isUnique }.prefix(Self.rowLimit))
    }()

    /// Unlabelled parents of landmarks.
    private func containers() -> [Selector] {
        targets.flatMap { inside($0) }.map { Selector(relations: [Selector.Relation(.containsChild, $0)]) }
    }

    /// Landmarks below a node in the tree.
    private func inside(_ node: Int) -> [Selector] {
        let range = node + 1..<max(nodes[node].end, node + 1)
        return builder.landmarks.landmarks.lazy.filter { range.contains($0.node) }.prefix(Self.insideLimit)
            .map(\.selector)
    }

    /// Adds the fewest places beside landmarks that tell a target from the other matches of the base.
    private mutating func tryRelations(of base: Selector) {
        let matches = builder.matcher.resolve(base).nodes
        guard found.count < Self.limit, matches.count > 1, matches.count <= Self.crowd else { return }
        for (place, target) in matches.enumerated() where targets.contains(target) {
            let relations = PlaceSearch(matches.map { nodes[$0].bounds }, target: place)
                .fewest(among: builder.landmarks.nearest(to: target, nodes[target].bounds, count: Self.neighbours))
            guard let relations else { continue }
            let selector = Selector(text: base.text, id: base.id, relations: relations)
            if isUnique(selector) {
                found.append(selector)
                return
            }
        }
    }

    // MARK: By number

    /// The selector that needs to choose among the fewest, with its index.
    private mutating func indexed() -> Selector? {
        let texts = targets.flatMap { builder.facets[$0].texts.map { Selector(text: .literal($0)) } }
        let own = idsWithTexts(\.steadyTexts) + ids() + texts
        let inRows = rows.map { Selector(relations: [Selector.Relation(.childOf, $0)]) }
        var best: (selector: Selector, rivals: Int)?
        for candidate in own.isEmpty ? inRows : own {
            let matches = builder.matcher.numbered(candidate)
            guard matches.count > 1, matches.count <= Self.crowd, matches.count < best?.rivals ?? .max,
                let index = matches.firstIndex(where: targets.contains)
            else { continue }
            var numbered = candidate
            numbered.index = index
            best = (numbered, matches.count)
        }
        return best?.selector
    }

    private static let limit = 3
    /// How far up the tree a row is looked for.
    private static let reach = 8
    private static let insideLimit = 4
    private static let rowLimit = 4
    private static let baseLimit = 6
    private static let neighbours = 10
    /// With more matches than this, neither place nor number says anything lasting.
    private static let crowd = 400
}

extension Selector {
    func adding(_ kind: Relation.Kind, _ anchor: Selector) -> Selector {
        var selector = self
        selector.relations.append(Relation(kind, anchor))
        return selector
    }
}
