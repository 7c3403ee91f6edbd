import CKernels
import Decoding

/// Runs batches through the layers of a model.
struct Workspace: ~Copyable {
    private let pointer: OpaquePointer
    private let model: EmbeddedModel

    /// Reserves what the largest batch needs; nil when the system has no memory.
    init?(_ model: EmbeddedModel) {
        let shape = model.shape
        var sizes = ck_shape(
            width: Int32(shape.width), heads: Int32(shape.heads), kv_heads: Int32(shape.keyValueHeads),
            head_size: Int32(shape.headSize), hidden: Int32(shape.hidden), context: Int32(model.context),
            epsilon: shape.epsilon, rotations: model.weights.rotations)
        let options = model.options
        guard
            let pointer = ck_workspace_create(
                model.path.kernels, model.pool.pointer, Int32(options.threads), &sizes, Int32(options.batch),
                Int32(model.context))
        else { return nil }
        self.pointer = pointer
        self.model = model
    }

    deinit { ck_workspace_destroy(pointer) }

    /// Runs a batch.
    ///
    /// - Parameters:
    ///   - tokens: their numbers, at most `batch` of the options.
    ///   - places: where each stands and what it sees.
    ///   - rows: the tokens whose logits are wanted, ascending; the last layer is left out for the others.
    ///   - cells: what is remembered of the tokens before; these are added.
    ///   - body: gets the tokens of `rows` in that order. Not called when there are none.
    func run(
        _ tokens: [Vocabulary.Token], _ places: [ck_token], keeping rows: [Int], cells: borrowing CellMemory,
        _ body: (borrowing KeptTokens) -> Void
    ) {
        ck_begin(pointer)
        defer { ck_end(pointer) }
        var embedding = model.weights.embedding
        ck_embed(pointer, &embedding, tokens.map(Int32.init), Int32(tokens.count))
        for number in model.weights.layers.indices {
            var layer = model.weights.layers[number]
            var cache = cells.layers[number]
            ck_project(pointer, &layer, &cache, places, Int32(places.count))
            let isLast = number == model.weights.layers.count - 1
            if isLast { ck_keep(pointer, rows.map(Int32.init), Int32(rows.count)) }
            let seeing = isLast ? rows.map { places[$0] } : places
            if !seeing.isEmpty { ck_mix(pointer, &layer, &cache, seeing, Int32(seeing.count)) }
        }
        if !rows.isEmpty { body(KeptTokens(workspace: pointer, model: model)) }
    }
}

/// Tokens that went through all layers.
struct KeptTokens: ~Copyable {
    fileprivate let workspace: OpaquePointer
    fileprivate let model: EmbeddedModel

    /// Computes logits.
    ///
    /// - Parameters:
    ///   - rows: of which tokens.
    ///   - tokens: the columns; nil for the whole vocabulary.
    ///   - body: gets the index in `rows` and the logits, row by row.
    func logits(
        of rows: [Int], tokens: [Vocabulary.Token]?, _ body: (Int, UnsafeBufferPointer<Float>) -> Void
    ) {
        let panelRows = 16
        let panels = tokens.map { Set($0.map { Int32($0 / panelRows) }).sorted() }
        let panelCount = panels?.count ?? (model.vocabulary.count + panelRows - 1) / panelRows
        let stride = panelCount * panelRows
        guard stride > 0, !rows.isEmpty else { return }
        var output = model.weights.output
        withUnsafeTemporaryAllocation(of: Float.self, capacity: rows.count * stride) { buffer in
            let rowNumbers = rows.map(Int32.init)
            panels.withPointer { panels in
                ck_logits(
                    workspace, model.weights.norm, &output, panels, Int32(panelCount), rowNumbers, Int32(rows.count),
                    buffer.baseAddress)
            }
            guard let tokens, let panels else {
                for row in rows.indices {
                    body(
                        row, UnsafeBufferPointer(rebasing: buffer[row * stride..<row * stride + model.vocabulary.count])
                    )
                }
                return
            }
            let places = Dictionary(uniqueKeysWithValues: panels.enumerated().map { ($1, $0) })
            let columns = tokens.map { token in
                (places[Int32(token / panelRows)] ?? 0) * panelRows + token % panelRows
            }
            withUnsafeTemporaryAllocation(of: Float.self, capacity: columns.count) { chosen in
                for row in rows.indices {
                    for (index, column) in columns.enumerated() {
                        chosen.initializeElement(at: index, to: buffer[row * stride + column])
                    }
                    body(row, UnsafeBufferPointer(chosen))
                }
            }
        }
    }

    /// The logarithm of the sum of e^logit over a row.
    func logSum(_ logits: UnsafeBufferPointer<Float>) -> Float {
        ck_log_sum(model.path.kernels, logits.baseAddress, Int32(logits.count))
    }
}

extension [Int32]? {
    /// Lends the elements, or nil.
    fileprivate func withPointer(_ body: (UnsafePointer<Int32>?) -> Void) {
        if let self { self.withUnsafeBufferPointer { body($0.baseAddress) } } else { body(nil) }
    }
}
