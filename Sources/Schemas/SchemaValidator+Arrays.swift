import JSON

extension SchemaValidator {
    /// All keywords for arrays but `unevaluatedItems`.
    mutating func judgeArray(_ node: UnsafePointer<SchemaNode>, _ items: [JSONValue], _ parts: inout EvaluatedParts)
        -> Bool
    {
        var isValid = judgeCount(node, items)
        if node.pointee.uniqueItems, isValid || isCollecting { isValid = judgeUnique(node, items) && isValid }
        for (place, item) in items.enumerated() where isValid || isCollecting {
            let isPrefix = place < node.pointee.prefixItems.count
            guard let judge = isPrefix ? node.pointee.prefixItems[place] : node.pointee.items else { break }
            if !isPrefix, nodes[judge].always == false {
                let keyword =
                    schema.draft < .draft2020 && !node.pointee.prefixItems.isEmpty ? "additionalItems" : "items"
                let room = Wording.span(nil, node.pointee.prefixItems.count, "item")
                report(node, keyword) { "\($0.path.subject) must be a list\(room), not \(items.count)" }
                return false
            }
            isValid = judgeItem(judge, item, place, &parts) && isValid
        }
        if let contains = node.pointee.contains, isValid || isCollecting {
            isValid = judgeContains(node, contains, items, &parts) && isValid
        }
        return isValid
    }

    mutating func judgeItem(
        _ id: SchemaNode.ID, _ item: JSONValue, _ place: Int, _ parts: inout EvaluatedParts
    ) -> Bool {
        path.enter(.index(place))
        defer { path.leave() }
        parts.insert(place)
        return judge(id, item)
    }

    private mutating func judgeCount(_ node: UnsafePointer<SchemaNode>, _ items: [JSONValue]) -> Bool {
        let isFew = items.count < node.pointee.minItems ?? 0
        guard isFew || items.count > node.pointee.maxItems ?? .max else { return true }
        report(node, isFew ? "minItems" : "maxItems") {
            "\($0.path.subject) must be \(DomainPhrase.list(node.pointee)), not \(items.count)"
        }
        return false
    }

    private mutating func judgeUnique(_ node: UnsafePointer<SchemaNode>, _ items: [JSONValue]) -> Bool {
        var places: [JSONValue: Int] = [:]
        for (place, item) in items.enumerated() {
            guard let earlier = places.updateValue(place, forKey: item) else { continue }
            report(node, "uniqueItems") {
                "items \(earlier) and \(place)\($0.path.within) are the same; each must differ"
            }
            return false
        }
        return true
    }

    private mutating func judgeContains(
        _ node: UnsafePointer<SchemaNode>, _ contains: SchemaNode.ID, _ items: [JSONValue],
        _ parts: inout EvaluatedParts
    ) -> Bool {
        let low = node.pointee.minContains ?? 1
        var count = 0
        for (place, item) in items.enumerated() {
            // Nothing more can change: no greatest number, and nobody asks which items they are.
            if count >= low, node.pointee.maxContains == nil, !schema.tracksEvaluation { break }
            guard matches(contains, item) else { continue }
            count += 1
            // Of the drafts that know unevaluatedItems, the older one does not count these.
            if schema.draft >= .draft2020 { parts.insert(place) }
        }
        let isFew = count < low
        guard isFew || count > node.pointee.maxContains ?? .max else { return true }
        let keyword = isFew ? (node.pointee.minContains == nil ? "contains" : "minContains") : "maxContains"
        report(node, keyword) {
            let need = Wording.count(low, node.pointee.maxContains, "item") ?? "items"
            let kind = $0.phrases.wholePhrase(of: contains).map { ": \($0)" } ?? ""
            return "\($0.path.subject) must hold \(need) of a certain kind\(kind); it holds \(count)"
        }
        return false
    }
}
