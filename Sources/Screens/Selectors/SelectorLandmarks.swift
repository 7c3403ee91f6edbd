internal import Hierarchies

/// The nodes of a screen that one steady text or id names, against which others can be placed.
struct SelectorLandmarks {
    struct Landmark {
        var node: Int
        var selector: Selector
        var bounds: Rect
    }

    private(set) var landmarks: [Landmark] = []

    init(_ hierarchy: Hierarchy, facets: [NodeFacets], onscreen: OnscreenNodes) {
        var textCounts: [String: Int] = [:]
        var idCounts: [String: Int] = [:]
        for index in facets.indices where onscreen.isKept[index] {
            for text in Set(facets[index].allTexts) { textCounts[text, default: 0] += 1 }
            if let tail = facets[index].ids.first { idCounts[tail.lowercased(), default: 0] += 1 }
        }
        for index in facets.indices where onscreen.isKept[index] && !hierarchy.nodes[index].bounds.isEmpty {
            let facet = facets[index]
            let bounds = hierarchy.nodes[index].bounds
            if let text = facet.steadyTexts.first(where: { textCounts[$0.lowercased()] == 1 }) {
                landmarks.append(Landmark(node: index, selector: Selector(text: .literal(text)), bounds: bounds))
            } else if let id = facet.ids.first, idCounts[id.lowercased()] == 1 {
                landmarks.append(Landmark(node: index, selector: Selector(id: .literal(id)), bounds: bounds))
            }
        }
    }

    /// The landmarks whose corners are nearest to a rectangle's, itself and what holds it left out.
    func nearest(to node: Int, _ bounds: Rect, count: Int) -> [Landmark] {
        func distance(_ landmark: Landmark) -> Int {
            abs(landmark.bounds.left - bounds.left) + abs(landmark.bounds.top - bounds.top)
        }
        let others = landmarks.filter { $0.node != node && !$0.bounds.contains(bounds) }
        return Array(others.sorted { (distance($0), $0.node) < (distance($1), $1.node) }.prefix(count))
    }
}

/// What a node can be named by.
struct NodeFacets {
    /// The id's tail, then the whole id where it says more.
    private(set) var ids: [String] = []
    /// Texts that are likely to be there again, on one line.
    private(set) var steadyTexts: [String] = []
    /// Texts with numbers in them, which may count or tell the time, on one line.
    private(set) var jitteryTexts: [String] = []
    /// Every text of the node, lower case, on one line; of a secret field only what is no secret.
    private(set) var allTexts: [String] = []

    /// - Parameters:
    ///   - node: the node.
    ///   - holdsValue: its text is what it holds and not its name, as in a filled field.
    ///   - isSecret: whether a text of the node gives a password away.
    init(_ node: UINode, holdsValue: Bool, isSecret: (String) -> Bool) {
        if !node.resourceID.isEmpty {
            let tail = node.resourceID.split(separator: "/").last.map(String.init) ?? node.resourceID
            ids = tail == node.resourceID ? [tail] : [tail, node.resourceID]
        }
        for text in [node.text, node.contentDescription, node.hint] where !text.isEmpty {
            if isSecret(text) { continue }
            let line = text.onOneLine
            allTexts.append(line.lowercased())
            guard line.unicodeScalars.contains(where: { !$0.properties.isWhitespace }),
                line.unicodeScalars.count <= Self.maximalLength, !(holdsValue && text == node.text)
            else { continue }
            if line.unicodeScalars.contains(where: { $0.properties.generalCategory == .decimalNumber }) {
                jitteryTexts.append(line)
            } else {
                steadyTexts.append(line)
            }
        }
    }

    var texts: [String] { steadyTexts + jitteryTexts }

    /// In scalars; a longer text is a paragraph, which editors change and nobody reads in a flow.
    private static let maximalLength = 120
}
