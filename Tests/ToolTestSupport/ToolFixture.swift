import Hierarchies
import JSON
package import Screens
package import Tools

/// Screens and a custom registry to try calls on.
package enum ToolFixture {
    /// Nine elements, of which few can be used.
    ///
    /// 1 text · 2 button · 3 disabled button · 4 field · 5 list · 6 row (tap, long press) · 7 covered button ·
    /// 8 off-screen button · 9 image
    package static let inbox = screen([
        (.text, [], []), (.button, .tap, []), (.button, .tap, .disabled), (.field, [.tap, .type], []),
        (.list, .scroll, []), (.row, [.tap, .longPress], []), (.button, .tap, .covered), (.button, .tap, .offscreen),
        (.image, [], []),
    ])

    /// Texts only: nothing reacts.
    package static let notice = screen([(.text, [], []), (.heading, [], [])])

    package static let empty = screen([])

    /// Every argument type there is, and names that need care in a grammar.
    package static let custom = [
        Tool(
            "send_mail", "Send a mail.",
            parameters: [
                .optional("copy", .boolean, "", default: false),
                .required("to", .array(of: .string(length: 1...40), count: 1...3), ""),
                .required("volume", .integer(-12...105), ""),
                .optional("ratio", .number(-0.25...1.5), ""),
                .optional("from", .element(affording: .tap), ""),
                .optional("tags", .array(of: .oneOf(["a \"b\"", "c\\d", "é\n"]), count: nil), ""),
            ],
            risk: .sends),
        Tool("send-mail", "A name that differs from the other in its hyphen.", risk: .sends),
        Tool(
            "pick", "Pick elements.",
            parameters: [
                .required("elements", .array(of: .element(affording: nil), count: 0...2), ""),
                .optional("count", .integer(nil), ""), .optional("weight", .number(nil), ""),
                .optional("note", .string, ""),
            ]),
        Tool(
            "options", "Optional arguments only.",
            parameters: [
                .optional("first", .oneOf(["x"]), ""), .optional("second", .integer(7...7), "", default: 7),
                .optional("third", .boolean, ""),
            ]),
    ]

    package static func screen(_ rows: [(Role, ElementActions, ElementStates)]) -> Screen {
        let elements = rows.enumerated().map { index, row in
            var element = Element()
            element.id = index + 1
            element.role = row.0
            element.actions = row.1
            element.states = row.2
            return element
        }
        var screen = Screen(Hierarchy(format: .uiautomator))
        screen.packageName = "org.example"
        screen.size = Size(width: 1080, height: 1920)
        screen.elements = elements
        return screen
    }

    /// A tool whose arguments are JSON Schemas of their own; `examples` say what they take.
    package static func order() throws -> Tool {
        Tool(
            "place_order", "Order something.",
            parameters: [
                .required("zip", try .schema(["type": "string", "pattern": "^[0-9]{5}$", "examples": ["10115"]]), ""),
                .required(
                    "address",
                    try .schema([
                        "type": "object",
                        "properties": [
                            "street": ["type": "string", "minLength": 1], "floor": ["type": ["integer", "null"]],
                        ],
                        "required": ["street"], "additionalProperties": false,
                        "examples": [
                            ["street": "Allee"], ["street": "Allee", "floor": nil], ["street": "A", "floor": 3],
                        ],
                    ]), ""),
                .optional(
                    "basket",
                    try .schema([
                        "$ref": "#/$defs/item",
                        "$defs": [
                            "item": [
                                "type": "object",
                                "properties": [
                                    "name": ["type": "string"],
                                    "parts": ["type": "array", "items": ["$ref": "#/$defs/item"]],
                                ],
                                "required": ["name"],
                            ]
                        ],
                        "examples": [["name": "a"], ["name": "a", "parts": [["name": "b", "parts": []]]]],
                    ]), ""),
            ], risk: .pays)
    }

    /// The built-in tools and the custom ones.
    package static func everything() throws -> ToolRegistry {
        try ToolRegistry(ToolRegistry.ui.tools + custom + [order()])
    }
}
