import Hierarchies
package import Screens
package import Tools

/// What the specialist reads of one step.
///
/// `<task>` instruction, `<past>` each of the last steps, `<app>` title and package, `<screen>` the elements; each is its
/// role, its place in a coarse grid, its words, its states, perhaps the baseline's opinion, and last its pointer, whose
/// state sums up what was read. `<recap>` names the usable elements once more, now that the whole screen is known: there
/// the model judges each one. `<guess>` and the baseline's tool precede `<call>`, behind which the answer begins.
package struct SpecialistPrompt: Sendable {
    package enum Piece: Sendable, Hashable {
        case special(SpecialToken)
        case text(String)
    }

    package let pieces: [Piece]
    /// The element of each pointer: `elements[k - 1]` is the id of what `<ek>` names.
    package let elements: [Int]
    /// The pointers of the recap, in its order.
    package let recap: [Int]
    /// The grade of the baseline's opinion, 0…3, of each pointer that it has one of.
    let grades: [Int: Int]
    /// What the instruction says, as text arguments may copy it.
    let instruction: FoldedText

    /// - Parameters:
    ///   - instruction: what the person wants.
    ///   - screen: what is shown.
    ///   - history: what was done before, oldest first.
    ///   - space: the calls that are legal there.
    ///   - hints: what the baseline would call, best first; none keeps its opinion out.
    ///   - extent: how much of the screen and the history is told.
    package init(
        _ instruction: String, on screen: Screen, history: [String], in space: CallSpace, hints: [PlannedCall],
        extent: Extent = Self.extents[0]
    ) {
        var writer = PromptWriter()
        self.instruction = FoldedText(instruction, limit: Self.mostInstruction)
        writer.add(.task, self.instruction.line)
        for step in history.suffix(extent.steps) { writer.add(.past, FoldedText.line(step, limit: 80)) }
        writer.add(.app, FoldedText.line(Self.place(screen), limit: 60))
        let hinted = Self.grades(hints)
        let usable = Set(Self.pointed(space))
        let shown = Self.shown(screen, usable: usable, hinted: hinted, most: extent.elements)
        writer.add(.screen)
        if screen.elements.contains(where: { $0.window == .keyboard }) { writer.add(.keyboard) }
        for (place, element) in shown.enumerated() {
            writer.add(element, on: screen.size, hint: hinted[element.id])
            writer.add(.pointer(place + 1))
        }
        recap = shown.indices.filter { usable.contains(shown[$0].id) }.map { $0 + 1 }
        grades = Dictionary(
            uniqueKeysWithValues: shown.enumerated().compactMap { place, element in
                hinted[element.id].map { (place + 1, $0) }
            })
        writer.add(.recap)
        for pointer in recap { writer.add(.pointer(pointer)) }
        if let tool = hints.first.flatMap({ UITool(rawValue: $0.call.name) }) {
            writer.add(.guess)
            writer.add(.tool(tool))
        }
        writer.add(.call)
        pieces = writer.pieces
        elements = shown.map(\.id)
    }

    /// The pieces as one text, special tokens as private-use scalars.
    package var text: String { Self.text(pieces) }

    package static func text(_ pieces: [Piece]) -> String {
        var text = String.UnicodeScalarView()
        for piece in pieces {
            switch piece {
            case .special(let token): text.append(token.scalar)
            case .text(let words): text.append(contentsOf: words.unicodeScalars)
            }
        }
        return String(text)
    }

    /// How much a prompt tells.
    package struct Extent: Sendable, Hashable {
        /// Elements at most; of more, those that nothing speaks for are left out.
        package var elements: Int
        /// Steps of the history at most.
        package var steps: Int
    }

    /// From the largest to one that fits any model; scripts that the tokenizer cuts small need the smaller ones.
    package static let extents = [(80, 4), (40, 4), (20, 2), (10, 1), (4, 0), (1, 0)].map {
        Extent(elements: $0, steps: $1)
    }
    private static let mostInstruction = 400

    // MARK: Parts

    /// The elements that some tool can point at.
    private static func pointed(_ space: CallSpace) -> [Int] {
        [UITool.tap, .longPress, .type].flatMap { tool -> [Int] in
            guard case .elements(let ids)? = space[tool.rawValue]?["element"]?.domain else { return [] }
            return ids
        }
    }

    /// Title and the telling words of the package.
    private static func place(_ screen: Screen) -> String {
        let words = screen.packageName.split(separator: ".").filter { !Self.commonWords.contains($0.lowercased()) }
        return ([screen.title].compactMap { $0 } + words.suffix(2).map(String.init)).joined(separator: " ")
    }

    private static let commonWords: Set<String> = ["com", "org", "net", "android", "google", "apps", "app", "mobile"]

    /// Grade of each element that the baseline considers.
    private static func grades(_ hints: [PlannedCall]) -> [Int: Int] {
        var grades: [Int: Int] = [:]
        for (place, hint) in hints.prefix(5).enumerated() {
            guard let element = hint.element, grades[element] == nil else { continue }
            grades[element] = place == 0 ? (hint.confidence >= 0.5 ? 0 : 1) : min(place + 1, 3)
        }
        return grades
    }

    /// What is shown of the screen, in reading order: the app's and the system's windows over it.
    private static func shown(_ screen: Screen, usable: Set<Int>, hinted: [Int: Int], most: Int) -> [Element] {
        let all = screen.elements.filter { element in
            guard [.app, .system].contains(element.window) else { return false }
            return usable.contains(element.id) || !element.label.isEmpty || element.value != nil
                || element.actions.contains(.scroll)
        }
        guard all.count > most else { return all }
        func rank(_ element: Element) -> Int {
            hinted[element.id] != nil ? 0 : usable.contains(element.id) ? (element.label.isEmpty ? 2 : 1) : 3
        }
        let kept = Set(all.sorted { (rank($0), $0.id) < (rank($1), $1.id) }.prefix(most).map(\.id))
        return all.filter { kept.contains($0.id) }
    }
}

