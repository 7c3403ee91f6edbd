import JSON

/// Judges one value, and finds its faults.
struct SchemaValidator {
    /// A fault, and how far down in the value it lies.
    struct Found {
        var fault: SchemaFault
        var depth: Int
    }

    let schema: JSONSchema
    /// The schema's nodes, lent for as long as the validator lives: a node holds some fifty references, and counting
    /// them for each copy would cost more than judging.
    let nodes: UnsafePointer<SchemaNode>
    /// Whether `format` is a rule.
    let assertsFormats: Bool
    /// How many faults are wanted; none while only the verdict counts.
    var limit: Int
    var found: [Found] = []
    /// The way from the whole value to the one being judged.
    var path = InstancePath()
    private var steps = 0
    private var nesting = 0
    /// A limit was passed: no verdict holds any more.
    private var gaveUp = false

    private init(_ schema: JSONSchema, nodes: UnsafePointer<SchemaNode>, limit: Int, assertsFormats: Bool) {
        self.schema = schema
        self.nodes = nodes
        self.limit = limit
        self.assertsFormats = assertsFormats
    }

    /// What subschemas ask for, in words.
    var phrases: DomainPhrase { DomainPhrase(schema) }

    /// Whether further faults are worth looking for.
    var isCollecting: Bool { found.count < limit }

    /// The faults of a value, as many as are wanted; nil when it is valid.
    static func faults(
        in value: JSONValue, by schema: JSONSchema, at id: SchemaNode.ID, limit: Int, assertsFormats: Bool
    ) -> [SchemaFault]? {
        schema.nodes.withUnsafeBufferPointer { nodes in
            // A schema has its root at least.
            guard let nodes = nodes.baseAddress else { return nil }
            var validator = SchemaValidator(schema, nodes: nodes, limit: limit, assertsFormats: assertsFormats)
            let isValid = validator.judge(id, value)
            guard validator.gaveUp else { return isValid ? nil : validator.found.map(\.fault) }
            let message = "the value is too large or too deep to be judged"
            return [SchemaFault(keyword: "", schemaLocation: "", instanceLocation: "", message: message)]
        }
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
        spend(1)
        nesting += 1
        defer { nesting -= 1 }
        if nesting > schema.limits.nesting { gaveUp = true }
        guard !gaveUp else { return false }

        let node = nodes + id
        if let always = node.pointee.always {
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

    /// Counts work that grows with the schema or the value.
    mutating func spend(_ work: Int) {
        steps += work
        if steps > schema.limits.steps { gaveUp = true }
    }

    /// `$ref`, `allOf`, `if`, `not`, `anyOf` and `oneOf`.
    private mutating func judgeBranches(
        _ node: UnsafePointer<SchemaNode>, _ value: JSONValue, _ parts: inout EvaluatedParts
    ) -> Bool {
        var isValid = true
        if let ref = node.pointee.ref { isValid = judgeInPlace(ref, value, &parts) }
        for branch in node.pointee.allOf where isValid || isCollecting {
            isValid = judgeInPlace(branch, value, &parts) && isValid
        }
        if let condition = node.pointee.if, isValid || isCollecting {
            let branch = matches(condition, value, &parts) ? node.pointee.then : node.pointee.else
            if let branch { isValid = judgeInPlace(branch, value, &parts) && isValid }
        }
        if let not = node.pointee.not, isValid || isCollecting, matches(not, value) {
            report(node, "not") {
                "\($0.path.subject) must not be \($0.phrases.wholePhrase(of: not) ?? "what is ruled out for it")"
            }
            isValid = false
        }
        if let anyOf = node.pointee.anyOf, isValid || isCollecting {
            isValid = judgeAny(of: anyOf, node, value, &parts) && isValid
        }
        if let oneOf = node.pointee.oneOf, isValid || isCollecting {
            isValid = judgeOne(of: oneOf, node, value, &parts) && isValid
        }
        return isValid
    }

    /// Writes a fault of the value being judged down, if it is wanted.
    mutating func report(_ node: UnsafePointer<SchemaNode>, _ keyword: String, _ message: (SchemaValidator) -> String) {
        guard isCollecting else { return }
        let location = keyword.isEmpty ? node.pointee.location : "\(node.pointee.location)/\(keyword)"
        let fault = SchemaFault(
            keyword: keyword, schemaLocation: location, instanceLocation: path.pointer, message: message(self))
        found.append(Found(fault: fault, depth: path.count))
    }
}
