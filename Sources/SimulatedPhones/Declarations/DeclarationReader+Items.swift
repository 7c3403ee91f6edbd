import JSON
import Spellings

extension DeclarationReader {
    private static let kinds = [
        "row", "switch", "checkbox", "radio", "header", "text", "button", "icon", "image", "field", "slider", "select",
        "chips", "progress", "space", "divider", "group", "list",
    ]

    mutating func items(_ node: YAMLNode?, depth: Int = 0) throws(DeclarationError) -> [Item] {
        var items: [Item] = []
        for element in try node?.elements ?? [] { items.append(try item(element, depth: depth)) }
        return items
    }

    mutating func item(_ node: YAMLNode, depth: Int) throws(DeclarationError) -> Item {
        guard depth < Self.depthLimit else { throw node.error(.limit, "items lie more than \(Self.depthLimit) deep") }
        var members = try YAMLMembers(node)
        // A row may have an icon; what is named first in the list of kinds decides.
        guard let name = Self.kinds.first(where: { members.keys.contains($0) }) else {
            let near = members.keys.compactMap { Spelling.nearest($0, in: Self.kinds) }.first
            throw node.error(.missingKey, "an item needs a key that says what it is\(Spelling.hint(near))")
        }
        let kind = try kind(name, try members.required(name), &members, depth: depth)
        let item = Item(
            kind, id: try members["id"]?.text, when: try condition(members["when"]),
            enabled: try condition(members["enabled"]), selected: try condition(members["selected"]),
            moving: try condition(members["moving"]), desc: try optional(members["desc"]),
            tap: try actions(members["tap"]), hold: try actions(members["hold"]), swipe: try actions(members["swipe"]),
            weight: try members["weight"]?.integer(in: 0...100) ?? 1, className: try members["class"]?.text)
        try members.finish()
        return item
    }

    private mutating func kind(
        _ name: String, _ subject: YAMLNode, _ members: inout YAMLMembers, depth: Int
    ) throws(DeclarationError) -> ItemKind {
        switch name {
        case "row": return .row(try row(subject, &members))
        case "switch", "checkbox", "radio":
            let label = try template(subject)
            return .toggle(try control(Control.Kind(rawValue: name) ?? .switch, &members), label: label)
        case "header": return .header(try template(subject))
        case "text": return .text(try template(subject), try members["style"]?.choice(TextStyle.self) ?? .body)
        case "button":
            let style = try members["style"]?.choice(ButtonStyle.self) ?? .filled
            return .button(try template(subject), style, icon: try members["icon"].reading(icon))
        case "icon":
            let name = try icon(subject)
            let label = try optional(members["label"])
            return .icon(name, label: label, size: try members["size"]?.integer(in: 8...400) ?? 24)
        case "image": return .image(try template(subject), height: try members["height"]?.integer(in: 8...1000) ?? 160)
        case "field": return .field(try field(subject, &members))
        case "slider": return .slider(try slider(subject, &members))
        case "select": return .select(try select(subject, &members))
        case "chips": return .chips(try select(subject, &members))
        case "progress": return .progress(try subject.text == "spin" ? nil : try expression(subject))
        case "space": return .space(try subject.integer(in: 0...2000))
        case "divider": return .divider
        case "group":
            enum Direction: String, CaseIterable { case row, column }
            let isRow = try members["direction"]?.choice(Direction.self) == .row
            let isCard = try members["card"]?.bool ?? false
            return .group(try items(subject, depth: depth + 1), isRow: isRow, isCard: isCard)
        default: return .list(try list(subject, &members, depth: depth))
        }
    }

    private mutating func row(_ subject: YAMLNode, _ members: inout YAMLMembers) throws(DeclarationError) -> RowItem {
        let kind = try members["control"]?.choice(Control.Kind.self)
        var row = RowItem(
            title: try template(subject), summary: try optional(members["summary"]),
            icon: try members["icon"].reading(icon), trailing: try optional(members["trailing"]),
            badge: try condition(members["badge"]), actions: try commands(members["actions"], needsIcon: true))
        if let kind { row.control = try control(kind, &members) }
        return row
    }

    private mutating func control(
        _ kind: Control.Kind, _ members: inout YAMLMembers
    ) throws(DeclarationError) -> Control {
        let path = try path(try members.required("bind"))
        var chosen = ValueTemplate.constant(true)
        if kind == .radio { chosen = try value(try members.required("value")) }
        return Control(kind: kind, path: path, value: chosen, change: try actions(members["change"]))
    }

    private mutating func field(_ subject: YAMLNode, _ members: inout YAMLMembers) throws(DeclarationError) -> FieldItem
    {
        FieldItem(
            path: try path(subject), hint: try optional(members["hint"]), label: try optional(members["label"]),
            isPassword: try members["password"]?.bool ?? false, isMultiline: try members["multiline"]?.bool ?? false,
            kind: try members["kind"]?.choice(FieldItem.Kind.self) ?? .text,
            limit: try members["max"]?.integer(in: 1...5000) ?? 5000, rule: try condition(members["rule"]),
            error: try optional(members["error"]), change: try actions(members["change"]),
            submit: try actions(members["submit"]))
    }

    private mutating func slider(
        _ subject: YAMLNode, _ members: inout YAMLMembers
    ) throws(DeclarationError) -> SliderItem {
        let low = try members["min"]?.number ?? 0
        let high = try members["max"]?.number ?? 100
        guard low < high else { throw subject.error(.badValue, "min must be below max") }
        let step = try members["step"]?.number ?? 1
        guard step > 0 else { throw subject.error(.badValue, "step must be above 0") }
        return SliderItem(
            path: try path(subject), label: try optional(members["label"]) ?? .empty, range: low...high, step: step,
            change: try actions(members["change"]))
    }

    mutating func select(_ subject: YAMLNode, _ members: inout YAMLMembers) throws(DeclarationError) -> SelectItem {
        let label = try optional(members["label"])
        return SelectItem(
            path: try path(subject), label: label, options: try options(try members.required("options")),
            isMultiple: try members["multiple"]?.bool ?? false, change: try actions(members["change"]))
    }

    private mutating func list(
        _ subject: YAMLNode, _ members: inout YAMLMembers, depth: Int
    ) throws(DeclarationError) -> ListItem {
        ListItem(
            path: try path(subject), item: try item(try members.required("item"), depth: depth + 1),
            condition: try condition(members["where"]), sort: try condition(members["sort"]),
            isDescending: try members["descending"]?.bool ?? false,
            limit: try members["limit"]?.integer(in: 1...500) ?? 500, section: try condition(members["section"]),
            columns: try members["columns"]?.integer(in: 1...12) ?? 1, empty: try optional(members["empty"]))
    }
}

extension Optional {
    /// `map` with a typed error.
    func reading<Result>(_ transform: (Wrapped) throws(DeclarationError) -> Result) throws(DeclarationError) -> Result?
    {
        guard let self else { return nil }
        return try transform(self)
    }
}
