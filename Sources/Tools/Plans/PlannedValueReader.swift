import JSON

/// Reads one argument of a call in a plan.
struct PlannedValueReader {
    var tool: String
    /// The number of the call that the argument belongs to, from 1.
    var call: Int
    var argument: String
    /// How many calls the plan has.
    var count: Int

    func value(_ json: JSONValue, depth: Int = 0) throws(CallPlanError) -> PlannedValue {
        guard depth <= PlannedValue.maximumNesting else {
            throw error(.tooDeep, "lists and objects are nested deeper than \(PlannedValue.maximumNesting) levels")
        }
        switch json {
        case .string(let text): return try self.text(text)
        case .array(let items):
            var values: [PlannedValue] = []
            for item in items { values.append(try value(item, depth: depth + 1)) }
            let literals = values.compactMap(\.literal)
            return literals.count == values.count ? .literal(.array(literals)) : .array(values)
        case .object(let object):
            var members: [PlannedValue.Member] = []
            for (key, item) in object.members {
                members.append(.init(key: key, value: try value(item, depth: depth + 1)))
            }
            let literals = members.compactMap { member in member.value.literal.map { (key: member.key, value: $0) } }
            return literals.count == members.count ? .literal(.object(JSONObject(literals))) : .object(members)
        case .null, .bool, .integer, .number: return .literal(json)
        }
    }

    private func text(_ text: String) throws(CallPlanError) -> PlannedValue {
        let pieces: [ReferenceScanner.Piece]
        do {
            pieces = try ReferenceScanner.pieces(of: text)
        } catch {
            throw self.error(
                .malformedReference,
                "\(Wording.quoted(error.source)) is no reference such as ${1.items[0].name}; $$ is a dollar sign")
        }
        if pieces.count == 1, case .reference(let reference, _, let source) = pieces[0] {
            return .reference(try checked(reference, source))
        }
        var parts: [PlannedValue.TextPart] = []
        for piece in pieces {
            switch piece {
            case .text(let plain): parts.append(.text(plain))
            case .reference(let reference, let isBraced, let source):
                parts.append(try part(reference, isBraced: isBraced, source))
            }
        }
        let plain = parts.compactMap { part in if case .text(let text) = part { text } else { nil } }
        return plain.count == parts.count ? .literal(.string(plain.joined())) : .text(parts)
    }

    /// What is written like a reference inside a longer text.
    private func part(
        _ reference: ResultReference, isBraced: Bool, _ source: String
    ) throws(CallPlanError) -> PlannedValue.TextPart {
        if !isBraced, reference.path.isEmpty {
            // "costs $500" in a plan of three calls speaks of money; nobody writes money in braces or with a field.
            let call = reference.call
            guard (1...count).contains(call) else { return .text(source) }
            throw error(
                .ambiguousReference,
                "\"$\(call)\" inside a text is the result of call \(call) or an amount: write ${\(call)} or $$\(call)")
        }
        return .reference(try checked(reference, source))
    }

    private func checked(_ reference: ResultReference, _ source: String) throws(CallPlanError) -> ResultReference {
        guard (1...count).contains(reference.call) else {
            let calls = count == 1 ? "one call" : "\(count) calls, numbered from 1"
            throw error(
                .unknownCall, "\(Wording.quoted(source)) refers to no call: the plan has \(calls); $$ is a dollar sign")
        }
        guard reference.call != call else {
            throw error(.selfReference, "\(Wording.quoted(source)) refers to the call's own result")
        }
        return reference
    }

    private func error(_ code: CallPlanError.Code, _ message: String) -> CallPlanError {
        CallPlanError(code, message, call: call, tool: tool, argument: argument)
    }
}

extension PlannedValue {
    fileprivate var literal: JSONValue? { if case .literal(let value) = self { value } else { nil } }
}
