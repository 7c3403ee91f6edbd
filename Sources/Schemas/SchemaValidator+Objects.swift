import JSON
import Patterns

extension SchemaValidator {
    /// All keywords for objects but `unevaluatedProperties`.
    mutating func judgeObject(_ node: UnsafePointer<SchemaNode>, _ object: JSONObject, _ parts: inout EvaluatedParts)
        -> Bool
    {
        let table = MemberTable(object)
        // Names are compared in a fraction of what a subschema costs.
        spend((node.pointee.properties.count + node.pointee.required.count) / 4)
        spend(object.count * node.pointee.patternProperties.count)
        var isValid = judgeCount(node, object.count)
        guard isValid || isCollecting else { return false }
        isValid = judgeRequired(node, table) && isValid
        guard isValid || isCollecting else { return false }
        isValid = judgeMembers(node, table, &parts) && isValid
        if let names = node.pointee.propertyNames, isValid || isCollecting {
            isValid = judgeNames(node, names, table) && isValid
        }
        for (name, branch) in node.pointee.dependentSchemas where isValid || isCollecting {
            guard table.place(of: name) != nil else { continue }
            isValid = judgeInPlace(branch, .object(object), &parts) && isValid
        }
        return isValid
    }

    private mutating func judgeCount(_ node: UnsafePointer<SchemaNode>, _ count: Int) -> Bool {
        let isFew = count < node.pointee.minProperties ?? 0
        guard isFew || count > node.pointee.maxProperties ?? .max else { return true }
        report(node, isFew ? "minProperties" : "maxProperties") {
            let span = Wording.span(node.pointee.minProperties, node.pointee.maxProperties, "member")
            return "\($0.path.subject) must be an object\(span), not \(count)"
        }
        return false
    }

    private mutating func judgeRequired(_ node: UnsafePointer<SchemaNode>, _ table: MemberTable) -> Bool {
        var isValid = true
        for name in node.pointee.required where isValid || isCollecting {
            guard table.place(of: name) == nil else { continue }
            report(node, "required") { "missing \(Wording.quoted(name))\($0.path.within)" }
            isValid = false
        }
        for (name, others) in node.pointee.dependentRequired where table.place(of: name) != nil {
            for other in others where isValid || isCollecting {
                guard table.place(of: other) == nil else { continue }
                report(node, keyword(of: node, requiringBeside: name)) {
                    "missing \(Wording.quoted(other))\($0.path.within), which goes with \(Wording.quoted(name))"
                }
                isValid = false
            }
        }
        return isValid
    }

    /// Which of the two keywords that mean the same the schema has.
    private func keyword(of node: UnsafePointer<SchemaNode>, requiringBeside name: String) -> String {
        let steps = JSONPointer.steps(of: node.pointee.location) ?? []
        let object = steps.reduce(schema.document as JSONValue?) { value, step in
            value.flatMap { JSONPointer.value(at: step, of: $0) }
        }
        return object?["dependentRequired"]?[name] == nil ? "dependencies" : "dependentRequired"
    }

    /// `properties`, `patternProperties` and `additionalProperties`.
    private mutating func judgeMembers(
        _ node: UnsafePointer<SchemaNode>, _ table: MemberTable, _ parts: inout EvaluatedParts
    ) -> Bool {
        var isValid = true
        var isKnown = [Bool](repeating: false, count: table.members.count)
        for (name, property) in node.pointee.properties where isValid || isCollecting {
            guard let place = table.place(of: name) else { continue }
            isKnown[place] = true
            isValid = judgeMember(property, table.members[place], place, &parts, isDeclared: true) && isValid
        }
        guard !node.pointee.patternProperties.isEmpty || node.pointee.additionalProperties != nil else {
            return isValid
        }
        for (place, member) in table.members.enumerated() {
            for (pattern, property) in node.pointee.patternProperties where isValid || isCollecting {
                guard pattern.pattern.matches(member.key) else { continue }
                isKnown[place] = true
                isValid = judgeMember(property, member, place, &parts) && isValid
            }
            guard !isKnown[place], let others = node.pointee.additionalProperties, isValid || isCollecting else {
                continue
            }
            if nodes[others].always == false {
                report(node, "additionalProperties") { $0.stranger(member.key, to: node) }
                isValid = false
            } else {
                isValid = judgeMember(others, member, place, &parts) && isValid
            }
        }
        return isValid
    }

    private mutating func judgeMember(
        _ property: SchemaNode.ID, _ member: JSONObject.Member, _ place: Int, _ parts: inout EvaluatedParts,
        isDeclared: Bool = false
    ) -> Bool {
        path.enter(.name(member.key, isDeclared: isDeclared))
        defer { path.leave() }
        parts.insert(place)
        return judge(property, member.value)
    }

    private mutating func judgeNames(_ node: UnsafePointer<SchemaNode>, _ names: SchemaNode.ID, _ table: MemberTable)
        -> Bool
    {
        var isValid = true
        for member in table.members where isValid || isCollecting {
            guard !matches(names, .string(member.key)) else { continue }
            report(node, "propertyNames") {
                let need = $0.phrases.phrase(of: names).map { "; each must be \($0)" } ?? ""
                return "\(Wording.name(member.key))\($0.path.within) is no name for a member\(need)"
            }
            isValid = false
        }
        return isValid
    }

    /// The sentence on a member that no keyword allows.
    func stranger(_ name: String, to node: UnsafePointer<SchemaNode>) -> String {
        let known = node.pointee.properties.filter { nodes[$0.schema].always != false }
        let advice = known.isEmpty ? "" : "; allowed: \(Wording.list(known) { Wording.quoted($0.name) })"
        return "\(Wording.name(name)) is not allowed\(path.within)\(advice)"
    }

    /// `unevaluatedProperties` and `unevaluatedItems`.
    mutating func judgeUnevaluated(_ node: UnsafePointer<SchemaNode>, _ value: JSONValue, _ parts: inout EvaluatedParts)
        -> Bool
    {
        var isValid = true
        switch value {
        case .object(let object):
            guard let others = node.pointee.unevaluatedProperties else { return true }
            for place in parts.missing where isValid || isCollecting {
                let member = object.members[place]
                if nodes[others].always == false {
                    report(node, "unevaluatedProperties") { $0.stranger(member.key, to: node) }
                    isValid = false
                } else {
                    isValid = judgeMember(others, member, place, &parts) && isValid
                }
            }
        case .array(let items):
            guard let others = node.pointee.unevaluatedItems else { return true }
            for place in parts.missing where isValid || isCollecting {
                isValid = judgeItem(others, items[place], place, &parts) && isValid
            }
        default: break
        }
        return isValid
    }
}
