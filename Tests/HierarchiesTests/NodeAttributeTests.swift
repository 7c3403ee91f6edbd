import Testing

@testable import Hierarchies

@Suite("Attributes")
struct NodeAttributeTests {
    static let table: [(NodeAttribute, [String])] = [
        (.className, ["class", "className", "class_name", "type"]),
        (.packageName, ["package", "packageName", "package_name", "bundleId"]),
        (
            .resourceID,
            ["resource-id", "resourceId", "resource_id", "resourceName", "viewIdResourceName", "rawIdentifier"]
        ),
        (.name, ["name"]), (.text, ["text"]),
        (.contentDescription, ["content-desc", "contentDesc", "content_description", "accessibilityText", "label"]),
        (.hint, ["hint", "hintText", "placeholderValue", "placeholder"]),
        (.error, ["error"]), (.paneTitle, ["pane-title"]), (.tooltip, ["tooltip-text", "tooltipText"]),
        (.stateDescription, ["state-description", "stateDescription"]), (.value, ["value"]), (.traits, ["traits"]),
        (.bounds, ["bounds", "boundsInScreen", "bounds_in_screen", "rect"]),
        (.drawingOrder, ["drawing-order", "drawingOrder"]), (.rotation, ["rotation"]),
        (.checkable, ["checkable", "isCheckable"]), (.checked, ["checked", "is_checked", "isChecked"]),
        (.clickable, ["clickable", "isClickable"]), (.enabled, ["enabled", "isEnabled"]),
        (.focused, ["focused", "isFocused"]),
        (.scrollable, ["scrollable", "isScrollable"]),
        (.longClickable, ["long-clickable", "long_clickable", "isLongClickable"]),
        (.password, ["password", "is_password", "isPassword"]), (.selected, ["selected", "isSelected"]),
        (.visible, ["visible", "visible-to-user", "isVisibleToUser", "displayed", "visibility", "isVisible"]),
        (.editable, ["editable", "isEditable"]), (.showingHint, ["showing-hint", "isShowingHintText"]),
        (.heading, ["heading", "isHeading"]), (.expanded, ["expanded"]),
        (.scrollsHorizontally, ["scrollable-horizontal"]), (.scrollsVertically, ["scrollable-vertical"]),
        (
            .ignored,
            [
                "", "is", "index", "NAF", "instance", "children", "attributes", "rel-bounds", "boundsInParent",
                "ancestors",
                "pointer", "pressed", "draw", "abs-pos", "temp_id", "signature", "a11y-important", "isText", "isBounds",
                "content-invalid", "Klasse", "текст", "text2",
            ]
        ),
    ]

    @Test("Every spelling in use finds its attribute; the rest is ignored", arguments: table)
    func named(attribute: NodeAttribute, names: [String]) {
        for name in names { #expect(NodeAttribute(named: name.utf8) == attribute, "\(name)") }
    }

    @Test("A flag attribute sets a flag of its own, no other attribute sets one")
    func flags() {
        let all = (0...UInt8.max).compactMap(NodeAttribute.init(rawValue:))
        let flags = all.compactMap(\.flag)
        #expect(Set(flags).count == flags.count)
        #expect(all.filter { $0.flag != nil && $0.extra != nil }.isEmpty)
        #expect(
            NodeAttribute.checkable.flag == .checkable && NodeAttribute.scrollsVertically.flag == .scrollsVertically)
        #expect(NodeAttribute.drawingOrder.flag == nil)
    }

    @Test("Unknown attributes and members change nothing")
    func unknown() throws {
        let xml = SmallDump.xml.replacing("<node ", with: "<node colour=\"red\" xml:lang=\"nl\" onClick=\"{x}\" ")
        #expect(try Hierarchy(reading: xml).placedFacts == Hierarchy(reading: SmallDump.xml).placedFacts)
        #expect(try Hierarchy(reading: xml).warnings.isEmpty)
        for (name, text) in SmallDump.trees {
            let more = text.replacing(
                "\"bounds\"", with: "\"colour\":[{\"r\":1}],\"shadow\":null,\"alpha\":0.5,\"bounds\"")
            #expect(try Hierarchy(reading: more).placedFacts == Hierarchy(reading: text).placedFacts, "\(name)")
        }
    }

    @Test(
        "An absent flag is not a false one, and truth has more than one spelling",
        arguments: [
            ("clickable=\"true\"", true, true), ("clickable=\"True\"", true, true), ("clickable=\"1\"", true, true),
            ("clickable=\"false\"", true, false), ("clickable=\"0\"", true, false), ("clickable=\"\"", true, false),
            ("clickable=\"10\"", true, false), ("", false, false),
        ])
    func flagValues(attribute: String, stated: Bool, set: Bool) throws {
        let node = try Hierarchy(reading: "<hierarchy><node \(attribute) bounds=\"[0,0][9,9]\"/></hierarchy>").nodes[0]
        #expect(node.stated.contains(.clickable) == stated)
        #expect(node.flags.contains(.clickable) == set)
        #expect(node.flags.isSuperset(of: [.enabled, .visible]))
    }

    @Test(
        "JSON flags may be booleans, strings or numbers, and null states nothing",
        arguments: [
            ("true", true, true), ("false", true, false), ("\"true\"", true, true), ("\"True\"", true, true),
            ("\"1\"", true, true), ("\"false\"", true, false), ("1", true, true), ("0", true, false),
            ("null", false, false),
            ("[true]", false, false),
        ])
    func jsonFlagValues(value: String, stated: Bool, set: Bool) throws {
        let node = try Hierarchy(reading: "{\"class\":\"V\",\"bounds\":[0,0,9,9],\"clickable\":\(value)}").nodes[0]
        #expect(node.stated.contains(.clickable) == stated)
        #expect(node.flags.contains(.clickable) == set)
    }

    @Test(
        "A node is visible when all that it says of that agrees, in any order",
        arguments: [
            ("\"visibility\":\"visible\",\"visible-to-user\":true", true),
            ("\"visibility\":\"visible\",\"visible-to-user\":false", false),
            ("\"visible-to-user\":false,\"visibility\":\"visible\"", false),
            ("\"visible-to-user\":true,\"visibility\":\"gone\"", false),
            ("\"visibility\":\"invisible\",\"visible-to-user\":true", false),
        ])
    func visibility(members: String, visible: Bool) throws {
        let node = try Hierarchy(reading: "{\"class\":\"V\",\"bounds\":[0,0,9,9],\(members)}").nodes[0]
        #expect(node.flags.contains(.visible) == visible)
    }
}
