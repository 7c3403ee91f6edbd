import CKernels
import CShippedModel
package import Decoding

/// A language model in this process: a Llama decoder and its tokenizer, from one GGUF file.
///
/// Its weights do not change, so any number of sessions on any threads may use it at once. Sessions that run at the same
/// time do not share the helping threads: one has them, the others work alone, with the same results.
package final class EmbeddedModel: Sendable {
    package typealias Token = Vocabulary.Token

    /// How a model is run.
    package struct Options: Sendable {
        /// Threads that work on a batch, the caller's among them.
        package var threads = 2
        /// Positions that a session can hold; nil for as many as the model was made for.
        package var context: Int?
        /// Tokens that are worked on together at most; longer prompts go in pieces of it.
        package var batch = 512
        /// Cells for the tokens of alternatives, beside the context's.
        package var branchCells = 1024
        /// The kernels to run; nil for the fastest that the processor has.
        package var path: KernelPath?

        package init() {}
    }

    package let shape: ModelShape
    package let tokenizer: BytePairTokenizer
    /// What the file says beside the weights.
    package let metadata: [String: GGUFValue]
    package let path: KernelPath
    /// Positions that a session can hold.
    package let context: Int

    let options: Options
    let weights: ModelWeights
    let pool: WorkerPool

    /// The tokens of the model, for masks.
    package var vocabulary: Vocabulary { tokenizer.vocabulary }

    /// Bytes of the weights as they are held.
    package var weightBytes: Int { weights.size }

    /// Loads a model.
    ///
    /// - Parameters:
    ///   - file: the path of a GGUF file, version 3: F32, F16 or Q8_0 tensors, byte-level BPE with GPT-2's words.
    ///   - options: how it is run.
    /// - Throws: what is wrong with the file, and where.
    package convenience init(path file: String, options: Options = Options()) throws(ModelFileError) {
        try self.init(try MappedFile(path: file), options)
    }

    /// Loads the model that comes with the program.
    ///
    /// - Parameter options: how it is run.
    /// - Returns: the model, as any other.
    /// - Throws: `noRoom` when the system has no memory.
    package static func shipped(options: Options = Options()) throws(ModelFileError) -> EmbeddedModel {
        let bytes = UnsafeRawBufferPointer(start: shipped_model(), count: shipped_model_size())
        return try EmbeddedModel(MappedFile(program: bytes), options)
    }

    private init(_ mapped: consuming MappedFile, _ options: Options) throws(ModelFileError) {
        let header = try GGUFHeader(mapped.bytes)
        shape = try ModelShape(header)
        tokenizer = try BytePairTokenizer(header)
        // The lists of tokens and merges are in the tokenizer.
        metadata = header.metadata.filter { !$0.key.hasPrefix("tokenizer.ggml.") }
        context = min(options.context ?? shape.context, 131_072)
        guard context > 0, options.batch > 0, options.branchCells >= 16, options.threads > 0 else {
            throw ModelFileError(.unsupported, "context, batch and threads must be above 0")
        }
        weights = try ModelWeights(
            mapped, header, shape: shape, vocabulary: tokenizer.vocabulary.count, context: context)
        path = options.path ?? KernelPath.fastest
        guard let pool = WorkerPool(threads: options.threads) else {
            throw ModelFileError(.noRoom, "no thread could be started")
        }
        self.pool = pool
        self.options = options
    }

    /// Begins a session, whose memory is filled as it grows.
    ///
    /// - Throws: `noRoom` when the system has no memory.
    package func makeSession() throws(SessionError) -> sending ModelSession { try ModelSession(self) }
}
