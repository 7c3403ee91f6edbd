/// A pattern for paths: `*` and `?` stay within a folder, `**` goes through folders; `[a-z]` and `{a,b}` as usual.
///
/// Source: the `glob` syntax of java.nio.file.FileSystem.getPathMatcher, which Maestro's workspaces use.
package struct GlobPattern: Sendable, Hashable {
    package let source: String
    private let alternatives: [[Part]]

    private enum Part: Sendable, Hashable {
        case scalar(Unicode.Scalar)
        /// Any but `/`.
        case one
        case many
        case everything
        case set([ClosedRange<Unicode.Scalar>], isNegated: Bool)
    }

    /// Braces multiply; a pattern may come to so many alternatives.
    package static let maximalAlternatives = 256

    /// - Returns: nil when brackets or braces do not end, are nested, or come to too many alternatives.
    package init?(_ source: String) {
        self.source = source
        var alternatives: [[Part]] = [[]]
        var rest = Array(source.unicodeScalars)[...]
        while let scalar = rest.popFirst() {
            if scalar == "{" {
                guard let end = rest.firstIndex(of: "}") else { return nil }
                let choices = rest[..<end].split(separator: ",", omittingEmptySubsequences: false)
                    .compactMap(Self.parts)
                guard choices.count * alternatives.count <= Self.maximalAlternatives, !choices.isEmpty,
                    !rest[..<end].contains("{")
                else { return nil }
                alternatives = alternatives.flatMap { start in choices.map { start + $0 } }
                rest = rest[(end + 1)...]
            } else {
                guard let part = Self.part(scalar, &rest) else { return nil }
                alternatives = alternatives.map { $0 + [part] }
            }
        }
        self.alternatives = alternatives
    }

    package func matches(_ path: some StringProtocol) -> Bool {
        let path = Array(path.unicodeScalars)
        return alternatives.contains { Self.matches($0, path) }
    }

    private static func parts(_ text: ArraySlice<Unicode.Scalar>) -> [Part]? {
        var rest = text
        var parts: [Part] = []
        while let scalar = rest.popFirst() {
            guard let part = part(scalar, &rest) else { return nil }
            parts.append(part)
        }
        return parts
    }

    private static func part(_ scalar: Unicode.Scalar, _ rest: inout ArraySlice<Unicode.Scalar>) -> Part? {
        switch scalar {
        case "*":
            guard rest.first == "*" else { return .many }
            rest.removeFirst()
            return .everything
        case "?": return .one
        case "[": return set(&rest)
        case "\\": return rest.popFirst().map(Part.scalar)
        default: return .scalar(scalar)
        }
    }

    private static func set(_ rest: inout ArraySlice<Unicode.Scalar>) -> Part? {
        let isNegated = rest.first == "!"
        if isNegated { rest.removeFirst() }
        var ranges: [ClosedRange<Unicode.Scalar>] = []
        while let first = rest.popFirst() {
            if first == "]", !ranges.isEmpty { return .set(ranges, isNegated: isNegated) }
            guard rest.first == "-", let last = rest.dropFirst().first, last != "]", first <= last else {
                ranges.append(first...first)
                continue
            }
            ranges.append(first...last)
            rest.removeFirst(2)
        }
        return nil
    }

    /// Which beginnings of the parts fit the path so far: one pass, whatever the number of stars.
    private static func matches(_ parts: [Part], _ path: [Unicode.Scalar]) -> Bool {
        var reached = closure([0], parts)
        for scalar in path {
            var next: Set<Int> = []
            for place in reached where place < parts.count {
                switch parts[place] {
                case .everything: next.insert(place)
                case .many: if scalar != "/" { next.insert(place) }
                case .one: if scalar != "/" { next.insert(place + 1) }
                case .scalar(let wanted): if scalar == wanted { next.insert(place + 1) }
                case .set(let ranges, let isNegated):
                    if scalar != "/", ranges.contains(where: { $0.contains(scalar) }) != isNegated {
                        next.insert(place + 1)
                    }
                }
            }
            reached = closure(next, parts)
            if reached.isEmpty { return false }
        }
        return reached.contains(parts.count)
    }

    /// With the places behind stars, which may stand for nothing.
    private static func closure(_ places: Set<Int>, _ parts: [Part]) -> Set<Int> {
        var all = places
        for var place in places {
            while place < parts.count, parts[place] == .many || parts[place] == .everything {
                place += 1
                all.insert(place)
            }
        }
        return all
    }
}
