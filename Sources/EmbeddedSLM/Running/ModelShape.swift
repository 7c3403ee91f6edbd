/// The sizes of a Llama decoder, as its file states them.
package struct ModelShape: Sendable, Hashable {
    /// Numbers of a token's vector.
    package let width: Int
    package let layers: Int
    package let heads: Int
    /// Heads of keys and values, which several query heads share.
    package let keyValueHeads: Int
    /// Numbers of a head.
    package let headSize: Int
    /// Hidden numbers of the feed-forward network.
    package let hidden: Int
    /// Positions that the model was made for.
    package let context: Int
    /// The base of the rotations.
    package let rotationBase: Double
    /// What is added to the mean square before the root.
    package let epsilon: Float

    /// Reads the sizes.
    ///
    /// - Parameter header: the file's beginning.
    /// - Throws: `unsupported` for another architecture or a variant of it that is not run here.
    package init(_ header: GGUFHeader) throws(ModelFileError) {
        let architecture = try header.needed("general.architecture", try header.text("general.architecture"))
        guard architecture == "llama" else {
            throw ModelFileError(
                .unsupported, "\"\(architecture)\"; only \"llama\" is run here", item: "general.architecture")
        }
        func size(_ key: String, atMost most: Int) throws(ModelFileError) -> Int {
            let key = "llama.\(key)"
            return try header.needed(key, try header.integer(key, in: 1...most))
        }
        width = try size("embedding_length", atMost: 16_384)
        layers = try size("block_count", atMost: 256)
        heads = try size("attention.head_count", atMost: 256)
        keyValueHeads = try header.integer("llama.attention.head_count_kv", in: 1...256) ?? heads
        hidden = try size("feed_forward_length", atMost: 65_536)
        context = try size("context_length", atMost: 131_072)
        rotationBase = try header.number("llama.rope.freq_base") ?? 10_000
        let epsilon = "llama.attention.layer_norm_rms_epsilon"
        self.epsilon = Float(try header.needed(epsilon, try header.number(epsilon)))

        let size = try header.integer("llama.attention.key_length", in: 1...1024)
        guard size != nil || width.isMultiple(of: heads) else {
            throw ModelFileError(
                .malformed, "\(width) is no multiple of \(heads) heads", item: "llama.embedding_length")
        }
        headSize = size ?? width / heads
        try check(header)
    }

    private func check(_ header: GGUFHeader) throws(ModelFileError) {
        for (key, expected) in [
            ("llama.attention.key_length", headSize), ("llama.attention.value_length", headSize),
            ("llama.rope.dimension_count", headSize), ("llama.expert_count", 0),
        ] {
            guard let stated = try header.integer(key, in: 0...Int.max), stated != expected else { continue }
            throw ModelFileError(.unsupported, "\(stated); only \(expected) is run here", item: key)
        }
        if let scaling = try header.text("llama.rope.scaling.type"), scaling != "none" {
            throw ModelFileError(.unsupported, "\"\(scaling)\" scaling of positions", item: "llama.rope.scaling.type")
        }
        guard heads.isMultiple(of: keyValueHeads) else {
            throw ModelFileError(
                .malformed, "\(heads) heads are no multiple of it", item: "llama.attention.head_count_kv")
        }
        guard rotationBase > 0, epsilon >= 0 else {
            throw ModelFileError(.malformed, "a number above 0 is expected", item: "llama.rope.freq_base")
        }
        for (name, size) in [("width", width), ("head size", headSize), ("feed-forward length", hidden)]
        where !size.isMultiple(of: 16) {
            throw ModelFileError(.unsupported, "a \(name) of \(size), which is no multiple of 16")
        }
    }
}
