package import Screens
package import Tools

/// A token of the specialist's vocabulary that no text can spell.
///
/// Tools have one token each (Octopus's functional tokens), elements are named by pointers, and the rest frames the
/// prompt. `all` fixes the ids: `tools/train/specials.txt` holds the same names in the same order.
package struct SpecialToken: Sendable, Hashable {
    /// As the vocabulary has it: `<tap>`.
    package let name: String

    private init(_ word: String) { name = "<\(word)>" }

    /// Pads, ends an answer, begins the parts of a prompt.
    package static let pad = SpecialToken("pad")
    package static let end = SpecialToken("end")
    package static let task = SpecialToken("task")
    package static let past = SpecialToken("past")
    package static let app = SpecialToken("app")
    package static let screen = SpecialToken("screen")
    package static let recap = SpecialToken("recap")
    package static let call = SpecialToken("call")
    package static let tools = SpecialToken("tools")
    package static let argument = SpecialToken("arg")
    /// What the model says of an element, or of a word in a quotation.
    package static let hit = SpecialToken("hit")
    package static let miss = SpecialToken("miss")
    /// Precedes the tool that the baseline would call.
    package static let guess = SpecialToken("guess")
    package static let keyboard = SpecialToken("keyboard")
    /// Ends an answer that types and presses enter.
    package static let submit = SpecialToken("submit")
    /// Where a word of a quotation is judged.
    package static let quote = SpecialToken("quote")
    package static let noCall = SpecialToken("no_call")
    /// A small picture, whatever its role.
    package static let icon = SpecialToken("icon")

    package static func tool(_ tool: UITool) -> SpecialToken { SpecialToken(tool.rawValue) }
    package static func role(_ role: Role) -> SpecialToken { SpecialToken(role.rawValue) }
    package static func state(_ word: String) -> SpecialToken { SpecialToken(word) }
    /// `down` counts twelfths of the screen's height, `across` sixths of its width.
    package static func row(_ down: Int) -> SpecialToken { SpecialToken("y\(down)") }
    package static func column(_ across: Int) -> SpecialToken { SpecialToken("x\(across)") }
    /// 0…3: the baseline's sure choice, its unsure one, its second, its third to fifth.
    package static func hint(_ grade: Int) -> SpecialToken { SpecialToken("h\(grade)") }
    /// 0…3: what the retriever takes to be meant, graded likewise.
    package static func meaning(_ grade: Int) -> SpecialToken { SpecialToken("s\(grade)") }
    package static func direction(_ direction: Direction) -> SpecialToken { SpecialToken(direction.rawValue) }
    package static func key(_ key: Key) -> SpecialToken { SpecialToken("key_" + key.rawValue) }
    /// From 1.
    package static func pointer(_ number: Int) -> SpecialToken { SpecialToken("e\(number)") }
    package static func function(_ number: Int) -> SpecialToken { SpecialToken("f\(number)") }

    package static let rows = 12
    package static let columns = 6
    package static let pointers = 256
    package static let functions = 64

    /// Every special token; the index is the token's id.
    package static let all: [SpecialToken] = {
        let frame = [
            "pad", "end", "task", "past", "app", "screen", "recap", "call", "tools", "arg", "hit", "miss", "guess",
            "keyboard", "submit", "quote",
        ]
        let roles: [Role] = [.text, .heading, .image]
        let others: [Role] = [
            .button, .link, .row, .tab, .field, .checkbox, .radio, .switch, .slider, .dropdown, .list, .pager, .web,
            .progress, .group, .key,
        ]
        let directions: [Direction] = [.up, .down, .left, .right]
        var all = frame.map { SpecialToken($0) }
        all += UITool.allCases.map { tool($0) } + [noCall]
        all += roles.map { role($0) } + [icon] + others.map { role($0) }
        all += ElementStates.allWords.map { state($0) }
        all += (0..<rows).map { row($0) } + (0..<columns).map { column($0) } + (0..<4).map { hint($0) }
        all += directions.map { direction($0) } + Key.allCases.map { key($0) }
        all += (1...pointers).map { pointer($0) } + (1...functions).map { function($0) }
        return all + (0..<32).map { SpecialToken("s\($0)") }
    }()

    /// The token's id.
    package var id: Int { Self.ids[name] ?? 0 }

    /// Whether the token of that id names an element.
    static func isPointer(_ id: Int) -> Bool { pointerIDs.contains(id) }

    private static let pointerIDs = pointer(1).id...pointer(pointers).id

    /// How the token is written in the text files that models are trained from: U+E000 and its id, in the private use
    /// area, which texts of screens and people are cleared of.
    package var scalar: Unicode.Scalar { Unicode.Scalar(UInt32(0xE000 + id)) ?? "\u{E000}" }

    private static let ids = Dictionary(uniqueKeysWithValues: all.enumerated().map { ($1.name, $0) })
}
