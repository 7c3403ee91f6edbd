internal import Hierarchies
internal import JSON
internal import Screens

/// Takes one input through every reader and, where it was read, through everything that is made of a dump; traps where
/// a law does not hold.
package func probe(_ bytes: [UInt8]) {
    checkJSON(bytes)
    for format in DumpFormat.allCases {
        // A refusal is an answer; what matters is that it is one.
        guard let hierarchy = try? Hierarchy(reading: bytes, file: "-", as: format) else { continue }
        checkTree(hierarchy)
        let screen = Screen(hierarchy)
        check(screen, of: hierarchy)
        checkText(TextRendering().render(screen), elements: screen.elements.count)
    }
    // What the format is found for goes through the rest, which costs four times as much.
    guard let hierarchy = try? Hierarchy(reading: bytes, file: "-") else { return }
    checkTree(hierarchy)
    let screen = Screen(hierarchy)
    check(screen, of: hierarchy)
    let first = Renderings(screen, hierarchy)
    checkText(first.text, elements: screen.elements.count)
    checkJSON(first.json, of: screen)
    require(isWellFormedXML(first.svg), "the drawing is well-formed XML")
    checkSecrets(hierarchy, first)
    if let again = try? Hierarchy(reading: bytes, file: "-") {
        let json = JSONRendering(text: TextRendering()).render(Screen(again))
        require(json == first.json, "the same bytes give the same output")
    }
}

/// Ends the run with the name of the law that does not hold; unlike `precondition`, it says so in release builds too.
func require(_ condition: Bool, _ law: String) {
    if !condition { fatalError("broken law: \(law)") }
}

/// All that is shown of one screen.
struct Renderings: Equatable {
    let text: String
    let json: String
    let stats: String
    let svg: String
    /// Of the first elements only: a chain costs a search over all nodes.
    let chains: [SelectorChain]

    init(_ screen: Screen, _ hierarchy: Hierarchy) {
        text = TextRendering().render(screen)
        json = JSONRendering(text: TextRendering()).render(screen)
        stats = StatsRendering(text: TextRendering()).render(screen)
        svg = SVGRendering().render(screen)
        let builder = SelectorChainBuilder(screen, hierarchy)
        chains = screen.elements.prefix(3).map { builder.chain(for: $0) }
    }
}
