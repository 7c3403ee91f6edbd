import EmbeddedSLM
import Foundation
import TestSupport

/// A Llama of random weights, small enough to be computed by hand.
struct TinyModel {
    enum Format: CaseIterable {
        case float32, float16, q8
    }

    var format: Format
    var width = 64, layers = 2, heads = 4, keyValueHeads = 2, hidden = 96, context = 160
    var isTied = true
    static let special = ["<pad>", "<end>", "<e1>"]
    /// Words beside single bytes, and how they come about.
    static let merges = ["t h", "th e", "Ġ the", "e r", "Ġ a", "o n", "on e"]

    /// In byte letters: special tokens, bytes, words.
    static let tokens: [String] = special + letters + merges.map { $0.replacing(" ", with: "") }

    private static let letters: [String] = {
        var next: UInt32 = 0x100
        return (0..<256).map { byte in
            if 0x21...0x7E ~= byte || 0xA1...0xAC ~= byte || 0xAE...0xFF ~= byte {
                return String(UnicodeScalar(UInt8(byte)))
            }
            defer { next += 1 }
            return UnicodeScalar(next).map(String.init) ?? ""
        }
    }()

    /// Each matrix by name: (rows, columns), as the numbers that the file's format keeps.
    private(set) var matrices: [String: [[Float]]] = [:]
    private(set) var file: [UInt8] = []

    init(_ format: Format, isTied: Bool = true, vocabulary: [String] = Self.tokens) {
        self.format = format
        self.isTied = isTied
        var random = SeededGenerator(state: 7)
        var writer = Self.header(vocabulary, width, layers, heads, keyValueHeads, hidden, context)
        func matrix(_ name: String, _ rows: Int, _ columns: Int) {
            let numbers = (0..<rows).map { _ in (0..<columns).map { _ in Float.random(in: -0.3...0.3, using: &random) }
            }
            let (type, bytes, kept) = Self.written(numbers, format)
            writer.add("\(name).weight", dimensions: [columns, rows], type: type, bytes)
            matrices[name] = kept
        }
        func norm(_ name: String) {
            let numbers = (0..<width).map { _ in Float.random(in: 0.8...1.2, using: &random) }
            writer.add("\(name).weight", dimensions: [width], type: 0, numbers.flatMap { bytes($0.bitPattern) })
            matrices[name] = [numbers]
        }
        matrix("token_embd", vocabulary.count, width)
        for layer in 0..<layers {
            norm("blk.\(layer).attn_norm")
            matrix("blk.\(layer).attn_q", width, width)
            matrix("blk.\(layer).attn_k", width / heads * keyValueHeads, width)
            matrix("blk.\(layer).attn_v", width / heads * keyValueHeads, width)
            matrix("blk.\(layer).attn_output", width, width)
            norm("blk.\(layer).ffn_norm")
            matrix("blk.\(layer).ffn_gate", hidden, width)
            matrix("blk.\(layer).ffn_up", hidden, width)
            matrix("blk.\(layer).ffn_down", width, hidden)
        }
        norm("output_norm")
        if !isTied { matrix("output", vocabulary.count, width) }
        file = writer.file
    }

    static func header(
        _ vocabulary: [String], _ width: Int, _ layers: Int, _ heads: Int, _ keyValueHeads: Int, _ hidden: Int,
        _ context: Int
    ) -> GGUFWriter {
        var writer = GGUFWriter()
        writer.set("general.architecture", .text("llama"))
        writer.set("llama.embedding_length", .integer(width))
        writer.set("llama.block_count", .integer(layers))
        writer.set("llama.attention.head_count", .integer(heads))
        writer.set("llama.attention.head_count_kv", .integer(keyValueHeads))
        writer.set("llama.feed_forward_length", .integer(hidden))
        writer.set("llama.context_length", .integer(context))
        writer.set("llama.attention.layer_norm_rms_epsilon", .number(1e-5))
        writer.set("tokenizer.ggml.model", .text("gpt2"))
        writer.set("tokenizer.ggml.pre", .text("gpt-2"))
        writer.set("tokenizer.ggml.tokens", .texts(vocabulary))
        writer.set("tokenizer.ggml.token_type", .integers(vocabulary.map { special.contains($0) ? 3 : 1 }))
        writer.set("tokenizer.ggml.merges", .texts(merges))
        writer.set("tokenizer.ggml.eos_token_id", .integer(1))
        return writer
    }

    private static func written(_ rows: [[Float]], _ format: Format) -> (UInt32, [UInt8], [[Float]]) {
        switch format {
        case .float32: return (0, rows.joined().flatMap { bytes($0.bitPattern) }, rows)
        case .float16:
            let halves = rows.map { $0.map(Float16.init) }
            return (1, halves.joined().flatMap { bytes($0.bitPattern) }, halves.map { $0.map(Float.init) })
        case .q8:
            var content: [UInt8] = []
            let kept = rows.map { row in
                stride(from: 0, to: row.count, by: 32).flatMap { start in
                    let block = row[start..<start + 32]
                    let scale = Float16((block.map(abs).max() ?? 0) / 127)
                    let numbers = block.map { Int8(($0 / Float(scale)).rounded().clamped(to: -127...127)) }
                    content += bytes(scale.bitPattern) + numbers.map(UInt8.init(bitPattern:))
                    return numbers.map { Float($0) * Float(scale) }
                }
            }
            return (8, content, kept)
        }
    }

    /// Lends the file.
    func withFile<Value>(_ body: (String) throws -> Value) throws -> Value {
        try withModelFile(file, body)
    }

    /// Loads the file.
    func load(_ options: EmbeddedModel.Options = .init()) throws -> EmbeddedModel {
        try withFile { try EmbeddedModel(path: $0, options: options) }
    }
}

/// Lends a file with those bytes.
func withModelFile<Value>(_ bytes: [UInt8], _ body: (String) throws -> Value) throws -> Value {
    let url = FileManager.default.temporaryDirectory.appending(path: "model-\(UUID()).gguf")
    try Data(bytes).write(to: url)
    defer { try? FileManager.default.removeItem(at: url) }
    return try body(url.path)
}

extension Float {
    fileprivate func clamped(to range: ClosedRange<Float>) -> Float {
        min(max(self, range.lowerBound), range.upperBound)
    }
}
