/// Memory that belongs to one owner and is filled from the start, in pieces that begin at a cache line.
final class PackedMemory {
    private let start: UnsafeMutableRawPointer
    private let size: Int
    private var used = 0

    /// Bytes that a piece takes, up to the next cache line.
    static func rounded(_ bytes: Int) -> Int { (bytes + 63) & ~63 }

    init(size: Int) {
        self.size = size
        start = .allocate(byteCount: max(size, 64), alignment: 64)
    }

    deinit { start.deallocate() }

    /// The next piece.
    ///
    /// - Precondition: there is room for it.
    func take(_ bytes: Int) -> UnsafeMutableRawPointer {
        precondition(bytes <= size - used, "more is packed than was counted")
        defer { used += Self.rounded(bytes) }
        return start + used
    }
}
