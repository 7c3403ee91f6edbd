import Foundation

/// A small GBNF engine: enough of llama.cpp's grammar language to read what `CallSpace.gbnf` writes.
///
/// Throws on what it cannot read, so an unbalanced or malformed grammar never passes for one.
struct GBNFMatcher {
    struct Failure: Error { var message: String }

    indirect enum Node {
        case scalars([Unicode.Scalar])
        case scalarClass([ClosedRange<UInt32>], isNegated: Bool)
        case rule(String)
        case sequence([Node])
        case choice([Node])
        case repetition(Node, ClosedRange<Int>)
    }

    private(set) var rules: [String: Node] = [:]

    init(_ grammar: String) throws {
        for line in grammar.split(separator: "\n") {
            guard let split = line.range(of: " ::= ") else { throw Failure(message: "no rule: \(line)") }
            let name = String(line[..<split.lowerBound])
            guard rules[name] == nil, name.allSatisfy({ "a"..."z" ~= $0 || "0"..."9" ~= $0 || $0 == "-" })
            else { throw Failure(message: "bad or second rule: \(name)") }
            var reader = Reader(text: Array(line[split.upperBound...].unicodeScalars))
            rules[name] = try reader.body()
        }
    }

    /// Names that some rule uses and none defines.
    var undefined: Set<String> { Set(rules.values.flatMap(Self.references)).subtracting(rules.keys) }

    /// Rules that `root` never reaches.
    var unreachable: Set<String> {
        var reached: Set<String> = ["root"], open = ["root"]
        while let name = open.popLast() {
            for next in rules[name].map(Self.references) ?? [] where reached.insert(next).inserted { open.append(next) }
        }
        return Set(rules.keys).subtracting(reached)
    }

    func matches(_ text: String) -> Bool {
        let scalars = Array(text.unicodeScalars)
        return ends(.rule("root"), from: 0, in: scalars).contains(scalars.count)
    }

    private static func references(_ node: Node) -> Set<String> {
        switch node {
        case .scalars, .scalarClass: []
        case .rule(let name): [name]
        case .sequence(let nodes), .choice(let nodes): Set(nodes.flatMap(references))
        case .repetition(let node, _): references(node)
        }
    }

    /// Every place where a match that begins at `start` can end.
    private func ends(_ node: Node, from start: Int, in text: [Unicode.Scalar]) -> Set<Int> {
        switch node {
        case .scalars(let scalars): return text[start...].starts(with: scalars) ? [start + scalars.count] : []
        case .scalarClass(let ranges, let isNegated):
            guard start < text.count else { return [] }
            return ranges.contains { $0.contains(text[start].value) } != isNegated ? [start + 1] : []
        case .rule(let name): return rules[name].map { ends($0, from: start, in: text) } ?? []
        case .sequence(let nodes):
            return nodes.reduce([start]) { starts, node in
                starts.reduce(into: []) { $0.formUnion(ends(node, from: $1, in: text)) }
            }
        case .choice(let nodes): return nodes.reduce(into: []) { $0.formUnion(ends($1, from: start, in: text)) }
        case .repetition(let node, let count):
            var result: Set<Int> = count.lowerBound == 0 ? [start] : []
            var current: Set<Int> = [start], round = 0
            while round < count.upperBound, !current.isEmpty {
                current = current.reduce(into: []) { $0.formUnion(ends(node, from: $1, in: text)) }
                round += 1
                if round >= count.lowerBound { result.formUnion(current) }
            }
            return result
        }
    }
}

extension GBNFMatcher {
    /// Reads one rule's body.
    private struct Reader {
        var text: [Unicode.Scalar]
        var place = 0

        mutating func body() throws -> Node {
            let node = try choice()
            guard place == text.count else { throw Failure(message: "unbalanced at \(place)") }
            return node
        }

        private mutating func choice() throws -> Node {
            var nodes = [try sequence()]
            while next("|") { nodes.append(try sequence()) }
            return nodes.count == 1 ? nodes[0] : .choice(nodes)
        }

        private mutating func sequence() throws -> Node {
            var nodes: [Node] = []
            skipSpaces()
            while let scalar = peek, scalar != "|", scalar != ")" {
                nodes.append(try repeated(try item(scalar)))
                skipSpaces()
            }
            guard !nodes.isEmpty else { throw Failure(message: "empty alternative at \(place)") }
            return .sequence(nodes)
        }

        private mutating func item(_ scalar: Unicode.Scalar) throws -> Node {
            switch scalar {
            case "\"":
                place += 1
                var scalars: [Unicode.Scalar] = []
                while peek != "\"" { scalars.append(try character()) }
                place += 1
                return .scalars(scalars)
            case "[":
                place += 1
                let isNegated = next("^")
                var ranges: [ClosedRange<UInt32>] = []
                while peek != "]" {
                    let low = try character().value, high = next("-") ? try character().value : low
                    guard low <= high else { throw Failure(message: "bad range at \(place)") }
                    ranges.append(low...high)
                }
                place += 1
                return .scalarClass(ranges, isNegated: isNegated)
            case "(":
                place += 1
                let node = try choice()
                guard next(")") else { throw Failure(message: "missing ) at \(place)") }
                return node
            default:
                let name = text[place...].prefix { $0.properties.isAlphabetic || ("0"..."9").contains($0) || $0 == "-" }
                guard !name.isEmpty else { throw Failure(message: "stray \(scalar) at \(place)") }
                place += name.count
                return .rule(String(String.UnicodeScalarView(name)))
            }
        }

        private mutating func repeated(_ node: Node) throws -> Node {
            if next("?") { return .repetition(node, 0...1) }
            if next("*") { return .repetition(node, 0...Int.max) }
            guard next("{") else { return node }
            let inside = text[place...].prefix { $0 != "}" }
            place += inside.count + 1
            let bounds = inside.split(separator: ",", omittingEmptySubsequences: false)
                .map { Int(String(String.UnicodeScalarView($0))) }
            guard let first = bounds.first, let low = first, bounds.count <= 2 else {
                throw Failure(message: "bad count")
            }
            return .repetition(node, low...(bounds.count == 1 ? low : bounds[1] ?? Int.max))
        }

        /// One character of a literal or class, escapes resolved.
        private mutating func character() throws -> Unicode.Scalar {
            guard let scalar = peek else { throw Failure(message: "unfinished literal") }
            place += 1
            guard scalar == "\\" else { return scalar }
            guard let escape = peek else { throw Failure(message: "unfinished escape") }
            place += 1
            switch escape {
            case "\\", "\"", "]", "[": return escape
            case "n": return "\n"
            case "r": return "\r"
            case "t": return "\t"
            case "x", "u", "U":
                let width = escape == "x" ? 2 : escape == "u" ? 4 : 8
                let digits = String(String.UnicodeScalarView(text[place...].prefix(width)))
                place += width
                guard digits.count == width, let value = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(value)
                else { throw Failure(message: "bad escape") }
                return scalar
            default: throw Failure(message: "unknown escape \(escape)")
            }
        }

        private var peek: Unicode.Scalar? { place < text.count ? text[place] : nil }

        private mutating func next(_ scalar: Unicode.Scalar) -> Bool {
            guard peek == scalar else { return false }
            place += 1
            return true
        }

        private mutating func skipSpaces() { while peek == " " { place += 1 } }
    }
}
