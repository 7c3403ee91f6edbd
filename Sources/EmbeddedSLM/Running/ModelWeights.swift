import CKernels

/// The weights of a model in the layout of the kernels; nothing refers to the file any more.
///
/// Unchecked because of the pointers: what they point to belongs to this value and does not change.
struct ModelWeights: @unchecked Sendable {
    /// The vector of each token, (vocabulary, width).
    let embedding: ck_matrix
    /// (vocabulary, width): the embedding again when the file has no other.
    let output: ck_matrix
    /// The weights of the last norm, (width).
    let norm: UnsafePointer<Float>
    let layers: [ck_layer]
    /// The table of rotations, (context, 2, headSize).
    let rotations: UnsafePointer<Float>
    /// Bytes of all weights.
    let size: Int

    private let memory: PackedMemory

    /// Packs the tensors of a file.
    ///
    /// - Parameters:
    ///   - file: what was mapped; its pages are let go as they are done.
    ///   - header: its beginning.
    ///   - shape: the model's sizes, which the tensors must have.
    ///   - vocabulary: how many tokens there are.
    ///   - context: for how many positions.
    /// - Throws: `missing`, `malformed`, `unsupported` or `tooLarge`, with the tensor's name.
    init(
        _ file: borrowing MappedFile, _ header: GGUFHeader, shape: ModelShape, vocabulary: Int, context: Int
    ) throws(ModelFileError) {
        guard context <= 1 << 24 / shape.headSize else {
            throw ModelFileError(
                .tooLarge, "\(context) positions with heads of \(shape.headSize)", item: "llama.context_length")
        }
        let plan = TensorPlan(header, shape: shape, vocabulary: vocabulary)
        try plan.check()
        let rotationBytes = context * 2 * shape.headSize * MemoryLayout<Float>.size
        let size = plan.packedSize + PackedMemory.rounded(rotationBytes)
        memory = PackedMemory(size: size)
        let packing = TensorPacking(plan: plan, memory: memory)

        embedding = try packing.matrix(["token_embd.weight"], from: file)
        output = plan.isTied ? embedding : try packing.matrix(["output.weight"], from: file)
        norm = try packing.vector("output_norm.weight", from: file)
        var layers: [ck_layer] = []
        for number in 0..<shape.layers {
            let block = "blk.\(number)."
            layers.append(
                ck_layer(
                    attention_norm: try packing.vector(block + "attn_norm.weight", from: file),
                    projection: try packing.matrix(
                        [block + "attn_q.weight", block + "attn_k.weight", block + "attn_v.weight"], from: file),
                    output: try packing.matrix([block + "attn_output.weight"], from: file),
                    feed_norm: try packing.vector(block + "ffn_norm.weight", from: file),
                    gate: try packing.matrix([block + "ffn_gate.weight"], from: file),
                    up: try packing.matrix([block + "ffn_up.weight"], from: file),
                    down: try packing.matrix([block + "ffn_down.weight"], from: file)))
        }
        self.layers = layers
        let table = memory.take(rotationBytes).bindMemory(to: Float.self, capacity: context * 2 * shape.headSize)
        ck_rotations(table, Int32(context), Int32(shape.headSize), shape.rotationBase)
        rotations = UnsafePointer(table)
        self.size = size
    }
}

/// Weights on their way from the file into the memory of the model.
private struct TensorPacking {
    let plan: TensorPlan
    let memory: PackedMemory

    /// Matrices of one width, one below the other.
    func matrix(_ names: [String], from file: borrowing MappedFile) throws(ModelFileError) -> ck_matrix {
        let tensors = try plan.tensors(names)
        let rows = tensors.reduce(0) { $0 + $1.rows }
        guard let first = tensors.first, let source = file.bytes.baseAddress else {
            throw ModelFileError(.missing, "no tensor")
        }
        let format = first.kernelFormat
        let start = memory.take(ck_packed_size(format, Int64(rows), Int64(first.columns)))
        var panels = start
        for tensor in tensors {
            let bytes = source + tensor.range.lowerBound
            let (rows, columns) = (Int64(tensor.rows), Int64(tensor.columns))
            switch tensor.format {
            case .q8: ck_pack_q8(bytes, rows, columns, panels)
            case .float16: ck_pack_f16(bytes, rows, columns, panels)
            case .float32: ck_pack_f32(bytes, rows, columns, panels)
            }
            panels += ck_packed_size(format, rows, columns)
            file.forget(tensor.range)
        }
        return ck_matrix(format: format, rows: Int32(rows), columns: Int32(first.columns), panels: start)
    }

    /// The weights of a norm, as floats.
    func vector(_ name: String, from file: borrowing MappedFile) throws(ModelFileError) -> UnsafePointer<Float> {
        guard let tensor = try plan.tensors([name]).first, let source = file.bytes.baseAddress else {
            throw ModelFileError(.missing, "no tensor", item: name)
        }
        let bytes = source + tensor.range.lowerBound
        let start = memory.take(tensor.columns * MemoryLayout<Float>.size)
        let floats = start.bindMemory(to: Float.self, capacity: tensor.columns)
        switch tensor.format {
        case .float16: ck_widen(bytes, Int64(tensor.columns), floats)
        case .float32: start.copyMemory(from: bytes, byteCount: tensor.range.count)
        case .q8: throw ModelFileError(.unsupported, "a norm in Q8_0", item: name)
        }
        return UnsafePointer(floats)
    }
}
