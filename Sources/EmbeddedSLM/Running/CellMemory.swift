import CKernels

/// What a session remembers: keys and values of all layers, in cells of one token.
///
/// The first are the context's, the others for alternatives. The system gives the memory as it is first touched.
struct CellMemory: ~Copyable {
    /// Cells of the context, and of all.
    let contextCells, cells: Int
    /// One a layer.
    let layers: [ck_cache]

    private let start: UnsafeMutableRawPointer

    /// Reserves memory; nil when the system has none.
    ///
    /// - Parameters:
    ///   - shape: the model's sizes.
    ///   - context: cells of the context; rounded up to 16, as `branch` is.
    ///   - branch: cells for alternatives.
    init?(shape: ModelShape, context: Int, branch: Int) {
        contextCells = (context + 15) & ~15
        cells = contextCells + (branch + 15) & ~15
        // (layers, 2, keyValueHeads, cells, headSize)
        let part = shape.keyValueHeads * cells * shape.headSize
        guard let start = ck_reserve(shape.layers * 2 * part * MemoryLayout<Float>.size) else { return nil }
        let floats = start.bindMemory(to: Float.self, capacity: shape.layers * 2 * part)
        layers = (0..<shape.layers).map { [cells] layer in
            ck_cache(keys: floats + layer * 2 * part, values: floats + (layer * 2 + 1) * part, cells: Int32(cells))
        }
        self.start = start
    }

    deinit { ck_release(start) }
}
