import JSON
import Screens
import Tools

/// How the specialist writes a call: the tool's token, the element's pointer or the value's token, copied text, `<end>`.
enum SpecialistAnswer {
    /// The texts that a tool's text argument may be a part of: what the person said, for an answer what is shown, for an
    /// app also the names of common ones.
    static func sources(of tool: UITool, _ prompt: SpecialistPrompt, on screen: Screen) -> [FoldedText] {
        guard tool == .answer else {
            return [prompt.instruction] + (tool == .openApp ? CommonApps.folded : [])
        }
        return prompt.elements.compactMap { screen[id: $0] }.flatMap { element in
            [element.label, element.value].compactMap { $0 }.map { FoldedText($0, limit: 200) }
        }
    }

    /// The name of the argument that holds the copied text, or nil for a tool without one.
    static func textArgument(of tool: UITool) -> String? {
        switch tool {
        case .type, .answer: "text"
        case .openApp: "app"
        default: nil
        }
    }

    /// - Throws: `LessonError` where the text stands nowhere that it could be copied from.
    static func pieces(
        _ call: ToolCall, _ tool: UITool, pointer: Int?, copying sources: [FoldedText]
    ) throws(LessonError) -> [SpecialistPrompt.Piece] {
        var pieces: [SpecialistPrompt.Piece] = [.special(.tool(tool))]
        if let pointer { pieces.append(.special(.pointer(pointer))) }
        switch tool {
        case .type, .openApp, .answer:
            let text = textArgument(of: tool).flatMap { call.arguments[$0]?.string } ?? ""
            let found = sources.lazy.compactMap { source in source.range(of: text).map { source.bytes[$0] } }.first
            guard let found else {
                throw LessonError(message: "the text of \(tool.rawValue) stands nowhere that it could be copied from")
            }
            pieces.append(.text(String(decoding: found, as: UTF8.self)))
            if call.arguments["submit"]?.bool == true { pieces.append(.special(.submit)) }
        case .scroll, .swipe:
            guard let direction = call.arguments["direction"]?.string.flatMap(Direction.init) else {
                throw LessonError(message: "\(tool.rawValue) needs a direction")
            }
            pieces.append(.special(.direction(direction)))
        case .pressKey:
            guard let key = call.arguments["key"]?.string.flatMap(Key.init) else {
                throw LessonError(message: "press_key needs a key")
            }
            pieces.append(.special(.key(key)))
        case .tap, .longPress, .doubleTap, .clear, .back, .home, .wait, .done, .infeasible: break
        }
        return pieces + [.special(.end)]
    }
}
