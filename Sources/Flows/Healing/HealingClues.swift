internal import Hierarchies
internal import Screens

/// What one element has in common with a remembered one.
struct HealingClue {
    var element: Element
    /// How much its label and its id are like the remembered ones.
    var label: Double
    var id: Double
    /// How many elements that can be touched bear its id.
    var sharingID: Int
    /// The shares of the remembered neighbours that lie on their sides of it, as the nearest and at all.
    var nearestNeighbours = 0.0
    var neighbours = 0.0
    var isSameRole: Bool
    /// Each 1 where it was, less the further off.
    var column = 0.0
    var row = 0.0
    var size = 0.0
    var hasLabel: Bool
    var isFoundByChain = false
    /// Whether most of what was beside it is still on the screen.
    var isRestThere: Bool

    var isSameID: Bool { id == 1 }
    var hasName: Bool { hasLabel || !element.resourceID.isEmpty }
    /// Whether the screen is much as it was, or at least this is where the remembered one was.
    var isAtHome: Bool { isInPlace || isRestThere }
    /// Whether it lies where the remembered one did and most else on the screen is known.
    var isAllThatIsNew: Bool { isInPlace && isRestThere }
    var isInPlace: Bool { column > 0.8 && row > 0.8 && size > 0.8 }
}

/// The elements of a screen that may be a remembered one; those that it cannot be are left out.
struct HealingClues {
    private(set) var clues: [HealingClue] = []

    init(_ memory: ElementMemory, _ alternatives: [Selector], _ screen: Screen, _ hierarchy: Hierarchy) {
        let neighbourhood = Neighbourhood(screen)
        let reachable = zip(screen.elements, neighbourhood.labels).filter { element, _ in
            element.window == .app && element.states.isDisjoint(with: [.covered, .offscreen])
        }
        let sharing = Dictionary(reachable.map { ($0.0.resourceIDTail, 1) }, uniquingKeysWith: +)
        let others = Set(memory.others)
        let shown = Set(
            reachable.flatMap {
                [ElementMemory.name(label: $0.1), ElementMemory.name(id: $0.0.resourceIDTail)].compactMap(\.self)
            })
        let isRestThere = !others.isEmpty && others.intersection(shown).count * 2 >= others.count
        let chainHits = Self.hits(of: alternatives, screen, hierarchy)
        let names = Dictionary(Set(neighbourhood.labels).map { ($0, ComparedName($0)) }) { first, _ in first }
        let likes = memory.neighbours.mapValues { label in
            let label = ComparedName(label)
            return Set(names.filter { ComparedName.isEvident(label.likeness(to: $0.value)) }.keys)
        }
        let own = (label: ComparedName(memory.label), id: ComparedName(memory.id))
        for (element, label) in reachable {
            let name = names[label] ?? ComparedName(label)
            var clue = HealingClue(
                element: element, label: own.label.likeness(to: name),
                id: own.id.likeness(to: ComparedName(String(element.resourceIDTail))),
                sharingID: sharing[element.resourceIDTail] ?? 1, isSameRole: element.role.rawValue == memory.role,
                hasLabel: !label.isEmpty, isRestThere: isRestThere)
            let isUnique = (
                label: clue.label == 1 && memory.twins == 0,
                id: clue.isSameID && clue.sharingID == 1 && memory.idTwins == 0
            )
            if !isUnique.id, ElementMemory.name(label: label).map(others.contains) == true { continue }
            if !isUnique.label, ElementMemory.name(id: element.resourceIDTail).map(others.contains) == true { continue }
            // What is only read is not what was touched.
            if !memory.role.isEmpty, !clue.isSameRole, element.actions.isEmpty { continue }
            clue.isFoundByChain = chainHits.contains(element.node) || !chainHits.isDisjoint(with: element.mergedNodes)
            clue.addNeighbours(memory, neighbourhood, likes)
            clue.addPlace(ElementMemory.box(element.bounds, on: screen.size), remembered: memory.box)
            clues.append(clue)
        }
    }

    /// The nodes that selectors find and tell from all others.
    private static func hits(of selectors: [Selector], _ screen: Screen, _ hierarchy: Hierarchy) -> Set<Int> {
        guard !selectors.isEmpty else { return [] }
        let matcher = SelectorMatcher(hierarchy, size: screen.size)
        let matches = selectors.filter { $0.index == nil }.map(matcher.resolve)
        return Set(matches.filter(\.isUnique).compactMap(\.hit))
    }
}

extension HealingClue {
    fileprivate mutating func addNeighbours(
        _ memory: ElementMemory, _ neighbourhood: Neighbourhood, _ likes: [ElementMemory.Side: Set<String>]
    ) {
        guard !memory.neighbours.isEmpty else { return }
        let nearest = neighbourhood.nearest(to: element)
        let found = neighbourhood.nearest(to: element) { side, label in likes[side]?.contains(label) == true }
        let share = 1 / Double(memory.neighbours.count)
        neighbours = Double(found.count) * share
        nearestNeighbours = Double(found.count { $1.distance == nearest[$0]?.distance }) * share
    }

    /// Both in thousandths of the screen, as `ElementMemory.box`.
    fileprivate mutating func addPlace(_ box: [Int], remembered: [Int]) {
        func likeness(_ parts: [Int], limit: Double) -> Double {
            Swift.max(0, 1 - Double(parts.reduce(0) { $0 + abs(box[$1] - remembered[$1]) }) / limit)
        }
        column = likeness([0], limit: 50)
        row = likeness([1], limit: 250)
        size = likeness([2, 3], limit: 40)
    }
}
