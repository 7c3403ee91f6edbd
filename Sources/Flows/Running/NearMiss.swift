internal import FlowDocuments
internal import Hierarchies
internal import Spellings

extension FlowRun {
    /// What on the screen comes near to what a selector asks for, as the end of a sentence.
    func nearMiss(of selector: FlowSelector) -> String {
        guard let hierarchy else { return "" }
        if let text = selector.text {
            let texts = hierarchy.nodes.lazy.flatMap { [$0.text, $0.contentDescription, $0.hint] }
                .filter { !$0.isEmpty && $0.utf8.count <= Self.longestText }
            let near = Spelling.nearest(text, in: texts)
            if near == text { return "; the text is there, on an element that is otherwise not so" }
            return Spelling.hint(near)
        }
        if let id = selector.id {
            let ids = hierarchy.nodes.lazy.map { $0.resourceID.split(separator: "/").last.map(String.init) ?? "" }
            return Spelling.hint(Spelling.nearest(id, in: ids.filter { !$0.isEmpty }))
        }
        return ""
    }

    private static let longestText = 80
}
