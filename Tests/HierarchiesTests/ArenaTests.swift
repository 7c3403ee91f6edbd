import Hierarchies
import TestSupport
import Testing

/// The first breach of the arena's laws, nil when there is none.
///
/// Descendants are the range behind a node; a node's children split that range; roots split the whole.
func arenaFault(in hierarchy: Hierarchy) -> String? {
    let nodes = hierarchy.nodes
    for (index, node) in nodes.enumerated() {
        if node.end <= index || node.end > nodes.count { return "node \(index) ends at \(node.end)" }
        if node.parent >= index || node.parent < -1 { return "node \(index) has parent \(node.parent)" }
        if node.parent >= 0, nodes[node.parent].end < node.end { return "node \(index) sticks out of its parent" }
        var next = index + 1
        for child in hierarchy.children(of: index) {
            if child != next { return "a gap before child \(child) of \(index)" }
            if nodes[child].parent != index { return "child \(child) of \(index) has another parent" }
            next = nodes[child].end
        }
        if next != node.end { return "children of \(index) end at \(next), not \(node.end)" }
    }
    var next = 0
    for root in hierarchy.roots {
        if root != next || nodes[root].parent != -1 { return "root \(root) where \(next) was due" }
        next = nodes[root].end
    }
    return next == nodes.count ? nil : "roots end at \(next) of \(nodes.count)"
}

@Suite("Arena")
struct ArenaTests {
    /// A tree by its nodes' parents, in document order; several roots.
    struct Tree {
        var parents: [Int] = []

        init(seed: UInt64) {
            var generator = SeededGenerator(state: seed)
            var open: [Int] = []
            for index in 0..<Int.random(in: 1..<120, using: &generator) {
                let pops = Int.random(in: -2...3, using: &generator)
                open.removeLast(min(max(pops, 0), open.count))
                parents.append(open.last ?? -1)
                open.append(index)
            }
        }

        func children(of parent: Int) -> [Int] { parents.indices.filter { parents[$0] == parent } }

        func xml(_ index: Int = -1) -> String {
            let inner = children(of: index).map { xml($0) }.joined()
            return index < 0
                ? "<hierarchy rotation=\"0\">\(inner)</hierarchy>"
                : "<node text=\"\(index)\" bounds=\"[0,0][9,9]\">\(inner)</node>"
        }

        func maestro(_ index: Int) -> String {
            let inner = children(of: index).map { maestro($0) }.joined(separator: ",")
            return "{\"attributes\":{\"text\":\"\(index)\",\"bounds\":\"[0,0][9,9]\"},\"children\":[\(inner)]}"
        }

        var droidbot: String {
            let views = parents.enumerated().map { index, parent in
                "{\"text\":\"\(index)\",\"bounds\":[[0,0],[9,9]],\"parent\":\(parent),\"temp_id\":\(index)}"
            }
            return "{\"views\":[\(views.joined(separator: ","))]}"
        }
    }

    @Test(
        "Any tree keeps its order, its parents and its arena's laws in every syntax", arguments: 0..<60 as Range<UInt64>
    )
    func laws(seed: UInt64) throws {
        let tree = Tree(seed: seed)
        let maestro = "[" + tree.children(of: -1).map { tree.maestro($0) }.joined(separator: ",") + "]"
        for text in [tree.xml(), maestro, tree.droidbot] {
            let hierarchy = try Hierarchy(reading: text)
            #expect(arenaFault(in: hierarchy) == nil)
            #expect(hierarchy.nodes.map(\.parent) == tree.parents)
            #expect(hierarchy.nodes.map(\.text) == tree.parents.indices.map(String.init))
            for index in tree.parents.indices {
                #expect(hierarchy.children(of: index) == tree.children(of: index))
            }
            #expect(hierarchy.roots == tree.children(of: -1))
        }
    }

    @Test("The fixtures keep the arena's laws", arguments: Fixture.allCases)
    func fixtures(fixture: Fixture) throws {
        #expect(try arenaFault(in: fixture.hierarchy()) == nil)
    }

    @Test("A view whose parent it does not lie in is read as a root, with a warning")
    func strayParent() throws {
        let text = """
            {"views":[{"bounds":[0,0,9,9],"parent":-1,"text":"0"},{"bounds":[0,0,9,9],"parent":7,"text":"1"},\
            {"bounds":[0,0,9,9],"parent":1,"text":"2"}]}
            """
        let hierarchy = try Hierarchy(reading: text)
        #expect(hierarchy.nodes.map(\.parent) == [-1, -1, 1])
        #expect(hierarchy.repairs == [.malformed])
        #expect(arenaFault(in: hierarchy) == nil)
    }
}
