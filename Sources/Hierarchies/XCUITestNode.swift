/// WebDriverAgent says a node's type, value and label; this turns them into what the other formats state.
///
/// `value` of switches and check boxes is "1" or "0"; of text fields it is the text, or the placeholder while they are
/// empty; of static text a copy of the label (WebDriverAgent, `FBXPath.m`).
enum XCUITestNode {
    /// Rewrites a node as read, before it enters the arena.
    static func settle(_ node: inout UINode) {
        // The JSON form leaves the prefix out.
        if !node.className.hasPrefix(XMLDialect.xcuiPrefix) { node.className = XMLDialect.xcuiPrefix + node.className }
        let kind = node.className.dropFirst(XMLDialect.xcuiPrefix.count)
        let value = node.extra(.value) ?? ""
        switch kind {
        case "TextField", "SecureTextField", "SearchField", "TextView":
            node.flags.insert(.editable)
            if kind == "SecureTextField" { node.flags.insert(.password) }
            node.text = value
            node.removeExtra(.value)
            if !node.hint.isEmpty, node.hint == value { node.flags.insert(.showingHint) }
        case "StaticText":
            node.text = value.isEmpty ? node.contentDescription : value
            if node.text == node.contentDescription { node.contentDescription = "" }
            node.removeExtra(.value)
        case "Switch", "CheckBox", "Toggle", "RadioButton":
            node.flags.insert(.checkable)
            if value == "1" || value.lowercased() == "true" { node.flags.insert(.checked) }
            node.removeExtra(.value)
        default:
            if value == node.contentDescription { node.removeExtra(.value) }
        }
        if let traits = node.extra(.traits)?.split(separator: ",").map({ $0.lowercased() }) {
            if traits.contains(where: { $0.contains("selected") }) { node.flags.insert(.selected) }
            if traits.contains(where: { $0.contains("header") }) { node.flags.insert(.heading) }
            if traits.contains(where: { $0.contains("notenabled") }) { node.flags.remove(.enabled) }
        }
    }
}

extension UINode {
    fileprivate mutating func removeExtra(_ key: Extra.Key) { extras.removeAll { $0.key == key } }
}
