import Decoding
import JSON

/// `time`: what a grammar and its masks cost, each round anew from the schema's text.
struct MaskTiming {
    let index: TokenIndex
    let spacing: Spacing
    let rounds: Int

    func answer(_ request: JSONValue) -> JSONObject {
        let tokens = request["tokens"]?.array?.compactMap { $0.integer.map(Int.init) } ?? []
        let text = (request["schema"] ?? .null).print()
        var rows: [(compile: Double, first: Double, masks: [Double])] = []
        for _ in 0..<max(rounds, 1) {
            let clock = ContinuousClock()
            let start = clock.now
            let schema: [String: JSONValue] = (try? JSONValue(parsing: Array(text.utf8))).map { ["schema": $0] } ?? [:]
            let parsed = JSONValue.object(JSONObject(schema.map { (key: $0.key, value: $0.value) }))
            guard case .success(let grammar) = GrammarRequest.grammar(parsed, spacing) else { break }
            let compiled = clock.now
            var matcher = TokenMatcher(TokenConstraint(grammar, index))
            var masks: [Double] = []
            _ = matcher.mask
            let first = clock.now
            masks.append((first - compiled) / .microseconds(1))
            for token in tokens {
                guard matcher.read(token) else { break }
                let before = clock.now
                _ = matcher.mask
                masks.append((clock.now - before) / .microseconds(1))
            }
            rows.append(((compiled - start) / .microseconds(1), (first - start) / .microseconds(1), masks))
        }
        guard let some = rows.first else { return ["error": "not compiled", "keyword": .null] }
        // The median of the rounds at each position: what another program does in between is not ours.
        let masks = some.masks.indices.map { position in median(rows.map { $0.masks[position] }) }
        return [
            "error": .null, "compile_us": .number(median(rows.map(\.compile))),
            "first_mask_us": .number(median(rows.map(\.first))), "mask_us": .array(masks.map { .number($0) }),
            "forced_tokens": .integer(Int64(forced(tokens, request))),
        ]
    }

    /// How many of the tokens the grammar forces, split as given.
    private func forced(_ tokens: [Int], _ request: JSONValue) -> Int {
        guard case .success(let grammar) = GrammarRequest.grammar(request, spacing) else { return 0 }
        var matcher = TokenMatcher(TokenConstraint(grammar, index))
        var count = 0, position = 0
        while position < tokens.count {
            let forced = matcher.forcedTokens { bytes in
                // The output's own tokens, as far as they lie within the forced bytes.
                var length = 0
                return tokens[position...].prefix { token in
                    length += index.vocabulary[token].count
                    return length <= bytes.count
                }.map(\.self)
            }
            count += forced.count
            for token in forced.isEmpty ? [tokens[position]] : forced {
                guard matcher.read(token) else { return count }
                position += 1
            }
        }
        return count
    }

    private func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        return sorted.isEmpty ? 0 : sorted[sorted.count / 2]
    }
}
