import CKernels

/// Which tensors a model has, of which shape, and how much memory they take when packed.
struct TensorPlan {
    /// Whether the embedding serves as the output matrix, too.
    let isTied: Bool

    private let header: GGUFHeader
    /// Rows and columns by name; a norm has one row.
    private let shapes: [String: (rows: Int, columns: Int)]
    /// Tensors that become one matrix.
    private let groups: [[String]]

    init(_ header: GGUFHeader, shape: ModelShape, vocabulary: Int) {
        self.header = header
        isTied = header.tensors["output.weight"] == nil
        let queries = shape.heads * shape.headSize
        let keys = shape.keyValueHeads * shape.headSize
        var shapes: [String: (rows: Int, columns: Int)] = [
            "token_embd.weight": (vocabulary, shape.width), "output_norm.weight": (1, shape.width),
        ]
        var groups = [["token_embd.weight"], ["output_norm.weight"]]
        if !isTied {
            shapes["output.weight"] = (vocabulary, shape.width)
            groups.append(["output.weight"])
        }
        for number in 0..<shape.layers {
            func add(_ rows: Int, _ columns: Int, _ names: String...) {
                for name in names { shapes["blk.\(number).\(name).weight"] = (rows, columns) }
            }
            add(1, shape.width, "attn_norm", "ffn_norm")
            add(queries, shape.width, "attn_q")
            add(keys, shape.width, "attn_k", "attn_v")
            add(shape.width, queries, "attn_output")
            add(shape.hidden, shape.width, "ffn_gate", "ffn_up")
            add(shape.width, shape.hidden, "ffn_down")
            for group in [
                ["attn_norm"], ["attn_q", "attn_k", "attn_v"], ["attn_output"], ["ffn_norm"], ["ffn_gate"], ["ffn_up"],
                ["ffn_down"],
            ] {
                groups.append(group.map { "blk.\(number).\($0).weight" })
            }
        }
        self.shapes = shapes
        self.groups = groups
    }

    /// Fails unless every tensor is there in its shape, those of a group are of one format, and no others are.
    func check() throws(ModelFileError) {
        for group in groups {
            var format: ck_format?
            for tensor in try tensors(group) {
                guard let expected = shapes[tensor.name], (tensor.rows, tensor.columns) == expected else {
                    throw ModelFileError(
                        .malformed, "\(tensor.rows) rows of \(tensor.columns), which the model's sizes do not allow",
                        item: tensor.name)
                }
                guard format == nil || format == tensor.kernelFormat else {
                    throw ModelFileError(
                        .unsupported, "queries, keys and values of different types", item: tensor.name)
                }
                format = tensor.kernelFormat
            }
        }
        if let other = header.tensors.keys.filter({ shapes[$0] == nil }).min() {
            throw ModelFileError(.unsupported, "a tensor that a plain Llama does not have", item: other)
        }
    }

    /// The tensors of these names, or `missing`.
    func tensors(_ names: [String]) throws(ModelFileError) -> [GGUFTensor] {
        var tensors: [GGUFTensor] = []
        for name in names {
            guard let tensor = header.tensors[name] else {
                throw ModelFileError(.missing, "the file has no such tensor", item: name)
            }
            tensors.append(tensor)
        }
        return tensors
    }

    /// Bytes of all matrices and norms when packed, known after `check`.
    var packedSize: Int {
        groups.reduce(0) { sum, group in
            let tensors = group.compactMap { header.tensors[$0] }
            guard let first = tensors.first else { return sum }
            let rows = tensors.reduce(0) { $0 + $1.rows }
            let bytes =
                rows == 1
                ? first.columns * MemoryLayout<Float>.size
                : ck_packed_size(first.kernelFormat, Int64(rows), Int64(first.columns))
            return sum + PackedMemory.rounded(bytes)
        }
    }
}

extension GGUFTensor {
    /// How the kernels hold it; half floats are widened.
    var kernelFormat: ck_format { format == .q8 ? CK_QUANT8 : CK_FLOAT32 }
}
