internal import JSON
package import Screens

/// One action of a flow, and the screen that it was done on.
package struct FlowStep: Sendable, Hashable {
    package var action: Action
    /// Which screen it was, when that is known.
    package var screen: ScreenFingerprint?

    /// What was read instead of a confirmation when it was recorded: a word of `Verification`.
    package var unconfirmed: String?

    package init(_ action: Action, on screen: ScreenFingerprint? = nil, unconfirmed: String? = nil) {
        self.action = action
        self.screen = screen
        self.unconfirmed = unconfirmed
    }

    /// What a flow file has no words for, for a comment line that programs can read; nil when there is nothing to say.
    ///
    /// An object of `screen`, `element` (what it can be told by), `unconfirmed` (what the screen said
    /// instead), `alternatives` (the rest of the chain: selectors, then the position) and, at a flow's end, `answer` or
    /// `infeasible`.
    var note: String? {
        var note = Self.members(screen: screen, chain: action.target?.chain, element: action.target?.memory)
        note["unconfirmed"] = unconfirmed.map { .string($0) }
        switch action {
        case .finish(.answer(let text)): note["answer"] = .string(text)
        case .finish(.infeasible(let reason)): note["infeasible"] = .string(reason)
        case .finish(.done): return nil
        default: break
        }
        return note.isEmpty ? nil : Self.line(note)
    }

    /// The note of a step that does something to an element.
    static func note(screen: ScreenFingerprint, chain: SelectorChain, element: ElementMemory) -> String {
        line(members(screen: screen, chain: chain, element: element))
    }

    private static func members(
        screen: ScreenFingerprint?, chain: SelectorChain?, element: ElementMemory?
    ) -> JSONObject {
        var note = JSONObject()
        note["screen"] = screen.map { .string($0.description) }
        note["element"] = element?.json
        note["alternatives"] = chain.flatMap { chain in
            let rest = chain.selectors.dropFirst().map(\.json)
            let position: [JSONValue] =
                chain.selectors.isEmpty ? [] : [["point": .string(chain.position.description)]]
            let all = rest + position
            return all.isEmpty ? nil : .array(all)
        }
        return note
    }

    private static func line(_ note: JSONObject) -> String { JSONValue.object(note).asciiLine }
}

extension Action {
    /// What the action is done to, when it is done to something.
    package var target: Target? {
        switch self {
        case .tap(let target), .longPress(let target), .doubleTap(let target), .eraseText(let target, _): target
        case .inputText(let input): input.target
        case .scroll(let gesture), .swipe(let gesture): gesture.target
        case .pressKey, .back, .home, .launchApp, .wait, .finish: nil
        }
    }
}
