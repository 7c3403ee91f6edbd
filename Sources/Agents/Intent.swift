import Tools

/// What one clause of an instruction asks for, before anything on a screen is chosen.
enum Intent {
    /// A finger on an element; `state` is what the element shall be in afterwards, on or off.
    case touch(UITool, Phrase, state: Bool? = nil)
    case type(text: String, field: Phrase?, submit: Bool)
    case clear(Phrase?)
    case move(UITool, Direction, Phrase?)
    /// Scroll until this is shown.
    case reveal(Phrase)
    case press(Key)
    case back
    case home
    case open(app: Phrase)
    case wait(seconds: Double, text: String?)
    case ask(Phrase)

    /// Whether one call does it for good; a state and a way to look are judged by the screen.
    var isDoneOnce: Bool {
        switch self {
        case .touch(_, _, state: nil), .type, .clear, .press, .back, .home, .open, .wait: true
        case .touch, .move, .reveal, .ask: false
        }
    }
}
