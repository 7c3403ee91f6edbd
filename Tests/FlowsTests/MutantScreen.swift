import Hierarchies
import Screens

/// One mutated screen, and where touches on it go in the true one.
struct MutantScreen: Sendable {
    private(set) var hierarchy: Hierarchy
    /// The node of the true screen that each node is; nil for what is new.
    private(set) var origins: [Int?]
    private var moves: [(here: Rect, there: Rect)] = []
    private var lowered = 0

    /// Mutates an element of the screen that was made from the hierarchy.
    init(_ hierarchy: Hierarchy, _ mutation: Mutation, of element: Element, on screen: Screen) {
        self.hierarchy = hierarchy
        origins = Array(hierarchy.nodes.indices)
        switch mutation {
        case .renamed: rename(element, words: Self.others)
        case .reworded: reword(element)
        case .newIDs: changeIDs(of: element)
        case .allNewIDs: for node in hierarchy.nodes.indices { changeID(of: node) }
        case .loweredAndReworded:
            reword(element)
            lower(screen)
        case .loweredAndNewIDs:
            changeIDs(of: element)
            lower(screen)
        case .removedAndClosedUp:
            closeUp(element, screen)
            remove(element)
        case .swappedAndRenamed:
            rename(element, words: Self.others)
            move(element, screen)
        case .swappedAndNewIDs:
            changeIDs(of: element)
            move(element, screen)
        case .nestedAndRenamed:
            rename(element, words: Self.others)
            nest(element)
        case .nestedAndNewIDs:
            changeIDs(of: element)
            nest(element)
        case .removed: remove(element)
        case .synonyms: changeTexts(of: nodes(of: element), MutantWords.synonym)
        case .shortened:
            changeTexts(of: nodes(of: element)) { $0.split(separator: " ").first.map(String.init) ?? $0 }
        case .restyledIDs: for node in hierarchy.nodes.indices { restyleID(of: node) }
        case .synonymsAndRestyledIDs:
            changeTexts(of: nodes(of: element), MutantWords.synonym)
            for node in hierarchy.nodes.indices { restyleID(of: node) }
        case .bannerAndReworded:
            reword(element)
            insertBanner(screen)
        case .bannerAndNewIDs:
            changeIDs(of: element)
            insertBanner(screen)
        case .reorderedAndReworded:
            reword(element)
            reorder(element)
        case .reorderedAndNewIDs:
            changeIDs(of: element)
            reorder(element)
        case .renamedAndNewIDs:
            rename(element, words: Self.others)
            changeIDs(of: element)
        case .translatedAndNewIDs:
            changeTexts(of: Array(hierarchy.nodes.indices)) { MutantWords.translated($0) }
            changeIDs(of: element)
        case .removedAndAllReworded:
            changeTexts(of: Array(hierarchy.nodes.indices), MutantWords.reworded)
            remove(element)
        case .removedAndAllNewIDs:
            for node in hierarchy.nodes.indices { changeID(of: node) }
            remove(element)
        case .removedAndBanner:
            closeUp(element, screen)
            remove(element)
            insertBanner(screen)
        }
    }

    /// The point of the true screen that a finger touches here.
    func original(_ point: Point) -> Point {
        for (here, there) in moves where here.contains(point) {
            return Point(x: point.x - here.left + there.left, y: point.y - here.top + there.top)
        }
        return Point(x: point.x, y: point.y - lowered)
    }

    private func nodes(of element: Element) -> [Int] {
        Array(Set(element.mergedNodes + Array(element.node..<max(hierarchy.nodes[element.node].end, element.node + 1))))
    }

    private mutating func rename(_ element: Element, words: [String]) {
        for (place, node) in nodes(of: element).sorted().enumerated() {
            let word = words[place % words.count]
            if !hierarchy.nodes[node].text.isEmpty { hierarchy.nodes[node].text = word }
            if !hierarchy.nodes[node].contentDescription.isEmpty { hierarchy.nodes[node].contentDescription = word }
        }
    }

    private mutating func reword(_ element: Element) { changeTexts(of: nodes(of: element), MutantWords.reworded) }

    private mutating func changeTexts(of nodes: [Int], _ change: (String) -> String) {
        for node in nodes {
            hierarchy.nodes[node].text = change(hierarchy.nodes[node].text)
            hierarchy.nodes[node].contentDescription = change(hierarchy.nodes[node].contentDescription)
        }
    }

    private mutating func changeIDs(of element: Element) {
        for node in nodes(of: element) { changeID(of: node) }
    }

    private mutating func changeID(of node: Int) {
        let id = hierarchy.nodes[node].resourceID
        guard !id.isEmpty else { return }
        let tail = id.split(separator: "/").last.map(String.init) ?? id
        let scrambled = tail.utf8.reduce(7) { ($0 &* 31 &+ Int($1)) & 0xFFFF }
        hierarchy.nodes[node].resourceID = id.dropLast(tail.count) + "a" + String(scrambled, radix: 36)
    }

    private mutating func restyleID(of node: Int) {
        let id = hierarchy.nodes[node].resourceID
        guard !id.isEmpty else { return }
        let tail = id.split(separator: "/").last.map(String.init) ?? id
        hierarchy.nodes[node].resourceID = id.dropLast(tail.count) + MutantWords.restyled(tail)
    }

