import Screens

@testable import Hierarchies

/// A view as a test writes it; `Hierarchy(views)` makes the dump that such views would give.
struct View {
    var className = "View"
    var bounds = Rect(0, 0, 100, 100)
    var text = ""
    var description = ""
    var hint = ""
    var id = ""
    var package = "com.example.app"
    var flags: UINode.Flags = []
    /// Flags that a view has unless a test takes them away.
    var without: UINode.Flags = []
    var drawingOrder: Int?
    var children: [View] = []

    init(
        _ className: String, _ bounds: Rect, _ text: String = "", description: String = "", hint: String = "",
        id: String = "", package: String = "com.example.app", is flags: UINode.Flags = [],
        without: UINode.Flags = [], drawingOrder: Int? = nil, children: [View] = []
    ) {
        self.className = "android.widget.\(className)"
        self.bounds = bounds
        self.text = text
        self.description = description
        self.hint = hint
        self.id = id
        self.package = package
        self.flags = flags
        self.without = without
        self.drawingOrder = drawingOrder
        self.children = children
    }

    static let screen = Rect(0, 0, 1000, 2000)

    /// A window that fills the screen.
    static func window(_ children: View...) -> View { View("FrameLayout", screen, children: children) }
}

extension Hierarchy {
    init(_ windows: [View]) {
        self.init(format: .uiautomator)
        for window in windows { append(window, parent: -1) }
    }

    private mutating func append(_ view: View, parent: Int) {
        var node = UINode()
        node.parent = parent
        node.className = view.className
        node.packageName = view.package
        node.resourceID = view.id
        node.text = view.text
        node.contentDescription = view.description
        node.hint = view.hint
        node.bounds = view.bounds
        node.flags = UINode.Flags.assumed.union(view.flags).subtracting(view.without)
        node.stated = [.bounds, .clickable, .scrollable, .checkable, .enabled]
        node.drawingOrder = view.drawingOrder
        let index = nodes.count
        nodes.append(node)
        for child in view.children { append(child, parent: index) }
        nodes[index].end = nodes.count
    }
}

extension Screen {
    init(_ windows: View...) {
        self.init(Hierarchy(windows))
    }

    /// The lines of the text rendering below the header.
    var lines: [String] {
        TextRendering().render(self).split(separator: "\n").dropFirst().map(String.init)
    }
}
