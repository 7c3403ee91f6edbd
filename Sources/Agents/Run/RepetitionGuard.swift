import Hierarchies
import JSON
import Screens
import Tools

/// Notices that a run goes round in circles.
struct RepetitionGuard {
    /// Everything that an app's screen says, and so whether it is exactly as it was before.
    struct State: Hashable {
        let fingerprint: ScreenFingerprint
        private let texts: [String]
        private let states: [UInt32]

        init(_ screen: Screen) {
            fingerprint = screen.fingerprint
            let elements = screen.elements.filter { $0.window == .app || $0.window == .system }
            texts = elements.map { "\($0.label)\u{0}\($0.value ?? "\u{1}")" }
            states = elements.map(\.states.rawValue)
        }
    }

    let repeats: Int
    let repeatsOnScreen: Int
    private var inState: [State: [String: Int]] = [:]
    private var onScreen: [ScreenFingerprint: [String: Int]] = [:]

    init(repeats: Int, repeatsOnScreen: Int) {
        self.repeats = repeats
        self.repeatsOnScreen = repeatsOnScreen
    }

    /// Whether the call was made often enough here to know that it leads nowhere.
    func isExhausted(_ call: ToolCall, on screen: Screen) -> Bool {
        let key = Self.key(call, on: screen)
        let state = State(screen)
        return inState[state]?[key] ?? 0 >= repeats || onScreen[state.fingerprint]?[key] ?? 0 >= repeatsOnScreen
    }

    mutating func note(_ call: ToolCall, on screen: Screen) {
        let key = Self.key(call, on: screen)
        let state = State(screen)
        inState[state, default: [:]][key, default: 0] += 1
        onScreen[state.fingerprint, default: [:]][key, default: 0] += 1
    }

    /// The call with its element by what it is, for ids count anew on each screen.
    private static func key(_ call: ToolCall, on screen: Screen) -> String {
        let element = call.arguments["element"]?.integer.flatMap { screen[id: Int($0)] }
        let others = call.arguments.members.filter { $0.key != "element" }.map { "\($0.key)=\($0.value.print())" }
        let name = element.map { "\($0.fingerprint.hash) \($0.label) \($0.bounds.left),\($0.bounds.top)" } ?? ""
        return ([call.name, name] + others).joined(separator: "\u{0}")
    }
}