    /// Moves all but the frames of the screen down by a banner's height.
    private mutating func lower(_ screen: Screen) {
        lowered = screen.size.height / 16
        for node in hierarchy.nodes.indices where hierarchy.nodes[node].bounds.height < screen.size.height / 2 {
            hierarchy.nodes[node].bounds.top += lowered
            hierarchy.nodes[node].bounds.bottom += lowered
        }
    }

    /// Moves what lies below the element up by its height.
    private mutating func closeUp(_ element: Element, _ screen: Screen) {
        for node in hierarchy.nodes.indices where hierarchy.nodes[node].bounds.top >= element.bounds.bottom {
            hierarchy.nodes[node].bounds.top -= element.bounds.height
            hierarchy.nodes[node].bounds.bottom -= element.bounds.height
        }
    }

    /// Changes places with the nearest element of the same size, if there is one.
    private mutating func move(_ element: Element, _ screen: Screen) {
        let own = element.bounds
        let likes = screen.elements.filter {
            $0.id != element.id && $0.window == .app && $0.bounds.width == own.width && $0.bounds.height == own.height
                && $0.bounds.intersection(own).isEmpty && $0.states.isDisjoint(with: [.covered, .offscreen])
        }
        guard let other = likes.min(by: { abs($0.bounds.top - own.top) < abs($1.bounds.top - own.top) }) else { return }
        let (dx, dy) = (other.bounds.left - own.left, other.bounds.top - own.top)
        shift(element, dx, dy)
        shift(other, -dx, -dy)
        moves += [(own, other.bounds), (other.bounds, own)]
    }

    private mutating func shift(_ element: Element, _ dx: Int, _ dy: Int) {
        for node in nodes(of: element) {
            hierarchy.nodes[node].bounds = hierarchy.nodes[node].bounds.moved(dx, dy)
        }
    }

    /// Puts what is like the element beside it in the tree, itself included, in the opposite order.
    private mutating func reorder(_ element: Element) {
        var row = element.node
        var likes: [Int] = []
        while likes.count < 2, hierarchy.nodes[row].parent >= 0 {
            let parent = hierarchy.nodes[row].parent
            let own = hierarchy.nodes[row]
            likes = (parent + 1..<hierarchy.nodes[parent].end).filter {
                let node = hierarchy.nodes[$0]
                return node.parent == parent && node.className == own.className
                    && node.bounds.width == own.bounds.width && node.bounds.height == own.bounds.height
            }
            if likes.count < 2 { row = parent }
        }
        guard likes.count > 1 else { return }
        let boxes = likes.map { hierarchy.nodes[$0].bounds }
        for (node, box) in zip(likes, boxes.reversed()) {
            let old = hierarchy.nodes[node].bounds
            for inner in node..<max(hierarchy.nodes[node].end, node + 1) {
                hierarchy.nodes[inner].bounds = hierarchy.nodes[inner].bounds.moved(
                    box.left - old.left, box.top - old.top)
            }
            moves.append((box, old))
        }
    }

    /// Puts a bar that can be touched on top and moves all else down.
    private mutating func insertBanner(_ screen: Screen) {
        lower(screen)
        guard let root = hierarchy.nodes.first(where: { $0.packageName == screen.packageName }) else { return }
        var banner = root
        banner.className = "android.widget.Button"
        banner.text = "See what is new in this version"
        banner.contentDescription = ""
        banner.resourceID = ""
        banner.flags = [.enabled, .visible, .clickable]
        banner.bounds = Rect(left: 0, top: lowered, right: screen.size.width, bottom: 2 * lowered)
        banner.parent = hierarchy.nodes.isEmpty ? -1 : 0
        banner.end = hierarchy.nodes.count + 1
        hierarchy.nodes.append(banner)
        origins.append(nil)
        hierarchy.nodes[0].end = hierarchy.nodes.count
    }

    /// Puts the element into a frame of its own.
    private mutating func nest(_ element: Element) {
        let place = element.node
        var frame = UINode()
        frame.className = "android.widget.FrameLayout"
        frame.packageName = hierarchy.nodes[place].packageName
        frame.bounds = hierarchy.nodes[place].bounds
        frame.flags = [.enabled, .visible]
        frame.stated = [.bounds, .enabled, .clickable]
        frame.parent = hierarchy.nodes[place].parent
        frame.end = hierarchy.nodes[place].end + 1
        for node in hierarchy.nodes.indices {
            if hierarchy.nodes[node].end > place { hierarchy.nodes[node].end += 1 }
            if hierarchy.nodes[node].parent >= place { hierarchy.nodes[node].parent += 1 }
        }
        hierarchy.nodes[place].parent = place
        hierarchy.nodes.insert(frame, at: place)
        origins.insert(origins[place], at: place)
    }

    /// Takes the element's nodes away; what comes after it stays in its place.
    private mutating func remove(_ element: Element) {
        let place = element.node
        let count = hierarchy.nodes[place].end - place
        hierarchy.nodes.removeSubrange(place..<(place + count))
        origins.removeSubrange(place..<(place + count))
        for node in hierarchy.nodes.indices {
            if hierarchy.nodes[node].end > place { hierarchy.nodes[node].end -= count }
            if hierarchy.nodes[node].parent >= place + count { hierarchy.nodes[node].parent -= count }
        }
    }

    private static let others = ["Quokka", "Zephyr plus", "Umbra", "Jolt", "Vantage"]
}

extension Rect {
    func moved(_ dx: Int, _ dy: Int) -> Rect {
        Rect(left: left + dx, top: top + dy, right: right + dx, bottom: bottom + dy)
    }
}
