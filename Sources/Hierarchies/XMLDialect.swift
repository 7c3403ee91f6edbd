/// What tells the XML dump formats apart: their tags.
enum XMLDialect {
    /// Elements that hold nodes but are none: `<hierarchy>` and the wrappers of WebDriverAgent sources.
    static func isWrapper(_ tag: String) -> Bool {
        tag == "hierarchy" || tag == "AppiumAUT" || tag == "hierarchies" || tag == "source"
    }

    /// Gives a node whose tag is its class that class (Appium, XCUITest).
    static func name(_ node: inout UINode, tag: String) {
        if tag == "node" { return }
        if node.className.isEmpty || tag.hasPrefix(xcuiPrefix) { node.className = tag }
        if tag.hasPrefix(xcuiPrefix) { XCUITestNode.settle(&node) }
    }

    static let xcuiPrefix = "XCUIElementType"

    /// The format of a document by its root and its first node.
    static func format(root: String, firstNode: UINode?, sawNodeTag: Bool) -> DumpFormat? {
        if root.hasPrefix(xcuiPrefix) || root == "AppiumAUT" { return .xcuitest }
        if let firstNode, firstNode.className.hasPrefix(xcuiPrefix) { return .xcuitest }
        if root == "node" || sawNodeTag { return .uiautomator }
        if root == "hierarchy" || root == "hierarchies" { return firstNode == nil ? .uiautomator : .appium }
        if root.contains(".") { return .appium }
        return nil
    }
}
