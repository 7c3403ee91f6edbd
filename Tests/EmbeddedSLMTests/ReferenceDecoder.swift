import Foundation

/// A Llama decoder written from its definition, in double precision, token by token: what the kernels must agree with.
struct ReferenceDecoder {
    let model: TinyModel

    private func row(_ name: String) -> [Double] { model.matrices[name]?.first?.map { Double($0) } ?? [] }

    private func product(_ name: String, _ vector: [Double]) -> [Double] {
        (model.matrices[name] ?? []).map { zip($0, vector).reduce(0) { $0 + Double($1.0) * $1.1 } }
    }

    private func norm(_ name: String, _ vector: [Double]) -> [Double] {
        let square = vector.reduce(0) { $0 + $1 * $1 } / Double(vector.count)
        return zip(vector, row(name)).map { $0 / (square + 1e-5).squareRoot() * $1 }
    }

    /// Turns neighbouring pairs of each head.
    private func rotated(_ vector: [Double], position: Int, size: Int) -> [Double] {
        var result = vector
        for first in stride(from: 0, to: vector.count, by: 2) {
            let angle = Double(position) * pow(10_000, -Double(first % size) / Double(size))
            result[first] = vector[first] * cos(angle) - vector[first + 1] * sin(angle)
            result[first + 1] = vector[first] * sin(angle) + vector[first + 1] * cos(angle)
        }
        return result
    }

    /// The logits of every position, (tokens, vocabulary).
    func logits(_ tokens: [Int]) -> [[Double]] {
        let size = model.width / model.heads
        let group = model.heads / model.keyValueHeads
        var keys = [[[Double]]](repeating: [], count: model.layers)
        var values = keys
        return tokens.enumerated().map { position, token in
            var stream = (model.matrices["token_embd"]?[token] ?? []).map { Double($0) }
            for layer in 0..<model.layers {
                let block = "blk.\(layer)"
                var normal = norm("\(block).attn_norm", stream)
                let query = rotated(product("\(block).attn_q", normal), position: position, size: size)
                keys[layer].append(rotated(product("\(block).attn_k", normal), position: position, size: size))
                values[layer].append(product("\(block).attn_v", normal))
                let attended = (0..<model.heads).flatMap { head -> [Double] in
                    let part = head / group * size..<head / group * size + size
                    let scores = keys[layer].map { key in
                        zip(query[head * size..<head * size + size], key[part]).reduce(0) { $0 + $1.0 * $1.1 }
                            / Double(size).squareRoot()
                    }
                    let weights = scores.map { exp($0 - (scores.max() ?? 0)) }
                    let total = weights.reduce(0, +)
                    return part.map { index in
                        zip(weights, values[layer]).reduce(0) { $0 + $1.0 * $1.1[index] } / total
                    }
                }
                stream = zip(stream, product("\(block).attn_output", attended)).map(+)
                normal = norm("\(block).ffn_norm", stream)
                let gate = product("\(block).ffn_gate", normal).map { (value: Double) in value / (1 + exp(-value)) }
                let hidden = zip(gate, product("\(block).ffn_up", normal)).map(*)
                stream = zip(stream, product("\(block).ffn_down", hidden)).map(+)
            }
            return product(model.isTied ? "token_embd" : "output", norm("output_norm", stream))
        }
    }
}
