/// A file's bytes, in pieces: a file that grows is not moved, however large it is.
struct FileContent: Sendable {
    /// None is empty; all but the last hold `pieceSize` bytes.
    private var pieces: [[UInt8]] = []
    private(set) var count = 0

    private static let pieceSize = 1 << 20

    init(_ bytes: some Collection<UInt8> = []) { append(bytes) }

    /// All of it.
    var bytes: [UInt8] {
        guard pieces.count > 1 else { return pieces.first ?? [] }
        var whole: [UInt8] = []
        whole.reserveCapacity(count)
        for piece in pieces { whole += piece }
        return whole
    }

    mutating func append(_ bytes: some Collection<UInt8>) {
        count += bytes.count
        var rest = bytes[...]
        while !rest.isEmpty {
            if pieces.last.map({ $0.count == Self.pieceSize }) ?? true {
                pieces.append([])
                // The first piece of many a file is its only one, and small.
                if pieces.count > 1 { pieces[pieces.count - 1].reserveCapacity(Self.pieceSize) }
            }
            let last = pieces.count - 1
            let part = rest.prefix(Self.pieceSize - pieces[last].count)
            pieces[last].append(contentsOf: part)
            rest = rest[part.endIndex...]
        }
    }
}
