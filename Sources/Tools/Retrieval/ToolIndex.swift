import Glibc
import JSON
import Schemas

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
        /// The term's posting of an earlier tool.
        var previous: Int?
    }

    /// The postings of one term, which are linked: the last of them, and how many there are.
    private struct PostingList {
        var last: Int
        var count = 1
    }

    /// A term by a hash of its UTF-8 (FNV-1a): among 10,000 terms two are alike once in 10¹¹ registries.
    private struct Term: Hashable {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325

        init(_ bytes: some Sequence<UInt8>) {
            for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        }
    }

    private var numbers: [Term: Int] = [:]
    /// By the number of the term.
    private var lists: [PostingList] = []
    private var postings: [Posting] = []
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
        lengths = [Double](repeating: 0, count: registry.tools.count)
        var reader = TermReader()
        for (place, tool) in registry.tools.enumerated() {
            for (name, weight) in [(tool.name, Weight.name)] + tool.aliases.map({ ($0, Weight.alias) }) {
                for term in Self.withPairs(Terms.of(name)) { add(Term(term.utf8), weight, to: place) }
            }
            reader.read(tool.summary) { add(Term($0), Weight.summary, to: place) }
            for parameter in tool.parameters {
                reader.read(parameter.name) { add(Term($0), Weight.parameterName, to: place) }
                reader.read(parameter.summary) { add(Term($0), Weight.parameterSummary, to: place) }
                for word in parameter.type.words {
                    reader.read(word) { add(Term($0), Weight.choice, to: place) }
                }
            }
        }
    }

    private mutating func add(_ term: Term, _ weight: Double, to tool: Int) {
        lengths[tool] += weight
        guard let number = numbers[term] else {
            numbers[term] = lists.count
            lists.append(PostingList(last: postings.count))
            postings.append(Posting(tool: tool, weight: weight, previous: nil))
            return
        }
        // Tools come in order, so the last posting is this tool's if it has one.
        let last = lists[number].last
        if postings[last].tool == tool {
            postings[last].weight += weight
        } else {
            lists[number] = PostingList(last: postings.count, count: lists[number].count + 1)
            postings.append(Posting(tool: tool, weight: weight, previous: last))
        }
    }

    /// The terms of a name or an instruction, and neighbours written as one: "wi-fi" is found by "wifi".
    private static func withPairs(_ terms: [String]) -> [String] {
        terms.count < 2 ? terms : terms + zip(terms, terms.dropFirst()).map { $0 + $1 }
    }

    /// How well each tool answers to an instruction, in the registry's order; 0 where no word is shared.
    package func scores(for instruction: String) -> [Double] {
        var scores = [Double](repeating: 0, count: registry.tools.count)
        let words = Self.withPairs(Terms.of(instruction))
        let telling = words.filter { !Terms.stopWords.contains($0) }
        let average = max(lengths.reduce(0, +) / Double(max(lengths.count, 1)), 1)
        // In order of their first use, since sums of doubles depend on it.
        var seen: Set<String> = []
        for word in telling.isEmpty ? words : telling where seen.insert(word).inserted {
            guard let list = numbers[Term(word.utf8)].map({ lists[$0] }) else { continue }
            let (all, holders) = (Double(scores.count), Double(list.count))
            let rarity = log(1 + (all - holders + 0.5) / (holders + 0.5))
            var next: Int? = list.last
            while let posting = next.map({ postings[$0] }) {
                let norm = 1 - Self.lengthWeight + Self.lengthWeight * lengths[posting.tool] / average
                scores[posting.tool] += rarity * posting.weight / (posting.weight + Self.saturation * norm)
                next = posting.previous
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
    /// - Returns: the chosen tools.
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
        case .schema(let schema): schema.nodes.flatMap { $0.enum ?? [] }.compactMap(\.string)
        case .element, .string, .integer, .number, .boolean: []
        }
    }
}
