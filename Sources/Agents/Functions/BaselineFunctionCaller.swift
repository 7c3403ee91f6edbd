import JSON
package import Tools

/// A function caller without a model: the tool whose words the request shares most, with what fits of its words.
///
/// It learnt nothing and is the floor for a model. It calls nothing where the request shares no word with any tool, or
/// where a required argument finds no value.
package struct BaselineFunctionCaller: FunctionCaller {
    package let name = "baseline"

    package init() {}

    package func calls(for request: String, in space: CallSpace, _ style: FunctionCallStyle) -> FunctionCalls {
        var result = FunctionCalls()
        let index = ToolIndex(space.registry)
        let scores = index.scores(for: request)
        let ranked = scores.indices.filter { scores[$0] > 0 }.sorted { scores[$0] > scores[$1] }
        for place in ranked {
            let tool = index.registry.tools[place]
            guard tool.name != NoCall.toolName, let choice = space[tool.name] else { continue }
            var values = RequestValues(request)
            var arguments = JSONObject()
            for argument in choice.arguments {
                if let value = values.take(for: argument) { arguments[argument.parameter.name] = value }
            }
            guard let call = try? space.validate(ToolCall(tool.name, arguments)) else { continue }
            result.calls = [call]
            result.dependencies = [[]]
            let total = ranked.reduce(0) { $0 + scores[$1] }
            result.confidence = total > 0 ? scores[place] / total : 0
            return result
        }
        result.noCall = ranked.isEmpty ? .offTopic : .infeasible
        return result
    }
}

/// The values that a request holds, each given out once.
struct RequestValues {
    private let words: [String]
    private var quoted: [String]
    private var numbers: [JSONValue]

    init(_ request: String) {
        let parts = request.split(separator: "\"", omittingEmptySubsequences: false)
        quoted = parts.indices.filter { $0 % 2 == 1 && $0 + 1 < parts.count }.map { String(parts[$0]) }
        words = request.split(whereSeparator: \.isWhitespace).map { word in
            String(word.drop { Self.isPunctuation($0) }.reversed().drop { Self.isPunctuation($0) }.reversed())
        }
        numbers = words.compactMap { word in
            (try? JSONValue(parsing: Array(word.utf8))).flatMap { $0.number == nil ? nil : $0 }
        }
    }

    private static func isPunctuation(_ character: Character) -> Bool { "\"'.,;:!?()".contains(character) }

    /// A value that fits an argument, or nil; optional texts are not guessed.
    mutating func take(for argument: CallSpace.Argument) -> JSONValue? {
        let domain = argument.domain
        switch domain {
        case .oneOf(let choices):
            return choices.first { choice in words.contains { $0.lowercased() == choice.lowercased() } }
                .map { .string($0) }
        case .integer, .number:
            guard let place = numbers.firstIndex(where: { domain.normalized($0) != nil }) else { return nil }
            return domain.normalized(numbers.remove(at: place))
        case .string:
            if let text = quoted.first, domain.normalized(.string(text)) != nil { return .string(quoted.removeFirst()) }
            guard argument.parameter.isRequired, let text = phrase(after: argument.parameter.name) else { return nil }
            return domain.normalized(.string(text))
        case .array(let item, _):
            let texts = quoted.compactMap { item.normalized(.string($0)) }
            return domain.normalized(.array(texts.isEmpty ? numbers.compactMap { item.normalized($0) } : texts))
        case .elements, .anyElement, .boolean, .schema: return nil
        }
    }

    /// The words behind the argument's name or a preposition, up to the next preposition.
    private func phrase(after name: String) -> String? {
        let markers = ["to", "in", "at", "for", "of", "on", "from", "with", "about", "named", "called", "saying"]
        let names = name.lowercased().split(separator: "_").map(String.init)
        let lower = words.map { $0.lowercased() }
        let start = lower.firstIndex { names.contains($0) } ?? lower.lastIndex { markers.contains($0) }
        guard let start else { return nil }
        let rest = words[(start + 1)...].drop { markers.contains($0.lowercased()) }
        let taken = rest.prefix { !markers.contains($0.lowercased()) }
        return taken.isEmpty ? nil : taken.joined(separator: " ")
    }
}
