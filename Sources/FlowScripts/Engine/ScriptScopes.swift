/// The variables of a run in their scopes; an inner scope's hide those of the outer ones until it ends.
struct ScriptScopes {
    private var scopes: [[String: String]] = [[:]]

    mutating func enter() { scopes.append([:]) }

    /// Ends the innermost scope; the outermost does not end.
    mutating func leave() { if scopes.count > 1 { scopes.removeLast() } }

    mutating func set(_ name: String, to value: String) { scopes[scopes.count - 1][name] = value }

    /// What is to be seen from the innermost scope.
    var variables: [String: String] {
        scopes.dropFirst().reduce(into: scopes[0]) { visible, scope in
            visible.merge(scope) { _, inner in inner }
        }
    }
}
