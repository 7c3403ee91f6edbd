/// The texts that make up one label, each once: a text that another holds is not said again.
struct LabelParts {
    private(set) var parts: [String] = []
    private var seen: Set<String> = []
    /// Beyond this many parts only equal ones are told apart: searching each in each is quadratic.
    private static let mostSearched = 64

    /// Adds a text; returns the 1-based part that now holds it, or 0 for an empty one.
    mutating func add(_ text: String) -> Int {
        if text.isEmpty { return 0 }
        if parts.count >= Self.mostSearched {
            if seen.isEmpty { seen = Set(parts) }
            if seen.insert(text).inserted { parts.append(text) }
            return parts.count
        }
        if let holder = parts.firstIndex(where: { $0.holds(text) }) { return holder + 1 }
        if let held = parts.firstIndex(where: { text.holds($0) }) {
            parts[held] = text
            return held + 1
        }
        parts.append(text)
        return parts.count
    }

    var label: String { parts.count == 1 ? parts[0] : parts.joined(separator: " | ") }
}

extension String {
    /// Whether the other text lies in this one, byte for byte.
    fileprivate func holds(_ other: String) -> Bool {
        let (mine, its) = (self.utf8, other.utf8)
        guard mine.count >= its.count, let first = its.first else { return false }
        if mine.count == its.count { return self == other }
        var rest = mine[...]
        while rest.count >= its.count, let start = rest.firstIndex(of: first) {
            rest = rest[start...]
            if rest.starts(with: its) { return true }
            rest = rest.dropFirst()
        }
        return false
    }
}
