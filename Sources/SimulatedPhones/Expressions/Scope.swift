import JSON

/// A record at hand: where it is, and what it was when the look-up was made.
struct RecordContext: Sendable {
    var location: Location
    var value: JSONValue
}

/// What the names of an expression stand for.
struct Scope: Sendable {
    var state: [String: JSONValue] = [:]
    var screen: [String: JSONValue] = [:]
    var dialog: [String: JSONValue] = [:]
    var screenRecord: RecordContext?
    var record: RecordContext?
    var it: JSONValue = .null
    var index = 0
    var value: JSONValue = .null
    var new: JSONValue = .null
    /// Milliseconds since 1970.
    var now: Int64 = 0
    /// Milliseconds.
    var uptime: Int64 = 0
    var language = "en"
    var permissions: [String: Bool] = [:]
    /// The translations into the language at hand; empty in the app's own.
    var translations: [String: Template] = [:]

    // MARK: Places

    /// What a path stands for as a place that can be set; nil where it is none, or the way ends early.
    func location(of path: StatePath) -> Location? {
        switch path.root {
        case .state: Location(base: .state, steps: []).appending(path.members)
        case .screen:
            path.members.first == "record"
                ? screenRecord?.location.appending(Array(path.members.dropFirst()))
                : Location(base: .screen, steps: []).appending(path.members)
        case .dialog: Location(base: .dialog, steps: []).appending(path.members)
        case .record: record?.location.appending(path.members)
        default: nil
        }
    }

    func value(at location: Location) -> JSONValue? {
        guard case .member(let name) = location.steps.first else { return nil }
        let variables =
            switch location.base {
            case .state: state
            case .screen: screen
            case .dialog: dialog
            }
        return variables[name]?.value(at: location.steps.dropFirst())
    }

    func context(at location: Location) -> RecordContext? {
        value(at: location).map { RecordContext(location: location, value: $0) }
    }

    // MARK: Values

    func value(of path: StatePath) -> JSONValue {
        func dig(_ value: JSONValue?, _ members: ArraySlice<String>) -> JSONValue {
            var value = value
            for member in members { value = value?[member] }
            return value ?? .null
        }
        let members = path.members[...]
        switch path.root {
        case .state: return dig(members.first.flatMap { state[$0] }, members.dropFirst())
        case .screen:
            if members.first == "record" { return dig(screenRecord?.value, members.dropFirst()) }
            return dig(members.first.flatMap { screen[$0] }, members.dropFirst())
        case .dialog: return dig(members.first.flatMap { dialog[$0] }, members.dropFirst())
        case .record: return dig(record?.value, members)
        case .it: return dig(it, members)
        case .value: return dig(value, members)
        case .new: return dig(new, members)
        case .index: return .integer(Int64(index))
        case .now: return .integer(now)
        case .uptime: return .integer(uptime)
        case .language: return .string(language)
        }
    }

    func text(_ template: Template) -> String {
        if case .literal(let text)? = template.parts.first, template.parts.count == 1, translations.isEmpty {
            return text
        }
        let template = translations[template.source] ?? template
        var text = ""
        for part in template.parts {
            switch part {
            case .literal(let literal): text += literal
            case .expression(let expression): text += evaluate(expression).shownText
            }
        }
        return text
    }

    func translated(_ text: String) -> String { translations[text].map { self.text($0) } ?? text }

    func holds(_ condition: Expression?) -> Bool { condition.map { evaluate($0).isTrue } ?? true }

    func value(_ template: ValueTemplate) -> JSONValue {
        switch template {
        case .constant(let value): value
        case .template(let template): template.soleExpression.map { evaluate($0) } ?? .string(text(template))
        case .list(let elements): .array(elements.map { value($0) })
        case .record(let members): .object(JSONObject(members.map { (key: $0.key, value: value($0.value)) }))
        }
    }

    func with(record: RecordContext?) -> Scope {
        var scope = self
        scope.record = record
        return scope
    }

    func with(it: JSONValue, index: Int) -> Scope {
        var scope = self
        scope.it = it
        scope.index = index
        return scope
    }

    func with(value: JSONValue) -> Scope {
        var scope = self
        scope.value = value
        return scope
    }
}

extension JSONValue {
    /// Whether a condition holds: null, false, 0, "" and the empty list do not.
    var isTrue: Bool {
        switch self {
        case .null: false
        case .bool(let value): value
        case .integer(let value): value != 0
        case .number(let value): value != 0
        case .string(let value): !value.isEmpty
        case .array(let elements): !elements.isEmpty
        case .object: true
        }
    }

    /// As a screen shows it.
    var shownText: String {
        switch self {
        case .null: ""
        case .string(let text): text
        case .number(let number): Int64(exactly: number).map(String.init) ?? "\(number)"
        case .integer, .bool: description
        case .array(let elements): elements.map(\.shownText).joined(separator: ", ")
        case .object: description
        }
    }

    /// As arithmetic takes it: a text that is no number is 0.
    var amount: Double {
        switch self {
        case .bool(let value): value ? 1 : 0
        case .string(let text): Double(text).flatMap { $0.isFinite ? $0 : nil } ?? 0
        default: number ?? 0
        }
    }

    /// A whole number as an integer, so that counting stays exact.
    init(amount: Double) {
        self = amount.isFinite ? Int64(exactly: amount).map { .integer($0) } ?? .number(amount) : .integer(0)
    }
}
