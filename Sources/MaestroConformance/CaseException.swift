internal import JSON

/// Cases that are left out by declaration; where that is possible they are run all the same, so that none gets old.
struct CaseException: Sendable {
    var name: String
    var reason: String
    /// Whether a case meets it.
    let applies: @Sendable (_ test: JSONValue, _ sources: [String]) -> Bool
    /// Whether such a case is run all the same, to see whether it still fails.
    let isTried: Bool

    static let all = [
        CaseException(
            name: "css", reason: "css selectors need a browser", applies: { test, _ in mentionsCSS(test["layout"]) },
            isTried: true),
        CaseException(
            name: "http", reason: "the script calls a server on the network",
            applies: { _, sources in sources.contains { $0.contains("http.") } }, isTried: false),
    ]

    private static func mentionsCSS(_ layout: JSONValue?) -> Bool {
        guard let layout else { return false }
        return layout["matchesCssFilter"] != nil || (layout["children"]?.array ?? []).contains(where: mentionsCSS)
    }
}
