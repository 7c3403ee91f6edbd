internal import JSON

/// Where we differ from Maestro on purpose, or cannot follow it; each is tried against the cases, so that none gets old.
package struct Divergence: Sendable {
    package var name: String
    package var reason: String
    /// Whether a case meets it.
    let applies: @Sendable (_ test: JSONValue, _ sources: [String]) -> Bool
    /// Whether such a case is run all the same, to see whether it still fails.
    let isTried: Bool

    package static let all = [
        Divergence(
            name: "css", reason: "css selectors need a browser", applies: { test, _ in mentionsCSS(test["layout"]) },
            isTried: true),
        Divergence(
            name: "http", reason: "the script calls a server on the network",
            applies: { _, sources in sources.contains { $0.contains("http.") } }, isTried: false),
    ]

    private static func mentionsCSS(_ layout: JSONValue?) -> Bool {
        guard let layout else { return false }
        return layout["matchesCssFilter"] != nil || (layout["children"]?.array ?? []).contains(where: mentionsCSS)
    }
}