/// Writes the pieces of a prompt one by one.
private struct PromptWriter {
    var pieces: [SpecialistPrompt.Piece] = []

    mutating func add(_ token: SpecialToken, _ text: String = "") {
        pieces.append(.special(token))
        if !text.isEmpty { pieces.append(.text(text)) }
    }

    /// An element without its pointer.
    mutating func add(_ element: Element, on size: Size, hint: Int?) {
        add(Self.look(element, on: size))
        let center = element.bounds.center
        add(.row(Self.cell(center.y, of: size.height, into: SpecialToken.rows)))
        add(
            .column(Self.cell(center.x, of: size.width, into: SpecialToken.columns)),
            FoldedText.line(element.label, limit: Self.mostLabel)
                + (element.value.map { FoldedText.line("= " + $0, limit: Self.mostValue) } ?? ""))
        for word in element.states.words { add(.state(word)) }
        if let hint { add(.hint(hint)) }
    }

    private static let mostLabel = 64
    private static let mostValue = 32

    private static func cell(_ place: Int, of length: Int, into cells: Int) -> Int {
        length > 0 ? min(max(place * cells / length, 0), cells - 1) : 0
    }

    /// What it looks like, which people name rather than what it reacts to: a small picture is an icon, whatever its
    /// class, and a text that takes taps is still a text.
    private static func look(_ element: Element, on size: Size) -> SpecialToken {
        guard [.image, .button, .link, .row].contains(element.role) else { return .role(element.role) }
        if element.labelSource == .text || element.labelSource == .children {
            return element.role == .button && element.className.hasSuffix("TextView")
                ? .role(.text) : .role(element.role)
        }
        let isSmall = element.bounds.width * 6 <= size.width && element.bounds.height * 8 <= size.height
        if isSmall { return .icon }
        let isPicture = ["Image", "Photo", "Picture", "Avatar", "Drawee", "Thumbnail"].contains {
            element.className.contains($0)
        }
        return isPicture ? .role(.image) : .role(element.role)
    }
}
