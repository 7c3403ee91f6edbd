package import JSON
package import Screens
package import Tools

/// One step with its right answer: what the specialist is trained on, and what models are judged by.
///
/// Written as a line of JSON: `{"id", "set", "language", "screen", "instruction", "history", "call", "node"}`. `call`
/// leaves the element out, which `node` gives as the index of a node of the dump; `nodes` may list several that are
/// equally right. Lines may share a screen: `{"screen": …, "lessons": […]}`.
package struct Lesson: Sendable {
    package var id: String
    /// Where it comes from; figures are told by set.
    package var set: String
    /// As BCP 47 has it.
    package var language: String
    package var instruction: String
    package var history: [String]
    /// Without its element.
    package var call: ToolCall
    /// Indices in document order; empty for a call without an element.
    package var nodes: [Int]

    /// - Throws: `LessonError` that names the member at fault.
    package init(_ value: JSONValue) throws(LessonError) {
        guard let instruction = value["instruction"]?.string, instruction.contains(where: { !$0.isWhitespace }) else {
            throw LessonError(message: "\"instruction\" must be a text that says what to do")
        }
        guard let name = value["call"]?["name"]?.string, UITool(rawValue: name) != nil else {
            throw LessonError(message: "\"call\" must name a built-in tool")
        }
        self.instruction = instruction
        id = value["id"]?.string ?? value["id"]?.integer.map(String.init) ?? ""
        set = value["set"]?.string ?? ""
        language = value["language"]?.string ?? "en"
        history = value["history"]?.array?.compactMap(\.string) ?? []
        call = ToolCall(name, value["call"]?["arguments"]?.object ?? [:])
        nodes = (value["nodes"]?.array ?? [value["node"] ?? .null]).compactMap { $0.integer.map(Int.init) }
    }

    /// The elements that a right call may name, best first; empty where the call names none or the screen has none.
    package func elements(on screen: Screen) -> [Int] {
        nodes.flatMap { node -> [Int] in
            let own = screen.elements.filter { $0.node == node }
            let merged = screen.elements.filter { $0.node != node && $0.mergedNodes.contains(node) }
            return (own + merged).map(\.id)
        }
    }

    /// Whether a planned call is this lesson's: the same tool, a right element, and the same text but for its case.
    package func isAnswered(by call: ToolCall, on screen: Screen) -> Bool {
        guard call.name == self.call.name else { return false }
        guard names(call.arguments["element"]?.integer.map(Int.init), on: screen) else { return false }
        switch UITool(rawValue: call.name) {
        case .type?, .openApp?, .scroll?, .swipe?, .pressKey?:
            return ["text", "app", "direction", "key"].allSatisfy { name in
                Self.folded(self.call.arguments[name]) == Self.folded(call.arguments[name])
            }
        default: return true
        }
    }

    /// Whether the element is a right one; a move may leave it out.
    package func names(_ element: Int?, on screen: Screen) -> Bool {
        guard !nodes.isEmpty else { return true }
        guard let element else { return call.name == "scroll" || call.name == "swipe" }
        return elements(on: screen).contains(element)
    }

    private static func folded(_ value: JSONValue?) -> String? {
        value?.string.map { FoldedText.line($0, limit: 1000) }
    }
}

/// What is wrong with a lesson.
package struct LessonError: Error, Sendable, Hashable, CustomStringConvertible {
    package var message: String

    package init(message: String) { self.message = message }

    package var description: String { message }
}
