import CKernels

/// The kernels for one kind of processor.
package struct KernelPath: Sendable, Hashable, CustomStringConvertible {
    /// Its place among those this processor has; 0 is the fastest.
    private let index: Int32

    /// All that this processor can run, the fastest first and plain C last.
    package static let all = (0..<ck_path_count()).map(KernelPath.init)
    package static let fastest = KernelPath(index: 0)

    private init(index: Int32) { self.index = index }

    var kernels: OpaquePointer? { ck_path_at(index) }

    /// "avx512", "avx2", "neon" or "portable".
    package var description: String { String(cString: ck_path_name(kernels)) }
}

/// Threads that help with a batch; they sleep when there is nothing to do.
struct WorkerPool: ~Copyable, @unchecked Sendable {
    // Unchecked because of the pointer: the pool locks itself.
    let pointer: OpaquePointer

    /// Starts all but the caller's own; nil when the system has none left.
    init?(threads: Int) {
        guard let pointer = ck_pool_create(Int32(threads)) else { return nil }
        self.pointer = pointer
    }

    deinit { ck_pool_destroy(pointer) }
}
