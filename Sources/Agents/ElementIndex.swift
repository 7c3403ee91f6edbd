import Glibc
import Screens
import Tools

/// The words of a screen's elements, to be searched as BM25 does: rare words weigh more, long labels less.
struct ElementIndex {
    /// Terms with the weight of the best field that holds them.
    private var entries: [[String: Double]]
    private var lengths: [Double]
    private var keys: [[String]]
    private var documentCounts: [String: Int] = [:]

    private static let saturation = 1.2
    private static let lengthWeight = 0.4

    init(_ screen: Screen) {
        entries = []
        lengths = []
        keys = []
        for element in screen.elements {
            var entry: [String: Double] = [:]
            let isLabelSeen = element.labelSource != .resourceID
            let label = Terms.of(element.label)
            Self.add(label, weight: isLabelSeen ? 1 : 0.6, to: &entry)
            let value = element.value.map { Terms.of($0) } ?? []
            Self.add(value, weight: 0.9, to: &entry)
            Self.add(Terms.of(element.resourceIDTail), weight: 0.6, to: &entry)
            let className = element.className.split(separator: ".").last ?? ""
            Self.add(Terms.of(className) + [element.role.rawValue], weight: 0.2, to: &entry)
            for term in entry.keys { documentCounts[term, default: 0] += 1 }
            entries.append(entry)
            lengths.append(Double(max(label.count + value.count, 1)))
            keys.append(Terms.withoutArticles(label))
        }
    }

    /// Adds terms, and neighbours written as one: "log in" is found by "login".
    private static func add(_ terms: [String], weight: Double, to entry: inout [String: Double]) {
        for term in terms { entry[term] = max(entry[term] ?? 0, weight) }
        for (first, second) in zip(terms, terms.dropFirst()) {
            entry[first + second] = max(entry[first + second] ?? 0, weight * 0.9)
        }
    }

    /// How much of a query each element holds, 0…1, in the screen's order; whole labels earn up to 0.5 more.
    ///
    /// Weights say how much each term of the query counts.
    func scores(_ query: [String], weights: [Double]) -> [Double] {
        var scores = [Double](repeating: 0, count: entries.count)
        guard !query.isEmpty, !entries.isEmpty else { return scores }
        let synonyms = Synonyms.expansions(of: query)
        let averageLength = lengths.reduce(0, +) / Double(lengths.count)
        var total = 0.0
        for place in query.indices where weights[place] > 0 {
            let options = options(query, at: place, synonyms: synonyms[place])
            let weight = weights[place] * rarity(of: options)
            total += weight
            for (number, entry) in entries.enumerated() {
                let norm = 1 - Self.lengthWeight + Self.lengthWeight * lengths[number] / averageLength
                var best = 0.0
                for option in options {
                    guard let frequency = entry[option.term] else { continue }
                    let bm25 = frequency * (Self.saturation + 1) / (frequency + Self.saturation * norm)
                    best = max(best, min(1, bm25) * option.factor)
                }
                scores[number] += weight * best
            }
        }
        guard total > 0 else { return scores }
        for number in scores.indices {
            scores[number] /= total
            if keys[number] == query {
                scores[number] += 0.5
            } else if query.count > 1, keys[number].contains(query) {
                scores[number] += 0.2
            }
        }
        return scores
    }

    /// The labels' terms that equal the query exactly.
    func hasLabel(_ query: [String]) -> Bool { !query.isEmpty && keys.contains(query) }

    /// The ways to find one term: itself, joined with its neighbours, its synonyms, or words one typing error away.
    private func options(_ query: [String], at place: Int, synonyms: [String]) -> [(term: String, factor: Double)] {
        let term = query[place]
        var options = [(term: term, factor: 1.0)]
        if place + 1 < query.count { options.append((term + query[place + 1], 1)) }
        if place > 0 { options.append((query[place - 1] + term, 1)) }
        for synonym in synonyms where synonym != term { options.append((synonym, 0.7)) }
        if term.utf8.count >= 5, documentCounts[term] == nil {
            let bytes = Array(term.utf8)
            // Typing errors rarely hit the first letter, and other words often differ there: "clock" is not "lock".
            let near = documentCounts.keys.filter {
                $0.utf8.first == bytes.first && EditDistance.isOne(bytes, Array($0.utf8))
            }
            options += near.sorted().map { ($0, 0.8) }
        }
        return options
    }

    /// BM25's inverse document frequency of the best known of the options; unknown words weigh as rare ones.
    private func rarity(of options: [(term: String, factor: Double)]) -> Double {
        let known = options.lazy.filter { $0.factor >= 0.8 }.compactMap { documentCounts[$0.term] }.first
        let count = Double(known ?? 1)
        return 0.2 + log1p((Double(entries.count) - count + 0.5) / (count + 0.5))
    }
}
