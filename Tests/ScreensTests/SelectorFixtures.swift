import Foundation
import Hierarchies

/// A hierarchy under construction; parents come before their children.
struct SelectorTree {
    private(set) var hierarchy = Hierarchy(format: .uiautomator)

    @discardableResult
    mutating func add(
        _ text: String = "", id: String = "", flags: UINode.Flags = [], description: String = "", hint: String = "",
        at bounds: Rect?, below parent: Int = -1
    ) -> Int {
        var node = UINode()
        node.text = text
        node.resourceID = id
        node.contentDescription = description
        node.hint = hint
        node.className = flags.contains(.password) ? "android.widget.EditText" : "android.view.View"
        node.packageName = "com.example.app"
        node.flags = flags.union([.enabled, .visible])
        node.stated = [.clickable, .enabled, .checked, .focused, .selected, .scrollable, .password]
        if let bounds {
            node.bounds = bounds
            node.stated.insert(.bounds)
        }
        node.parent = parent
        node.end = hierarchy.nodes.count + 1
        hierarchy.nodes.append(node)
        var ancestor = parent
        while ancestor >= 0 {
            hierarchy.nodes[ancestor].end = hierarchy.nodes.count
            ancestor = hierarchy.nodes[ancestor].parent
        }
        return hierarchy.nodes.count - 1
    }
}
