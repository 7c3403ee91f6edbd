import JSON
import Patterns

extension SchemaValidator {
    /// `type`, `enum` and `const`.
    mutating func judgeKind(_ node: UnsafePointer<SchemaNode>, _ value: JSONValue) -> Bool {
        // A list that is searched costs as it is long.
        if let choices = node.pointee.enum, node.pointee.enumSet == nil { spend(choices.count / 8) }
        let broken: String
        if let types = node.pointee.type, !types.contains(kindOf: value) {
            broken = "type"
        } else if let choices = node.pointee.enum, !(node.pointee.enumSet?.contains(value) ?? choices.contains(value)) {
            broken = "enum"
        } else if let const = node.pointee.const, const != value {
            broken = "const"
        } else {
            return true
        }
        report(node, broken) {
            let found = broken == "type" ? ", not \(value.phrase)" : Wording.butNot(value)
            return "\($0.path.subject) must be \($0.phrases.kind(of: node.pointee) ?? "another value")\(found)"
        }
        return false
    }

    /// The keywords for numbers.
    mutating func judgeNumber(_ node: UnsafePointer<SchemaNode>, _ value: JSONValue) -> Bool {
        let broken: String? =
            if let bound = node.pointee.minimum, ExactNumber.isLess(value, bound) {
                "minimum"
            } else if let bound = node.pointee.exclusiveMinimum, !ExactNumber.isLess(bound, value) {
                "exclusiveMinimum"
            } else if let bound = node.pointee.maximum, ExactNumber.isLess(bound, value) {
                "maximum"
            } else if let bound = node.pointee.exclusiveMaximum, !ExactNumber.isLess(value, bound) {
                "exclusiveMaximum"
            } else {
                nil
            }
        var isValid = true
        if let broken {
            report(node, broken) { "\($0.path.subject) must be \(DomainPhrase.number(node.pointee)), not \(value)" }
            isValid = false
        }
        if let divisor = node.pointee.multipleOf, isValid || isCollecting,
            !ExactNumber.isMultiple(value, of: divisor)
        {
            report(node, "multipleOf") { "\($0.path.subject) must be a multiple of \(divisor), not \(value)" }
            isValid = false
        }
        return isValid
    }

    /// The keywords for texts.
    mutating func judgeText(_ node: UnsafePointer<SchemaNode>, _ text: String) -> Bool {
        // A step stands for some thirty bytes.
        spend(text.utf8.count / 32)
        var isValid = true
        if node.pointee.minLength != nil || node.pointee.maxLength != nil {
            let count = text.unicodeScalars.count
            let isShort = count < node.pointee.minLength ?? 0
            if isShort || count > node.pointee.maxLength ?? .max {
                report(node, isShort ? "minLength" : "maxLength") {
                    "\($0.path.subject) must be \(DomainPhrase.text(node.pointee)), not \(count)"
                }
                isValid = false
            }
        }
        if let pattern = node.pointee.pattern, isValid || isCollecting, !pattern.pattern.matches(text) {
            report(node, "pattern") { "\($0.path.subject) must match the pattern \(Wording.quoted(pattern.source))" }
            isValid = false
        }
        if assertsFormats, let format = node.pointee.format, isValid || isCollecting,
            let automaton = node.pointee.formatAutomaton ?? ScalarAutomaton.format(format),
            !has(text, format, automaton)
        {
            report(node, "format") { "\($0.path.subject) must be a text of the format \(format)" }
            isValid = false
        }
        return isValid
    }

    /// Whether a text is of a format, also in what its automaton does not judge.
    private func has(_ text: String, _ format: String, _ automaton: ScalarAutomaton) -> Bool {
        guard automaton.accepts(text) else { return LeapSecond.explains(text, format: format, automaton) }
        return format != "hostname" || text.utf8.count <= ScalarAutomaton.longestHostname
    }
}

extension SchemaTypes {
    /// Whether the value is of one of the types.
    fileprivate func contains(kindOf value: JSONValue) -> Bool {
        switch value {
        case .null: contains(.null)
        case .bool: contains(.boolean)
        case .integer: !isDisjoint(with: [.integer, .number])
        case .number: contains(.number) || contains(.integer) && value.isInteger
        case .string: contains(.string)
        case .array: contains(.array)
        case .object: contains(.object)
        }
    }
}
