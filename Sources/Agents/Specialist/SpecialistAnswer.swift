import JSON
import Screens
import Tools

/// How the specialist writes a call.
///
/// The tool's token, the element's pointer or the value's token, and `<end>` or `<submit>`. Behind it stands the quotation
/// that its text is chosen from.
struct SpecialistAnswer {
    var pieces: [SpecialistPrompt.Piece]
    var quotation: Quotation?
    /// The words of the quotation that are meant.
    var quoted: [Int] = []

    /// The name of the argument that holds quoted text, or nil for a tool without one.
    static func textArgument(of tool: UITool) -> String? {
        switch tool {
        case .type, .answer: "text"
        case .openApp: "app"
        default: nil
        }
    }

    /// What a tool's text is chosen from: what the person said, or for an answer the element that tells it.
    static func part(of tool: UITool, _ prompt: SpecialistPrompt, telling element: Element?) -> Quotation.Part {
        guard tool == .answer else { return Quotation.Part(origin: .task, sources: [prompt.instruction]) }
        let texts = [element?.label, element?.value].compactMap { $0 }
        return Quotation.Part(origin: .screen, sources: texts.map { FoldedText($0, limit: 200) })
    }

    /// Where the person names no app.
    static let commonApps = Quotation.Part(origin: .app, sources: CommonApps.folded, isWhole: true)

    /// - Parameters:
    ///   - call: the right call.
    ///   - tool: its tool.
    ///   - pointer: of the element that is right, or of the one whose text is the answer.
    ///   - prompt: what was read.
    ///   - screen: what is shown.
    /// - Throws: `LessonError` where the specialist cannot say it.
    init(
        _ call: ToolCall, _ tool: UITool, pointer: Int?, _ prompt: SpecialistPrompt, on screen: Screen
    ) throws(LessonError) {
        pieces = [.special(.tool(tool))]
        if let pointer { pieces.append(.special(.pointer(pointer))) }
        switch tool {
        case .type, .openApp, .answer:
            let text = Self.textArgument(of: tool).flatMap { call.arguments[$0]?.string } ?? ""
            let element = pointer.flatMap { screen[id: prompt.elements[$0 - 1]] }
            var parts = [Self.part(of: tool, prompt, telling: element)]
            if tool == .openApp, Quotation(parts).places(of: text, in: 0) == nil { parts.append(Self.commonApps) }
            let quotation = Quotation(parts)
            guard let places = quotation.places(of: text, in: parts.count - 1) else {
                throw LessonError(message: "the text of \(tool.rawValue) stands nowhere that it could be quoted from")
            }
            self.quotation = quotation
            quoted = places
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
        pieces.append(.special(call.arguments["submit"]?.bool == true ? .submit : .end))
    }
}
