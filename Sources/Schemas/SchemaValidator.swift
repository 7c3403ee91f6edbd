import JSON

/// Judges one value, and finds its faults.
struct SchemaValidator {
    /// A fault, and how far down in the value it lies.
    struct Found {
        var fault: SchemaFault
        var depth: Int
    }

    let schema: JSONSchema
    /// How many faults are wanted; none while only the verdict counts.
    var limit: Int
    var found: [Found] = []
    /// The way from the whole value to the one being judged.
    var path = InstancePath()
    private var steps = 0
    private var nesting = 0
    /// A limit was passed: no verdict holds any more.
    private var gaveUp = false

    init(_ schema: JSONSchema, limit: Int) {
        self.schema = schema
        self.limit = limit
    }

    /// What subschemas ask for, in words.
    var phrases: DomainPhrase { DomainPhrase(schema) }

    /// Whether further faults are worth looking for.
    var isCollecting: Bool { found.count < limit }

    mutating func verdict(on value: JSONValue) -> Bool {
        let isValid = judge(schema.root, value)
        guard gaveUp else { return isValid }
        let message = "the value is too large or too deep to be judged"
        let fault = SchemaFault(keyword: "", schemaLocation: "", instanceLocation: "", message: message)
        found = [Found(fault: fault, depth: 0)]
        return false
    }

    /// Judges a value of its own: what is evaluated in it concerns nobody else.
    mutating func judge(_ id: SchemaNode.ID, _ value: JSONValue) -> Bool {
        var parts = EvaluatedParts()
        return judge(id, value, &parts)
    }

    /// Judges a value by one more subschema; when valid, what that one evaluated is added to `parts`.
    mutating func judgeInPlace(_ id: SchemaNode.ID, _ value: JSONValue, _ parts: inout EvaluatedParts) -> Bool {
        var own = EvaluatedParts()
        guard judge(id, value, &own) else { return false }
        parts.formUnion(own)
        return true
    }

    /// Whether a value is valid, faults left aside.
    mutating func matches(_ id: SchemaNode.ID, _ value: JSONValue, _ parts: inout EvaluatedParts) -> Bool {
        let wanted = limit
        limit = 0
        defer { limit = wanted }
        return judgeInPlace(id, value, &parts)
    }

    mutating func matches(_ id: SchemaNode.ID, _ value: JSONValue) -> Bool {
        var parts = EvaluatedParts()
        return matches(id, value, &parts)
    }

    private mutating func judge(_ id: SchemaNode.ID, _ value: JSONValue, _ parts: inout EvaluatedParts) -> Bool {
        steps += 1
        nesting += 1
        defer { nesting -= 1 }
        if steps > schema.limits.steps || nesting > schema.limits.nesting { gaveUp = true }
        guard !gaveUp else { return false }

        let node = schema.nodes[id]
        if let always = node.always {
            if !always {
                report(node, "") { $0.path.isWhole ? "no value is allowed" : "\($0.path.subject) must be left out" }
            }
            return always
        }
        // A value of another kind breaks other rules only by the way.
        guard judgeKind(node, value) else { return false }
        if schema.tracksEvaluation { parts = EvaluatedParts(of: value) }
        var isValid =
            switch value {
            case .null, .bool: true
            case .integer, .number: judgeNumber(node, value)
            case .string(let text): judgeText(node, text)
            case .array(let items): judgeArray(node, items, &parts)
            case .object(let object): judgeObject(node, object, &parts)
            }
        guard isValid || isCollecting else { return false }
        isValid = judgeBranches(node, value, &parts) && isValid
        // What a broken branch evaluated is not known, so only a valid value is asked for more.
        return isValid && judgeUnevaluated(node, value, &parts)
    }

    /// `$ref`, `allOf`, `if`, `not`, `anyOf` and `oneOf`.
    private mutating func judgeBranches(
        _ node: SchemaNode, _ value: JSONValue, _ parts: inout EvaluatedParts
    ) -> Bool {
        var isValid = true
        if let ref = node.ref { isValid = judgeInPlace(ref, value, &parts) }
        for branch in node.allOf where isValid || isCollecting {
            isValid = judgeInPlace(branch, value, &parts) && isValid
        }
        if let condition = node.if, isValid || isCollecting {
            let branch = matches(condition, value, &parts) ? node.then : node.else
            if let branch { isValid = judgeInPlace(branch, value, &parts) && isValid }
        }
        if let not = node.not, isValid || isCollecting, matches(not, value) {
            let phrase = phrases.phrase(of: not)
            report(node, "not") { "\($0.path.subject) must not be \(phrase ?? "what is ruled out there")" }
            isValid = false
        }
        if let anyOf = node.anyOf, isValid || isCollecting {
            isValid = judgeAny(of: anyOf, node, value, &parts) && isValid
        }
        if let oneOf = node.oneOf, isValid || isCollecting {
            isValid = judgeOne(of: oneOf, node, value, &parts) && isValid
        }
        return isValid
    }

    /// Writes a fault of the value being judged down, if it is wanted.
    mutating func report(_ node: SchemaNode, _ keyword: String, _ message: (SchemaValidator) -> String) {
        guard isCollecting else { return }
        let location = keyword.isEmpty ? node.location : "\(node.location)/\(keyword)"
        let fault = SchemaFault(
            keyword: keyword, schemaLocation: location, instanceLocation: path.pointer, message: message(self))
        found.append(Found(fault: fault, depth: path.count))
    }
}
