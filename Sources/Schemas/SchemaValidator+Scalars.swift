import JSON
import Patterns

extension SchemaValidator {
    /// `type`, `enum` and `const`.
    mutating func judgeKind(_ node: SchemaNode, _ value: JSONValue) -> Bool {
        if let types = node.type, !types.contains(kindOf: value) {
            report(node, "type") { "\($0.path.subject) must be \($0.phrases.kind(of: node)), not \(value.phrase)" }
            return false
        }
        if let choices = node.enum, !choices.contains(value) {
            report(node, "enum") {
                "\($0.path.subject) must be \(DomainPhrase.choices(choices))\(Wording.butNot(value))"
            }
            return false
        }
        if let const = node.const, const != value {
            report(node, "const") { "\($0.path.subject) must be \(Wording.shown(const))\(Wording.butNot(value))" }
            return false
        }
        return true
    }

    /// The keywords for numbers.
    mutating func judgeNumber(_ node: SchemaNode, _ value: JSONValue) -> Bool {
        let broken: String? =
            if let bound = node.minimum, ExactNumber.isLess(value, bound) {
                "minimum"
            } else if let bound = node.exclusiveMinimum, !ExactNumber.isLess(bound, value) {
                "exclusiveMinimum"
            } else if let bound = node.maximum, ExactNumber.isLess(bound, value) {
                "maximum"
            } else if let bound = node.exclusiveMaximum, !ExactNumber.isLess(value, bound) {
                "exclusiveMaximum"
            } else {
                nil
            }
        var isValid = true
        if let broken {
            report(node, broken) { "\($0.path.subject) must be \(DomainPhrase.number(node)), not \(value)" }
            isValid = false
        }
        if let divisor = node.multipleOf, isValid || isCollecting,
            !ExactNumber.isMultiple(value, of: divisor)
        {
            report(node, "multipleOf") { "\($0.path.subject) must be a multiple of \(divisor), not \(value)" }
            isValid = false
        }
        return isValid
    }

    /// The keywords for texts.
    mutating func judgeText(_ node: SchemaNode, _ text: String) -> Bool {
        var isValid = true
        if node.minLength != nil || node.maxLength != nil {
            let count = text.unicodeScalars.count
            let isShort = count < node.minLength ?? 0
            if isShort || count > node.maxLength ?? .max {
                report(
                    node, isShort ? "minLength" : "maxLength"
                ) { "\($0.path.subject) must be \(DomainPhrase.text(node)), not \(count)" }
                isValid = false
            }
        }
        if let pattern = node.pattern, isValid || isCollecting, !pattern.pattern.matches(text) {
            let source = Wording.quoted(pattern.source)
            report(node, "pattern") { "\($0.path.subject) must match the pattern \(source)" }
            isValid = false
        }
        if let format = node.formatAutomaton, isValid || isCollecting, !format.accepts(text) {
            report(node, "format") { "\($0.path.subject) must be a text of the format \(node.format ?? "")" }
            isValid = false
        }
        return isValid
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
