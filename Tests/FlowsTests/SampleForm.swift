import Hierarchies
import JSON
import Screens
import Tools

@testable import Flows

/// A form of three fields, a button and a list, 1000 by 2000.
struct SampleForm {
    let hierarchy: Hierarchy
    let screen: Screen

    init(buttonLabel: String = "Sign in") {
        var hierarchy = Hierarchy(format: .uiautomator)
        func add(
            _ text: String, _ name: String, id: String = "", hint: String = "", top: Int, height: Int = 100,
            flags: UINode.Flags
        ) {
            var node = UINode()
            node.text = text
            node.className = "android.widget.\(name)"
            node.packageName = "com.example.app"
            node.resourceID = id
            node.hint = hint
            node.flags = flags.union([.enabled, .visible])
            node.stated = [.bounds, .clickable, .enabled, .focused, .selected, .checked, .scrollable, .password]
            node.bounds = Rect(left: 0, top: top, right: 1000, bottom: top + height)
            node.parent = hierarchy.nodes.isEmpty ? -1 : 0
            node.end = hierarchy.nodes.count + 1
            hierarchy.nodes.append(node)
            hierarchy.nodes[0].end = hierarchy.nodes.count
        }
        add("", "FrameLayout", top: 0, height: 2000, flags: [])
        add("Welcome", "TextView", top: 100, flags: [])
        add("Bob", "EditText", id: "app:id/name", hint: "Name", top: 400, flags: .clickable)
        add("hunter2", "EditText", id: "app:id/secret", hint: "Password", top: 600, flags: [.clickable, .password])
        add("", "EditText", id: "app:id/note", hint: "Note", top: 800, flags: .clickable)
        add(buttonLabel, "Button", id: "app:id/go", top: 1000, flags: .clickable)
        add("", "ListView", id: "app:id/list", top: 1200, height: 800, flags: .scrollable)
        self.hierarchy = hierarchy
        screen = Screen(hierarchy)
    }

    /// The id of the element with that label; 0 when there is none.
    func id(_ label: String) -> Int64 { Int64(screen.elements.first { $0.label == label }?.id ?? 0) }

    func action(_ tool: String, _ arguments: JSONObject = [:]) throws -> Action {
        var arguments = arguments
        let known = ToolRegistry.ui[tool]?.parameters.map(\.name)
        for key in arguments.keys where known?.contains(key) == false { arguments[key] = nil }
        return try Action(ToolCall(tool, arguments), on: screen, hierarchy)
    }
}
