internal import JSON

/// One screen found in a JSON document, and the format it is in.
enum JSONDialect {
    /// A flat list with parent indices, and the object around it.
    case droidbot(views: [JSONValue], state: JSONObject)
    /// Trees of nodes with `children`; the object around them when there is one.
    case trees([JSONValue], DumpFormat, around: JSONObject?)
    /// A WebDriverAgent answer whose value is the XML source.
    case embeddedXML(String)

    var format: DumpFormat {
        switch self {
        case .droidbot: .droidbot
        case .trees(_, let format, _): format
        case .embeddedXML: .xcuitest
        }
    }

    /// Why this cannot be read as that format, if it cannot: its shape is another one's.
    func complaint(about forced: DumpFormat) -> String? {
        let isFlat = if case .droidbot = self { true } else { false }
        switch forced {
        case .uiautomator, .appium: return "this is JSON, not \(forced.rawValue)"
        case .droidbot: return isFlat ? nil : "this is no list of views, so not droidbot"
        case .xcuitest, .rico, .maestro, .mobilerun:
            return isFlat ? "this is a list of views, not \(forced.rawValue)" : nil
        }
    }

    var hasNodes: Bool {
        switch self {
        case .droidbot(let views, _): !views.isEmpty
        case .trees(let trees, _, _): !trees.isEmpty
        case .embeddedXML: true
        }
    }

    var declaredSize: Size? {
        guard case .droidbot(_, let state) = self, let width = state["width"]?.int, let height = state["height"]?.int,
            width > 0, height > 0
        else { return nil }
        return Size(width: width, height: height)
    }

    /// `foreground_activity` of DroidBot, `activity_name` of Rico: the part before the slash.
    var declaredPackage: String? {
        let activity: JSONValue? =
            switch self {
            case .droidbot(_, let state): state["foreground_activity"]
            case .trees(_, _, let around): around?["activity_name"] ?? around?["packageName"]
            case .embeddedXML: nil
            }
        guard case .string(let name)? = activity else { return nil }
        return name.split(separator: "/").first.map(String.init)
    }

    /// Whether the text opens as the JSON of a dump does: an object, or a list of objects or lists.
    static func canStart(_ text: ArraySlice<UInt8>) -> Bool {
        guard let first = text.first, first == UInt8(ascii: "{") || first == UInt8(ascii: "[") else { return false }
        let second = text.dropFirst().first { $0 > 0x20 } ?? 0
        return first == UInt8(ascii: "{")
            ? second == UInt8(ascii: "\"") || second == UInt8(ascii: "}")
            : [UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "]")].contains(second)
    }

    /// The screens in a JSON document, oldest first; empty when it holds none.
    static func all(in value: JSONValue, forced: DumpFormat?) -> [JSONDialect] {
        switch value {
        case .object(let object): screens(in: object, forced: forced)
        case .array(let values): screens(in: values, forced: forced, around: nil)
        default: []
        }
    }

    private static func screens(in object: JSONObject, forced: DumpFormat?) -> [JSONDialect] {
        if case .array(let views)? = object["views"], views.first?.isNode ?? true {
            return [.droidbot(views: views, state: object)]
        }
        if case .object(let activity)? = object["activity"], let root = activity["root"] {
            return [.trees(root.isNode ? [root] : [], forced ?? .rico, around: object)]
        }
        if case .string(let text)? = object["value"], text.contains("<") { return [.embeddedXML(text)] }
        for key in ["value", "a11y_tree", "tree", "hierarchy", "root", "ui_tree", "elements"] {
            switch object[key] {
            case .object(let inner)?:
                let found = screens(in: inner, forced: forced)
                if !found.isEmpty { return found }
            case .array(let values)? where !values.isEmpty:
                let found = screens(in: values, forced: forced, around: object)
                if !found.isEmpty { return found }
            default: break
            }
        }
        for key in ["ui_states", "states", "screens"] {
            guard case .array(let states)? = object[key] else { continue }
            let found = states.flatMap { all(in: $0, forced: forced) }
            if !found.isEmpty { return found }
        }
        let node = JSONValue.object(object)
        guard node.isNode else { return [] }
        return [.trees([node], forced ?? format(of: object), around: object)]
    }

    private static func screens(in values: [JSONValue], forced: DumpFormat?, around: JSONObject?) -> [JSONDialect] {
        if case .object(let first)? = values.first, values[0].isNode {
            return [.trees(values, forced ?? format(of: first), around: around)]
        }
        return values.flatMap { all(in: $0, forced: forced) }
    }

    /// The tree format whose members these are.
    private static func format(of node: JSONObject) -> DumpFormat {
        if node["attributes"] != nil { return .maestro }
        if case .string(let type)? = node["type"], node["rect"] != nil || type.hasPrefix(XMLDialect.xcuiPrefix) {
            return .xcuitest
        }
        if node["ancestors"] != nil || node["componentLabel"] != nil || node["rel-bounds"] != nil { return .rico }
        if node["className"] != nil { return .mobilerun }
        return node["class"] == nil ? .mobilerun : .rico
    }
}

extension JSONValue {
    /// A whole number, fraction cut towards zero and, like those of XML dumps, held within what areas can be made of.
    var int: Int? {
        switch self {
        case .integer(let value): Int(min(max(value, -Int64(BoundsText.largest)), Int64(BoundsText.largest)))
        case .number(let value) where value.isFinite:
            Int(min(max(value, -Double(BoundsText.largest)), Double(BoundsText.largest)))
        default: nil
        }
    }

    /// Whether this looks like a node of a UI tree: it has bounds, Maestro's attributes, or a class and children.
    ///
    /// The latter is what a node whose bounds come last is cut down to.
    var isNode: Bool {
        guard case .object(let object) = self else { return false }
        if case .object? = object["attributes"] { return true }
        if object["bounds"] != nil || object["rect"] != nil || object["boundsInScreen"] != nil { return true }
        guard case .array? = object["children"] else { return false }
        return object["class"] != nil || object["className"] != nil || object["type"] != nil
    }
}
