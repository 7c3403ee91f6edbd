/// Every text of an operation that may hold expressions; those of commands within it are their own.
package struct FlowTexts {
    package private(set) var texts: [String] = []

    package init(of operation: FlowOperation) async {
        var found: [String] = []
        _ = await operation.mapTexts { text async throws(Never) in
            found.append(text)
            return text
        }
        switch operation {
        case .assert(let condition, _): found += Self.texts(of: condition)
        case .repetition(_, let condition, _): found += Self.texts(of: condition)
        case .runFlow(_, let condition, let environment), .runScript(_, let condition, let environment):
            found += Self.texts(of: condition) + environment.map(\.value)
        case .retry(_, _, let environment): found += environment.map(\.value)
        case .evalScript(let script): found.append(script)
        default: break
        }
        texts = found
    }

    private static func texts(of condition: FlowCondition?) -> [String] {
        guard let condition else { return [] }
        let own = [condition.platform, condition.expression].compactMap(\.self)
        return own + [condition.visible, condition.notVisible].compactMap(\.self).flatMap(texts)
    }

    private static func texts(of selector: FlowSelector) -> [String] {
        [selector.text, selector.id, selector.index, selector.css].compactMap(\.self)
            + selector.relations.flatMap { texts(of: $0.anchor) }
    }
}
