internal import FlowDocuments
internal import Flows
internal import Hierarchies
internal import JSON
internal import Screens

/// What a selector finds in a tree without a screen, in Maestro's own order.
struct SelectorCase {
    let test: JSONValue

    var outcome: CaseOutcome { CaseOutcome(.selector, test["id"]?.string ?? "?", verdict) }

    private var verdict: CaseOutcome.Verdict {
        guard let selector = test["selector"] else { return .failed("no selector") }
        let tree = VectorTree(test["nodes"]?.array ?? [])
        let match = SelectorMatcher(tree.hierarchy, size: nil, order: .document).resolve(Self.selector(selector))
        let selected = match.hit.map { tree.keys[$0] }
        guard selected == test["selected"]?.string else { return .failed("it selects \(selected ?? "nothing")") }
        guard selector["index"] == nil else { return .passed }
        let matches = match.nodes.map { tree.keys[$0] }
        return matches == test["matches"]?.array?.compactMap(\.string) ? .passed : .failed("it matches \(matches)")
    }

    private static func selector(_ value: JSONValue) -> Selector {
        var selector = Selector()
        selector.text = value["text"]?.string.map { SelectorPattern($0) }
        selector.id = value["id"]?.string.map { SelectorPattern($0) }
        selector.index = value["index"]?.integer.map(Int.init)
        for kind in Selector.Relation.Kind.allCases {
            if let anchor = value[kind.rawValue] {
                selector.relations.append(Selector.Relation(kind, self.selector(anchor)))
            }
        }
        for anchor in value["containsDescendants"]?.array ?? [] {
            selector.relations.append(Selector.Relation(.containsDescendant, self.selector(anchor)))
        }
        return selector
    }
}

/// A tree from a list of nodes, each with its parent's key; all lie in one root without an id.
private struct VectorTree {
    var hierarchy = Hierarchy(format: .maestro)
    /// One a node.
    var keys: [String] = []

    init(_ nodes: [JSONValue]) {
        var children: [String: [JSONValue]] = [:]
        for node in nodes { children[node["parent"]?.string ?? "", default: []].append(node) }
        add(nil, below: -1, children)
    }

    private mutating func add(_ value: JSONValue?, below parent: Int, _ children: [String: [JSONValue]]) {
        var node = UINode()
        node.parent = parent
        node.resourceID = value?["id"]?.string ?? ""
        node.text = value?["text"]?.string ?? ""
        // x, y, width, height
        if let box = value?["rect"]?.array?.compactMap({ $0.integer.map(Int.init) }), box.count == 4 {
            node.bounds = Rect(left: box[0], top: box[1], right: box[0] + box[2], bottom: box[1] + box[3])
            node.stated.insert(.bounds)
        }
        let index = keys.count
        hierarchy.nodes.append(node)
        keys.append(value?["key"]?.string ?? "")
        for child in children[keys[index]] ?? [] where child["key"]?.string != "" {
            add(child, below: index, children)
        }
        hierarchy.nodes[index].end = hierarchy.nodes.count
    }
}

/// Arithmetic of indices, visible shares and points within elements.
struct UnitCase {
    let name: String
    let index: Int
    let test: JSONValue

    var outcome: CaseOutcome { CaseOutcome(.selector, "\(name) \(index)", verdict) }

    private func integers(_ name: String) -> [Int] { test[name]?.array?.compactMap { $0.integer.map(Int.init) } ?? [] }

    private var verdict: CaseOutcome.Verdict {
        switch name {
        case "index":
            var hierarchy = Hierarchy(format: .maestro)
            guard let count = test["nodes"]?.integer, (0...10_000).contains(count) else { return .failed("no nodes") }
            for place in 0..<Int(count) {
                var node = UINode()
                node.resourceID = "node"
                node.bounds = Rect(left: 0, top: place, right: 1, bottom: place + 1)
                node.end = place + 1
                hierarchy.nodes.append(node)
            }
            let selector = Selector(id: "node", index: test["index"]?.integer.map(Int.init))
            let hit = SelectorMatcher(hierarchy, size: nil, order: .document).resolve(selector).hit
            return hit == test["expect"]?.integer.map(Int.init) ? .passed : .failed("it selects \(hit ?? -1)")
        case "visiblePercentage":
            let (screen, box) = (integers("screen"), integers("rect"))
            guard screen.count == 2, box.count == 4 else { return .failed("no screen and no rectangle") }
            let rect = Rect(left: box[0], top: box[1], right: box[0] + box[2], bottom: box[1] + box[3])
            let share = rect.visibleShare(on: Size(width: screen[0], height: screen[1]))
            return abs(share - (test["expect"]?.number ?? -1)) < 0.005 ? .passed : .failed("the share is \(share)")
        case "elementRelativePoint":
            let edges = integers("bounds")
            guard edges.count == 4 else { return .failed("no bounds") }
            let bounds = Rect(left: edges[0], top: edges[1], right: edges[2], bottom: edges[3])
            guard
                let point = try? ScreenPoint(
                    test["point"]?.string ?? "", at: SourcePlace("case", line: 1, column: 1)
                ).point(in: bounds)
            else { return .failed("the point cannot be read") }
            return [point.x, point.y] == integers("expect") ? .passed : .failed("the point is \(point.x),\(point.y)")
        default: return .failed("the suite knows no unit \(name)")
        }
    }
}
