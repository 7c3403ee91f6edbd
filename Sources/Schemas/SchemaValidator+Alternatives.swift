import JSON

extension SchemaValidator {
    mutating func judgeAny(
        of branches: [SchemaNode.ID], _ node: UnsafePointer<SchemaNode>, _ value: JSONValue,
        _ parts: inout EvaluatedParts
    ) -> Bool {
        var isValid = false
        // Each valid branch adds to what is evaluated, so all are asked where that counts.
        for branch in branches where !isValid || schema.tracksEvaluation {
            isValid = matches(branch, value, &parts) || isValid
        }
        if !isValid { reportNearest(of: branches, node, "anyOf", value) }
        return isValid
    }

    mutating func judgeOne(
        of branches: [SchemaNode.ID], _ node: UnsafePointer<SchemaNode>, _ value: JSONValue,
        _ parts: inout EvaluatedParts
    ) -> Bool {
        var valid: [Int] = []
        for (number, branch) in branches.enumerated() where valid.count < 2 {
            if matches(branch, value, &parts) { valid.append(number + 1) }
        }
        if valid.isEmpty { reportNearest(of: branches, node, "oneOf", value) }
        if valid.count > 1 {
            report(node, "oneOf") {
                let numbers = "\(valid[0]) and \(valid[1])"
                return "\($0.path.subject) must fit one of \(branches.count) alternatives, but fits both \(numbers)"
            }
        }
        return valid.count == 1
    }

    /// Reports the faults of the branch that came nearest, or what all branches ask for when none came near.
    private mutating func reportNearest(
        of branches: [SchemaNode.ID], _ node: UnsafePointer<SchemaNode>, _ keyword: String, _ value: JSONValue
    ) {
        guard isCollecting else { return }
        let before = found
        let wanted = limit
        var nearest: (faults: [Found], distance: Int) = ([], Self.farAway)
        limit = max(wanted - before.count, Self.comparedFaults)
        for branch in branches {
            found = []
            _ = judge(branch, value)
            let distance = found.reduce(0) { $0 + Self.weight(of: $1, from: path.count) }
            if distance < nearest.distance { nearest = (found, distance) }
        }
        found = before
        limit = wanted
        guard nearest.faults.isEmpty else {
            found += nearest.faults.prefix(limit - before.count)
            return
        }
        let domains = self.phrases
        let phrases = branches.compactMap { domains.phrase(of: $0) }
        let need =
            phrases.count == branches.count
            ? "must be \(Wording.choice(phrases.uniqued))\(Wording.butNot(value))"
            : "fits none of \(branches.count) alternatives"
        report(node, keyword) { "\($0.path.subject) \(need)" }
    }

    /// How many faults of a branch are looked at to say how near it came.
    private static let comparedFaults = 8
    /// The distance of a branch that asks for another kind of value altogether.
    private static let farAway = 1_000

    /// How much a fault says that the branch was not the one that was meant.
    ///
    /// A wrong kind says all; a wrong constant right below is how a branch is told from its neighbours; a member too
    /// many or too few says more than a wrong value.
    private static func weight(of found: Found, from depth: Int) -> Int {
        let below = found.depth - depth
        switch found.fault.keyword {
        case "type", "": return below == 0 ? farAway : below == 1 ? 5 : 2
        case "enum", "const": return below == 0 ? farAway : below == 1 ? 50 : 2
        case "required", "additionalProperties", "unevaluatedProperties", "dependentRequired", "dependencies":
            return below == 0 ? 10 : 2
        default: return below == 0 ? 5 : 2
        }
    }
}

extension [String] {
    /// The texts without repeats, each where it first stood.
    fileprivate var uniqued: [String] {
        var seen: Set<String> = []
        return filter { seen.insert($0).inserted }
    }
}
