import JSON
import Screens

/// The built-in tools: what a person does with a phone, and the three ways to end a task.
///
/// Argument names are one word each and mean the same in every tool, because a small model has to write them.
package enum UITool: String, Sendable, CaseIterable {
    case tap
    case longPress = "long_press"
    case doubleTap = "double_tap"
    case type
    case clear
    case pressKey = "press_key"
    case back
    case home
    case scroll
    case swipe
    case openApp = "open_app"
    case wait
    case answer
    case done
    case infeasible

    package var tool: Tool {
        switch self {
        case .tap:
            Tool(
                rawValue, "Tap an element.",
                parameters: [.required("element", .element(affording: .tap), "The element to tap.")],
                risk: .changes, aliases: ["click", "touch", "select", "tap_element", "click_element"])
        case .longPress:
            Tool(
                rawValue, "Hold a finger on an element.",
                parameters: [.required("element", .element(affording: .longPress), "The element to hold.")],
                risk: .changes, aliases: ["long_click", "long_tap", "hold", "press_and_hold"])
        case .doubleTap:
            Tool(
                rawValue, "Tap an element twice in quick succession.",
                parameters: [.required("element", .element(affording: .tap), "The element to tap twice.")],
                risk: .changes, aliases: ["double_click"])
        case .type:
            Tool(
                rawValue, "Put text into a field, in place of what it holds.",
                parameters: [
                    .required("element", .element(affording: .type), "The field."),
                    .required("text", .string(length: 1...1000), "The text to type."),
                    .optional("submit", .boolean, "Press enter afterwards.", default: .bool(false)),
                ],
                risk: .changes,
                aliases: ["input", "input_text", "enter_text", "type_text", "set_text", "fill", "write"])
        case .clear:
            Tool(
                rawValue, "Empty a field.",
                parameters: [.required("element", .element(affording: .type), "The field.")],
                risk: .changes, aliases: ["erase", "clear_text", "erase_text", "delete_text"])
        case .pressKey:
            Tool(
                rawValue, "Press a key.",
                parameters: [.required("key", .oneOf(Key.allCases.map(\.rawValue)), "The key to press.")],
                risk: .changes, aliases: ["key", "press", "keyevent", "press_button", "system_button"])
        case .back:
            Tool(
                rawValue, "Go back one screen, or close what lies over it.", risk: .reads,
                aliases: ["go_back", "press_back", "navigate_back"])
        case .home:
            Tool(
                rawValue, "Go to the home screen.", risk: .reads,
                aliases: ["go_home", "press_home", "navigate_home"])
        case .scroll:
            Tool(
                rawValue, "Show more content in a direction: down shows what is below.",
                parameters: [
                    .required("direction", Self.directions, "Where the content to show lies."),
                    .optional("element", .element(affording: .scroll), "What to scroll; the main list if left out."),
                ],
                risk: .reads, aliases: ["scroll_to", "scroll_screen"])
        case .swipe:
            Tool(
                rawValue, "Move a finger across the screen or an element: a swipe up moves the finger up.",
                parameters: [
                    .required("direction", Self.directions, "Where the finger goes."),
                    .optional("element", .element(affording: nil), "Where it starts; the screen's middle if left out."),
                ],
                risk: .changes, aliases: ["drag", "fling", "flick"])
        case .openApp:
            Tool(
                rawValue, "Open an app.",
                parameters: [.required("app", .string(length: 1...200), "The app's name or package.")],
                risk: .reads, aliases: ["launch", "launch_app", "open", "start_app"])
        case .wait:
            Tool(
                rawValue, "Wait for the screen to change.",
                parameters: [
                    .required("seconds", .number(0...60), "How long at most."),
                    .optional("text", .string(length: 1...200), "Go on as soon as this text is shown."),
                ],
                risk: .none, aliases: ["sleep", "pause", "wait_for"])
        case .answer:
            Tool(
                rawValue, "Answer the person's question.",
                parameters: [.required("text", .string(length: 1...2000), "The answer.")],
                risk: .none, aliases: ["say", "respond", "reply"])
        case .done:
            Tool(
                rawValue, "Say that the task is done.",
                parameters: [.optional("summary", .string(length: 1...1000), "What was done.")],
                risk: .none, aliases: ["complete", "completed", "finish", "finished", "success", "stop", "status"])
        case .infeasible:
            Tool(
                rawValue, "Give up: the task cannot be done here.",
                parameters: [.required("reason", .string(length: 1...1000), "Why not.")],
                risk: .none, aliases: ["fail", "impossible", "give_up", "abort", "not_possible"])
        }
    }

    private static let directions = ArgumentType.oneOf(Direction.allCases.map(\.rawValue))
}

extension ToolRegistry {
    /// The built-in tools, in `UITool`'s order.
    package static let ui = ToolRegistry(wellFormed: UITool.allCases.map(\.tool))
}
