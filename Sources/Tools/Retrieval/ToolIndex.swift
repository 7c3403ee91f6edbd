import Glibc

/// The words of a registry's tools, to find those that an instruction asks for.
///
/// Scores are BM25 over weighted fields (Robertson, Zaragoza and Taylor, "Simple BM25 Extension to Multiple Weighted
/// Fields", 2004): a word in a tool's name counts more than one in a description, rare words more than common ones,
/// and long tools are not favoured. It knows no synonyms but a tool's aliases.
package struct ToolIndex: Sendable {
    package let registry: ToolRegistry

    /// A tool that holds a term, and the sum of the weights of the places where it does.
    private struct Posting {
        var tool: Int
        var weight: Double
    }

    private var terms: [String: Int] = [:]
    private var postings: [[Posting]] = []
    /// The sum of the weights of each tool's words.
    private var lengths: [Double] = []

    private static let saturation = 1.2
    private static let lengthWeight = 0.5

    /// What a word counts, by where it stands.
    private enum Weight {
        static let name = 4.0
        static let alias = 2.0
        static let summary = 1.0
        static let parameterName = 1.0
        static let choice = 0.7
        static let parameterSummary = 0.5
    }

    /// Takes time linear in the words of the registry.
    package init(_ registry: ToolRegistry) {
        self.registry = registry
        lengths.reserveCapacity(registry.tools.count)
        for (number, tool) in registry.tools.enumerated() {
            lengths.append(0)
            add(Self.terms(of: tool.name), Weight.name, to: number)
            for alias in tool.aliases { add(Self.terms(of: alias), Weight.alias, to: number) }
            add(Terms.of(tool.summary), Weight.summary, to: number)
            for parameter in tool.parameters {
                add(Self.terms(of: parameter.name), Weight.parameterName, to: number)
                add(Terms.of(parameter.summary), Weight.parameterSummary, to: number)
                for word in parameter.type.words { add(Terms.of(word), Weight.choice, to: number) }
            }
        }
    }

    private mutating func add(_ words: [String], _ weight: Double, to tool: Int) {
        for word in words {
            lengths[tool] += weight
            guard let term = terms[word] else {
                terms[word] = postings.count
                postings.append([Posting(tool: tool, weight: weight)])
                continue
            }
            // Tools come in order, so the last posting is this tool's if it has one.
            let last = postings[term].count - 1
            if postings[term][last].tool == tool {
                postings[term][last].weight += weight
            } else {
                postings[term].append(Posting(tool: tool, weight: weight))
            }
        }
    }

    /// The words of a name or an instruction, and neighbours written as one: "wi-fi" is found by "wifi".
    private static func terms(of text: String) -> [String] {
        let terms = Terms.of(text)
        return terms + zip(terms, terms.dropFirst()).map { $0 + $1 }
    }

    /// How well each tool answers to an instruction, in the registry's order; 0 where no word is shared.
    package func scores(for instruction: String) -> [Double] {
        var scores = [Double](repeating: 0, count: registry.tools.count)
        let words = Self.terms(of: instruction)
        let telling = words.filter { !Terms.stopWords.contains($0) }
        let average = max(lengths.reduce(0, +) / Double(max(lengths.count, 1)), 1)
        // In order of their first use, since sums of doubles depend on it.
        var seen: Set<String> = []
        for word in telling.isEmpty ? words : telling where seen.insert(word).inserted {
            guard let list = terms[word].map({ postings[$0] }) else { continue }
            let (all, holders) = (Double(scores.count), Double(list.count))
            let rarity = log(1 + (all - holders + 0.5) / (holders + 0.5))
            for posting in list {
                let norm = 1 - Self.lengthWeight + Self.lengthWeight * lengths[posting.tool] / average
                scores[posting.tool] += rarity * posting.weight / (posting.weight + Self.saturation * norm)
            }
        }
        return scores
    }

    /// Every tool by its place in the registry, the best first; ties keep the registry's order.
    func ranking(for instruction: String) -> [Int] {
        let scores = scores(for: instruction)
        return scores.indices.sorted { (-scores[$0], $0) < (-scores[$1], $1) }
    }

    /// The tools that an instruction most likely needs, in the registry's order.
    ///
    /// Tools that share no word with it fill the rest in the registry's order, so an instruction in another language
    /// still gets tools.
    /// - Parameters:
    ///   - instruction: what a person asks for.
    ///   - count: how many tools at most, the kept ones among them.
    ///   - keeping: names of tools that are there in any case, even where they are more than `count`.
    package func tools(for instruction: String, count: Int, keeping: Set<String> = []) -> [Tool] {
        var chosen = Set(registry.tools.indices.filter { keeping.contains(registry.tools[$0].name) })
        for place in ranking(for: instruction) {
            if chosen.count >= count { break }
            chosen.insert(place)
        }
        return chosen.sorted().map { registry.tools[$0] }
    }
}

extension ArgumentType {
    /// The words that an argument may be, which say what a tool is about.
    fileprivate var words: [String] {
        switch self {
        case .oneOf(let words): words
        case .array(let item, _): item.words
        case .element, .string, .integer, .number, .boolean: []
        }
    }
}
