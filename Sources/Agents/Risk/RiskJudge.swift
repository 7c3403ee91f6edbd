internal import Hierarchies
internal import JSON
package import Screens
package import Tools

/// Judges what a call may cost the person: by its tool, and by the words on what it touches.
package struct RiskJudge: Sendable {
    package init() {}

    package struct Verdict: Sendable, Hashable {
        package var risk: Risk
        /// The word that decided, as the label has it; nil when the tool did.
        package var word: String?
    }

    /// The worse of both judgements.
    ///
    /// - Parameters:
    ///   - call: a call that is valid on the screen.
    ///   - screen: where it is to be made.
    ///   - isGivenSecret: whether it types a secret that the person gave for this; one of the planner's own making
    ///     needs consent.
    /// - Returns: the risk, and the word that decided.
    package func judge(_ call: ToolCall, on screen: Screen, isGivenSecret: Bool = true) -> Verdict {
        let risk = ToolRegistry.ui[call.name]?.risk ?? .unknown
        if risk.needsConsent { return Verdict(risk: risk) }
        guard let tool = UITool(rawValue: call.name) else { return Verdict(risk: .unknown) }
        let element = call.arguments["element"]?.integer.flatMap { screen[id: Int($0)] }
        switch tool {
        case .tap, .longPress, .doubleTap, .swipe:
            if let element, let hit = hit(element) { return Verdict(risk: hit.risk, word: hit.word) }
        case .type:
            if let element, CredentialWords.isSecret(element), !isGivenSecret { return Verdict(risk: .credentials) }
            // Enter does what the keyboard's own key says, and in a message box that is to send.
            if call.arguments["submit"]?.bool == true, let hit = submitHit(element, on: screen) {
                return Verdict(risk: hit.risk, word: hit.word)
            }
        case .pressKey:
            let focused = screen.elements.first { $0.states.contains(.focused) }
            if ["enter", "dpad_center", "space"].contains(call.arguments["key"]?.string), let focused,
                let hit = focused.role == .field ? submitHit(focused, on: screen) : hit(focused)
            {
                return Verdict(risk: hit.risk, word: hit.word)
            }
        case .clear, .back, .home, .scroll, .openApp, .wait, .answer, .done, .infeasible: break
        }
        return Verdict(risk: risk)
    }

    /// What a thing to press costs; names of places, titles and states cost nothing.
    private func hit(_ element: Element) -> RiskWords.Hit? {
        switch element.role {
        case .button, .link, .image, .row, .text, .dropdown, .key, .group: break
        case .heading, .tab, .field, .checkbox, .radio, .switch, .slider, .list, .pager, .web, .progress: return nil
        }
        // What follows a row's title is content: a message that says "send me" sends nothing when it is opened.
        let isButton = [.button, .link, .key].contains(element.role)
        let title = element.label.split(separator: " | ", maxSplits: 1).first.map(String.init) ?? ""
        let label = (isButton ? element.label : title).prefix(Self.mostCharacters)
        let id = element.resourceIDTail.map { $0 == "_" || $0 == "-" ? " " : $0 }
        return RiskWords.find(in: String(label)) ?? (element.role == .row ? nil : RiskWords.find(in: String(id)))
    }

    /// Enter in a field beside a button that sends or pays is taken to press that button.
    private func submitHit(_ field: Element?, on screen: Screen) -> RiskWords.Hit? {
        guard let field else { return nil }
        let name = field.label + " " + field.resourceIDTail.map { $0 == "_" ? " " : String($0) }.joined()
        if name.lowercased().contains("search") || name.contains("搜索") { return nil }
        return screen.elements.lazy.filter { other in
            other.role == .button && other.bounds.top < field.bounds.bottom && other.bounds.bottom > field.bounds.top
        }.compactMap(hit).first
    }

    /// Only the beginning of a long text is what it does.
    private static let mostCharacters = 80
}
