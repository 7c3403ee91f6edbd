import Decoding
import EmbeddedSLM
import Foundation
import TestSupport
import Testing

@Suite("An embedded model")
struct EmbeddedModelTests {
    @Test("is refused by the name of what is wrong", arguments: refused)
    func refusals(_ row: Refused) throws {
        var writer = TinyModel.header(TinyModel.tokens, 64, 1, 4, 2, 96, 32)
        row.change(&writer)
        let error = #expect(throws: ModelFileError.self) {
            try withModelFile(writer.file) { _ = try EmbeddedModel(path: $0) }
        }
        #expect(error?.code == row.code)
        #expect(error?.item == row.item)
    }

    struct Refused: Sendable, CustomTestStringConvertible {
        var code: ModelFileError.Code
        var item: String
        var change: @Sendable (inout GGUFWriter) -> Void

        var testDescription: String { "\(item) \(code)" }
    }

    private static func other(_ key: String, _ value: GGUFValue) -> @Sendable (inout GGUFWriter) -> Void {
        { writer in
            writer = GGUFWriter()
            let parts = [
                "general.architecture": GGUFValue.text("llama"), "llama.embedding_length": .integer(64),
                "llama.block_count": .integer(1), "llama.attention.head_count": .integer(4),
                "llama.feed_forward_length": .integer(96), "llama.context_length": .integer(32),
                "llama.attention.layer_norm_rms_epsilon": .number(1e-5), "tokenizer.ggml.model": .text("gpt2"),
                "tokenizer.ggml.pre": .text("gpt-2"), "tokenizer.ggml.tokens": .texts(TinyModel.tokens),
                "tokenizer.ggml.token_type": .integers(TinyModel.tokens.map { TinyModel.special.contains($0) ? 3 : 1 }),
                "tokenizer.ggml.merges": .texts(TinyModel.merges),
            ]
            for (name, part) in parts where name != key { writer.set(name, part) }
            writer.set(key, value)
        }
    }

    static let refused: [Refused] = [
        Refused(code: .unsupported, item: "general.architecture", change: other("general.architecture", .text("gpt2"))),
        Refused(code: .malformed, item: "llama.block_count", change: other("llama.block_count", .text("two"))),
        Refused(code: .malformed, item: "llama.context_length", change: other("llama.context_length", .integer(0))),
        Refused(
            code: .malformed, item: "llama.attention.head_count_kv",
            change: other("llama.attention.head_count_kv", .integer(3))),
        Refused(
            code: .unsupported, item: "llama.rope.dimension_count",
            change: other("llama.rope.dimension_count", .integer(8))),
        Refused(
            code: .unsupported, item: "llama.rope.scaling.type",
            change: other("llama.rope.scaling.type", .text("yarn"))),
        Refused(
            code: .unsupported, item: "tokenizer.ggml.model", change: other("tokenizer.ggml.model", .text("llama"))),
        Refused(code: .unsupported, item: "tokenizer.ggml.pre", change: other("tokenizer.ggml.pre", .text("qwen2"))),
        Refused(
            code: .malformed, item: "tokenizer.ggml.merges", change: other("tokenizer.ggml.merges", .texts(["th"]))),
        Refused(
            code: .malformed, item: "tokenizer.ggml.merges", change: other("tokenizer.ggml.merges", .texts(["x y"]))),
        Refused(
            code: .malformed, item: "tokenizer.ggml.token_type",
            change: other("tokenizer.ggml.token_type", .integers([1]))),
        Refused(
            code: .malformed, item: "tokenizer.ggml.tokens",
            change: other("tokenizer.ggml.tokens", .texts(TinyModel.tokens.map { $0 == "a" ? "b" : $0 }))),
        Refused(
            code: .malformed, item: "tokenizer.ggml.eos_token_id",
            change: other("tokenizer.ggml.eos_token_id", .integer(9999))),
        Refused(
            code: .tooLarge, item: "llama.context_length",
            change: {
                $0 = TinyModel.header(TinyModel.tokens, 1024, 1, 1, 1, 96, 131_072)
            }),
        Refused(code: .missing, item: "token_embd.weight", change: { _ in }),
        Refused(
            code: .malformed, item: "token_embd.weight",
            change: { $0.add("token_embd.weight", dimensions: [32, 2], type: 0, [UInt8](repeating: 0, count: 256)) }),
    ]

    @Test("says that a file is not there, or is no file")
    func unreadable() throws {
        for path in ["/nonexistent.gguf", "/"] {
            let error = #expect(throws: ModelFileError.self) { try EmbeddedModel(path: path) }
            #expect(error?.code == .unreadable)
            #expect(error?.description.contains(path) == true)
        }
        let error = #expect(throws: ModelFileError.self) { try withModelFile([]) { _ = try EmbeddedModel(path: $0) } }
        #expect(error?.code == .notGGUF)
    }

    @Test("knows its sizes and its tokens")
    func facts() throws {
        let model = try TinyModel(.q8).load()
        #expect(model.shape.width == 64 && model.shape.headSize == 16 && model.shape.rotationBase == 10_000)
        #expect(model.context == 160)
        #expect(model.vocabulary.count == TinyModel.tokens.count)
        #expect(model.vocabulary.endTokens == [1])
        #expect(model.tokenizer.specialTokens["<e1>"] == 2)
        #expect(model.path == KernelPath.fastest)
    }

    @Test("needs no file once it is loaded")
    func detached() throws {
        let tiny = TinyModel(.float32)
        let model = try tiny.load()
        let token = try model.makeSession().prefill([1, 2, 3]).likeliest(0)
        #expect(token == (try tiny.load().makeSession().prefill([1, 2, 3]).likeliest(0)))
    }
}
