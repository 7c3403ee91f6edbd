import JSON

/// A text with `{{expressions}}` in it.
struct Template: Sendable {
    enum Part: Sendable {
        case literal(String)
        case expression(Expression)
    }

    /// As written: the key of its translations.
    var source: String
    var parts: [Part]

    static let empty = Template(literal: "")

    init(literal: String) {
        source = literal
        parts = literal.isEmpty ? [] : [.literal(literal)]
    }

    init(parsing text: String) throws(ExpressionError) {
        source = text
        parts = []
        var rest = Substring(text)
        while let open = rest.firstRange(of: "{{") {
            if open.lowerBound > rest.startIndex { parts.append(.literal(String(rest[..<open.lowerBound]))) }
            rest = rest[open.upperBound...]
            guard let close = rest.firstRange(of: "}}") else { throw ExpressionError(message: "a {{ has no }}") }
            parts.append(.expression(try ExpressionParser.parse(rest[..<close.lowerBound])))
            rest = rest[close.upperBound...]
        }
        if !rest.isEmpty { parts.append(.literal(String(rest))) }
    }

    /// The expression, where the text is one and nothing else.
    var soleExpression: Expression? {
        if parts.count == 1, case .expression(let expression) = parts[0] { expression } else { nil }
    }

    /// Whether it shows words of its own, which another language needs translated.
    var needsTranslation: Bool {
        parts.contains { if case .literal(let text) = $0 { text.contains(where: \.isLetter) } else { false } }
    }

    var expressions: [Expression] {
        parts.compactMap { if case .expression(let expression) = $0 { expression } else { nil } }
    }
}

/// A value in a declaration, whose texts may be templates.
indirect enum ValueTemplate: Sendable {
    case constant(JSONValue)
    case template(Template)
    case list([ValueTemplate])
    case record([(key: String, value: ValueTemplate)])

    var expressions: [Expression] {
        switch self {
        case .constant: []
        case .template(let template): template.expressions
        case .list(let elements): elements.flatMap(\.expressions)
        case .record(let members): members.flatMap(\.value.expressions)
        }
    }
}
