import JSON

/// Something on a screen.
final class Item: Sendable {
    let kind: ItemKind
    let id: String?
    let when: Expression?
    let enabled: Expression?
    let selected: Expression?
    let moving: Expression?
    let desc: Template?
    let tap: [Action]
    let hold: [Action]
    let swipe: [Action]
    let weight: Int
    let className: String?

    init(
        _ kind: ItemKind, id: String? = nil, when: Expression? = nil, enabled: Expression? = nil,
        selected: Expression? = nil, moving: Expression? = nil, desc: Template? = nil, tap: [Action] = [],
        hold: [Action] = [], swipe: [Action] = [], weight: Int = 1, className: String? = nil
    ) {
        self.kind = kind
        self.id = id
        self.when = when
        self.enabled = enabled
        self.selected = selected
        self.moving = moving
        self.desc = desc
        self.tap = tap
        self.hold = hold
        self.swipe = swipe
        self.weight = weight
        self.className = className
    }

    var field: FieldItem? { if case .field(let field) = kind { field } else { nil } }
}

enum ItemKind: Sendable {
    case row(RowItem)
    /// A control with its own text.
    case toggle(Control, label: Template)
    case header(Template)
    case text(Template, TextStyle)
    case button(Template, ButtonStyle, icon: String?)
    case icon(String, label: Template?, size: Int)
    case image(Template, height: Int)
    case field(FieldItem)
    case slider(SliderItem)
    case select(SelectItem)
    case chips(SelectItem)
    /// nil spins.
    case progress(Expression?)
    case space(Int)
    case divider
    case group([Item], isRow: Bool, isCard: Bool)
    case list(ListItem)
}

enum TextStyle: String, Sendable, CaseIterable { case title, body, caption }
enum ButtonStyle: String, Sendable, CaseIterable { case filled, text, outlined }

struct RowItem: Sendable {
    var title: Template
    var summary: Template?
    var icon: String?
    var trailing: Template?
    var badge: Expression?
    var actions: [Command]
    var control: Control?
}

/// A switch, checkbox or radio button, and what it sets.
struct Control: Sendable {
    enum Kind: String, Sendable, CaseIterable {
        case `switch`, checkbox, radio
    }

    var kind: Kind
    var path: StatePath
    /// What a radio button stands for.
    var value: ValueTemplate
    var change: [Action]
}

struct FieldItem: Sendable {
    enum Kind: String, Sendable, CaseIterable { case text, number, email, phone }

    var path: StatePath
    var hint: Template?
    var label: Template?
    var isPassword = false
    var isMultiline = false
    var kind = Kind.text
    /// Characters.
    var limit = 5000
    var rule: Expression?
    var error: Template?
    var change: [Action] = []
    var submit: [Action] = []
    /// A search bar's field, which ENTER does not leave.
    var isSearch = false
}

struct SliderItem: Sendable {
    var path: StatePath
    var label: Template
    var range: ClosedRange<Double>
    var step: Double
    var change: [Action]
}

struct SelectItem: Sendable {
    var path: StatePath
    var label: Template?
    var options: [Option]
    var isMultiple: Bool
    var change: [Action]
}

struct Option: Sendable {
    var label: Template
    var value: JSONValue
}

struct ListItem: Sendable {
    var path: StatePath
    var item: Item
    var condition: Expression?
    var sort: Expression?
    var isDescending: Bool
    var limit: Int
    var section: Expression?
    var columns: Int
    var empty: Template?
}
