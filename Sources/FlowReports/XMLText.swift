internal import Screens

/// Builds an indented XML document as Maestro's reports are laid out.
struct XMLText {
    private(set) var text = "<?xml version='1.0' encoding='UTF-8'?>\n"
    private var depth = 0

    typealias Attribute = (name: String, value: String?)

    /// Adds an element around what `body` adds, if anything; attributes without a value are left out.
    mutating func add(_ name: String, _ attributes: [Attribute], _ body: (inout XMLText) -> Void) {
        open(name, attributes)
        let start = text.endIndex
        text += ">\n"
        let inner = text.endIndex
        depth += 1
        body(&self)
        depth -= 1
        if text.endIndex == inner {
            text.replaceSubrange(start..., with: "/>\n")
        } else {
            indent()
            text += "</\(name)>\n"
        }
    }

    /// Adds an element around text, whose lines stay.
    mutating func add(_ name: String, _ attributes: [Attribute], text content: String) {
        open(name, attributes)
        text += ">\(MarkupText.escaped(content, lines: .kept))</\(name)>\n"
    }

    private mutating func open(_ name: String, _ attributes: [Attribute]) {
        indent()
        text += "<\(name)"
        for case (let key, let value?) in attributes { text += " \(key)=\"\(MarkupText.escaped(value))\"" }
    }

    private mutating func indent() { text += String(repeating: "  ", count: depth) }
}
