import JSON

/// A parsed expression; names and argument counts were checked by the parser.
indirect enum Expression: Sendable {
    case literal(JSONValue)
    case path(StatePath)
    case not(Expression)
    case negated(Expression)
    case binary(BinaryOperator, Expression, Expression)
    case conditional(Expression, Expression, Expression)
    case call(Function, [Expression])
    /// Members of what a call gives: `first(list).name`.
    case member(Expression, [String])

    /// Every path in it, for checks when a declaration is loaded.
    var paths: [StatePath] {
        switch self {
        case .literal: []
        case .path(let path): [path]
        case .not(let part), .negated(let part), .member(let part, _): part.paths
        case .binary(_, let left, let right): left.paths + right.paths
        case .conditional(let condition, let yes, let no): condition.paths + yes.paths + no.paths
        case .call(_, let arguments): arguments.flatMap(\.paths)
        }
    }

    /// The texts that it translates by `t('…')`.
    var translatedTexts: [String] {
        switch self {
        case .literal, .path: []
        case .not(let part), .negated(let part), .member(let part, _): part.translatedTexts
        case .binary(_, let left, let right): left.translatedTexts + right.translatedTexts
        case .conditional(let condition, let yes, let no):
            condition.translatedTexts + yes.translatedTexts + no.translatedTexts
        case .call(.t, let arguments):
            if case .literal(.string(let text)) = arguments[0] { [text] } else { arguments.flatMap(\.translatedTexts) }
        case .call(_, let arguments): arguments.flatMap(\.translatedTexts)
        }
    }
}

enum BinaryOperator: String, Sendable {
    case coalesce = "??"
    case or, and
    case equal = "=="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case plus = "+"
    case minus = "-"
    case times = "*"
    case divided = "/"
    case remainder = "%"

    /// Higher binds tighter.
    var precedence: Int {
        switch self {
        case .coalesce: 1
        case .or: 2
        case .and: 3
        case .equal, .notEqual: 4
        case .less, .lessOrEqual, .greater, .greaterOrEqual: 5
        case .plus, .minus: 6
        case .times, .divided, .remainder: 7
        }
    }
}

/// A place by its words: `state.wifi`, `record.address.city`.
struct StatePath: Sendable, Hashable, CustomStringConvertible {
    enum Root: String, Sendable, CaseIterable {
        case state, screen, dialog, record, it, index, value, new, now, uptime, language
    }

    var root: Root
    var members: [String]

    /// Whether an action may write there.
    var isSettable: Bool {
        switch root {
        case .state, .screen, .dialog: !members.isEmpty
        case .record: true
        default: false
        }
    }

    var description: String { ([root.rawValue] + members).joined(separator: ".") }
}

/// Why a text is no expression.
struct ExpressionError: Error {
    var message: String
}
