import JSON

/// Something that happens on a tap, a key, or after a while.
indirect enum Action: Sendable {
    case back, close, finish, home, hideKeyboard, validate
    case open(OpenAction)
    case set([(path: StatePath, value: ValueTemplate)])
    case toggle(StatePath)
    case add([(path: StatePath, value: ValueTemplate)])
    case append(to: StatePath, value: ValueTemplate, first: Bool)
    case deleteRecord
    case delete(from: StatePath, condition: Expression)
    case dialog(String, vars: [(key: String, value: ValueTemplate)])
    case menu([Command])
    case choose(SelectItem)
    case pickTime(StatePath, title: Template?, change: [Action])
    case pickDate(StatePath, title: Template?, change: [Action])
    case toast(Template)
    case snackbar(Template, button: Command?)
    case launch(Template)
    case intent(String)
    case branch(Expression, then: [Action], otherwise: [Action])
    case after(Int64, [Action])
    case permission(String, granted: [Action], denied: [Action])
    case copy(Template)
    case focus(StatePath)
}

struct OpenAction: Sendable {
    enum Record: Sendable {
        case current, new, none
        case at(StatePath)
        /// The record of the list that has the id.
        case inList(StatePath, id: Expression)
    }

    var screen: String
    var record: Record
    var vars: [(key: String, value: ValueTemplate)]
    /// Closes the screen it comes from first.
    var replaces: Bool
    /// Closes all screens first.
    var clears: Bool
}
