import JSON
import Spellings

extension DeclarationReader {
    private static let words: [String: Action] = [
        "back": .back, "close": .close, "finish": .finish, "home": .home, "hide_keyboard": .hideKeyboard,
        "validate": .validate,
    ]
    private static let names = [
        "open", "set", "toggle", "add", "append", "delete", "dialog", "menu", "choose", "pick", "toast", "snackbar",
        "launch", "intent", "if", "after", "permission", "copy", "focus",
    ]

    mutating func actions(_ node: YAMLNode?) throws(DeclarationError) -> [Action] {
        var actions: [Action] = []
        for element in try node?.elementsOrSelf ?? [] { actions.append(try action(element)) }
        return actions
    }

    private mutating func action(_ node: YAMLNode) throws(DeclarationError) -> Action {
        guard node.isMapping else {
            let word = try node.text
            if let action = Self.words[word] { return action }
            let hint = Spelling.hint(Spelling.nearest(word, in: Self.words.keys))
            throw node.error(.badValue, "there is no action “\(word)”\(hint)")
        }
        var members = try YAMLMembers(node)
        guard let name = Self.names.first(where: { members.keys.contains($0) }) else {
            let near = members.keys.compactMap { Spelling.nearest($0, in: Self.names) }.first
            throw node.error(.badValue, "no action is named here\(Spelling.hint(near))")
        }
        let subject = try members.required(name)
        let action: Action
        if name == "if" {
            action = .branch(
                try expression(subject), then: try actions(members["then"]), otherwise: try actions(members["else"]))
        } else {
            action = try self.action(name, subject)
        }
        try members.finish()
        return action
    }

    private mutating func action(_ name: String, _ node: YAMLNode) throws(DeclarationError) -> Action {
        switch name {
        case "open": return .open(try open(node))
        case "set": return .set(try assignments(node))
        case "toggle": return .toggle(try path(node))
        case "add": return .add(try assignments(node))
        case "toast": return .toast(try template(node))
        case "launch": return .launch(try template(node, shown: false))
        case "intent": return .intent(try node.text)
        case "copy": return .copy(try template(node, shown: false))
        case "focus": return .focus(try path(node))
        case "menu": return .menu(try commands(node))
        case "dialog": return try dialogAction(node)
        case "delete" where !node.isMapping:
            guard try node.text == "record" else {
                throw node.error(.badValue, "delete takes record, or from and where")
            }
            return .deleteRecord
        default: break
        }
        var members = try YAMLMembers(node)
        let action = try action(name, &members)
        try members.finish()
        return action
    }

    private mutating func action(_ name: String, _ members: inout YAMLMembers) throws(DeclarationError) -> Action {
        switch name {
        case "append":
            let place = try path(try members.required("to"))
            return .append(
                to: place, value: try value(try members.required("record")), first: try members["first"]?.bool ?? false)
        case "delete":
            let place = try path(try members.required("from"))
            return .delete(from: place, condition: try expression(try members.required("where")))
        case "choose":
            let label = try optional(members["title"])
            var select = try select(try members.required("bind"), &members)
            select.label = label ?? select.label
            return .choose(select)
        case "pick":
            let title = try optional(members["title"])
            let change = try actions(members["change"])
            if let time = members["time"] { return .pickTime(try path(time), title: title, change: change) }
            return .pickDate(try path(try members.required("date")), title: title, change: change)
        case "snackbar":
            let text = try template(try members.required("text"))
            guard let label = members["label"] else { return .snackbar(text, button: nil) }
            let button = Command(label: try template(label), tap: try actions(members["tap"]))
            return .snackbar(text, button: button)
        case "after":
            let delay = try members.required("ms").integer(in: 0...86_400_000)
            return .after(Int64(delay), try actions(try members.required("do")))
        default:
            let name = try members.required("name").text
            let granted = try actions(members["granted"])
            return .permission(name, granted: granted, denied: try actions(members["denied"]))
        }
    }

    private mutating func dialogAction(_ node: YAMLNode) throws(DeclarationError) -> Action {
        guard node.isMapping else {
            openedDialogs.append((try node.text, node))
            return .dialog(try node.text, vars: [])
        }
        var members = try YAMLMembers(node)
        let name = try members.required("name")
        openedDialogs.append((try name.text, name))
        let vars = try members["vars"].reading({ node throws(DeclarationError) in try values(node) }) ?? []
        try members.finish()
        return .dialog(try name.text, vars: vars)
    }

    private mutating func open(_ node: YAMLNode) throws(DeclarationError) -> OpenAction {
        guard node.isMapping else {
            openedScreens.append((try node.text, node))
            return OpenAction(screen: try node.text, record: .current, vars: [], replaces: false, clears: false)
        }
        var members = try YAMLMembers(node)
        let screen = try members.required("screen")
        openedScreens.append((try screen.text, screen))
        var record = OpenAction.Record.current
        if let node = members["record"] {
            switch try node.text {
            case "new": record = .new
            case "none": record = .none
            case "record": record = .current
            default: record = .at(try path(node))
            }
        }
        if let id = members["id"] {
            guard case .at(let list) = record else { throw id.error(.badValue, "id needs a path to a list in record") }
            record = .inList(list, id: try expression(id))
        }
        let vars = try members["vars"].reading({ node throws(DeclarationError) in try values(node) }) ?? []
        let action = OpenAction(
            screen: try screen.text, record: record, vars: vars, replaces: try members["replace"]?.bool ?? false,
            clears: try members["clear"]?.bool ?? false)
        try members.finish()
        return action
    }
}
