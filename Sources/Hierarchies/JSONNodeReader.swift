internal import JSON

/// Turns JSON nodes into the arena, whatever their dialect calls the members.
struct JSONNodeReader {
    private(set) var builder: NodeBuilder
    /// Views whose parent is not among the views they lie in; they are read as windows.
    private(set) var strayParents = 0
    private var names: [String: NodeAttribute] = [:]

    init(limits: DumpLimits) {
        builder = NodeBuilder(limits: limits)
    }

    mutating func read(_ dialect: JSONDialect) throws(NodeBuilder.LimitExceeded) {
        switch dialect {
        case .droidbot(let views, _): try readFlat(views)
        case .trees(let trees, let format, _):
            for tree in trees { try readTree(tree, format, depth: 0) }
        case .embeddedXML: break
        }
    }

    /// DroidBot lists views in pre-order with a `parent` index (-1 for a root); children lists are a copy of that.
    private mutating func readFlat(_ views: [JSONValue]) throws(NodeBuilder.LimitExceeded) {
        var open: [Int] = []
        for (index, view) in views.enumerated() {
            guard case .object(let object) = view else { continue }
            let parent = object["parent"]?.int ?? -1
            if parent != -1, !open.contains(parent) { strayParents += 1 }
            while let last = open.last, last != parent {
                open.removeLast()
                builder.end()
            }
            try builder.begin(node(object, .droidbot))
            open.append(index)
        }
        _ = builder.endAll()
    }

    private mutating func readTree(
        _ value: JSONValue, _ format: DumpFormat, depth: Int
    ) throws(NodeBuilder.LimitExceeded) {
        guard case .object(let object) = value else { return }
        try builder.begin(node(object, format))
        if case .array(let children)? = object["children"] {
            for child in children { try readTree(child, format, depth: depth + 1) }
        }
        builder.end()
    }

    private mutating func node(_ object: JSONObject, _ format: DumpFormat) -> UINode {
        var node = UINode()
        node.flags = .assumed
        var frame = FrameNumbers()
        if case .object(let attributes)? = object["attributes"] { apply(attributes, &node, &frame) }
        apply(object, &node, &frame)
        frame.fill(&node)
        if format == .xcuitest { XCUITestNode.settle(&node) }
        // The Portal writes the class where a node has no text.
        if format == .mobilerun, node.text == node.className { node.text = "" }
        return node
    }

    private mutating func apply(_ object: JSONObject, _ node: inout UINode, _ frame: inout FrameNumbers) {
        for (key, value) in object.members {
            let attribute = attribute(named: key)
            if attribute == .ignored { continue }
            if let flag = attribute.flag {
                apply(flag, value, &node)
                continue
            }
            switch attribute {
            case .bounds: applyBounds(value, &node)
            case .x: frame.x = value.int
            case .y: frame.y = value.int
            case .width: frame.width = value.int
            case .height: frame.height = value.int
            case .drawingOrder: node.drawingOrder = value.int
            default:
                guard let text = Self.text(value), !text.isEmpty else { continue }
                apply(attribute, text, &node, &frame)
            }
        }
    }

    private func apply(
        _ attribute: NodeAttribute, _ text: String, _ node: inout UINode, _ frame: inout FrameNumbers
    ) {
        switch attribute {
        case .className: node.className = text
        case .packageName: node.packageName = text
        case .resourceID: node.resourceID = text
        case .name: frame.name = text
        case .text: node.text = text
        case .contentDescription: node.contentDescription = text
        case .hint: node.hint = text
        default:
            if let key = attribute.extra { node.extras.append(UINode.Extra(key: key, value: text)) }
        }
    }

    private func apply(_ flag: UINode.Flags, _ value: JSONValue, _ node: inout UINode) {
        let isSet: Bool
        switch value {
        case .bool(let bool): isSet = bool
        case .string(let text): isSet = ["true", "True", "1", "visible"].contains(text)
        case .integer(let number): isSet = number != 0
        default: return
        }
        // Rico says visibility twice; a node is visible when both say so.
        if flag == .visible, isSet, node.stated.contains(.visible) { return }
        node.stated.insert(flag)
        if isSet { node.flags.insert(flag) } else { node.flags.remove(flag) }
    }

    /// `[l,t,r,b]`, `[[l,t],[r,b]]`, `{left,top,right,bottom}`, `{x,y,width,height}` or a string.
    private mutating func applyBounds(_ value: JSONValue, _ node: inout UINode) {
        var edges: [Int] = []
        switch value {
        case .array(let values):
            for value in values {
                if case .array(let pair) = value { edges += pair.compactMap(\.int) }
                if let number = value.int { edges.append(number) }
            }
        case .object(let object):
            let names = object["left"] != nil ? ["left", "top", "right", "bottom"] : ["x", "y", "width", "height"]
            edges = names.compactMap { object[$0]?.int }
            if edges.count == 4, object["left"] == nil {
                edges[2] += edges[0]
                edges[3] += edges[1]
            }
        case .string(var text):
            if let rect = text.withUTF8({ BoundsText.rect($0) }) {
                edges = [rect.left, rect.top, rect.right, rect.bottom]
            }
        case .null: return
        default: break
        }
        if edges.count == 4 {
            node.bounds = Rect(left: edges[0], top: edges[1], right: edges[2], bottom: edges[3])
            node.stated.insert(.bounds)
        } else {
            builder.noteUnreadableBounds()
        }
    }

    /// A string, a number's text, or the first string of a list (Rico writes `"content-desc": [null]`).
    private static func text(_ value: JSONValue) -> String? {
        switch value {
        case .string(let text): text
        case .integer(let number): String(number)
        case .array(let values): values.lazy.compactMap { text($0) }.first
        default: nil
        }
    }

    private mutating func attribute(named key: String) -> NodeAttribute {
        if let known = names[key] { return known }
        let attribute = NodeAttribute(named: key.utf8)
        if names.count < 1_000 { names[key] = attribute }
        return attribute
    }
}
