/// The XML documents in a dump's bytes, in the order of the file, each read as far as it goes.
struct XMLDocuments {
    private(set) var found: [Document] = []
    /// Documents between the oldest and the newest were not looked at.
    private(set) var leavesOut = false

    /// One document: a wrapper with its nodes, or several bare roots in a row.
    struct Document {
        var pieces: [(start: Int, piece: XMLPiece)]

        var nodeCount: Int { pieces.reduce(0) { $0 + $1.piece.builder.nodes.count } }
        var isWhole: Bool { pieces.allSatisfy { $0.piece.end != nil } }
    }

    /// Whether a `<` in an attribute value stopped the parser.
    var hasBareAngles: Bool {
        found.contains { $0.pieces.contains { $0.piece.trouble?.message.hasPrefix("Unescaped '<'") ?? false } }
    }

    /// Root elements that are looked at in one file; each costs a pass over the rest of the bytes.
    private static let mostPieces = 64
    /// As many of those as are kept for the end of a longer file, where the newest dumps are.
    private static let newestPieces = 16

    /// Reads on from the first document's start; text between documents becomes a warning of the source.
    init(in source: inout DumpSource, from start: Int) {
        var next: Int? = start
        var isContinuation = false
        var pieces = 0
        while let start = next, pieces < Self.mostPieces {
            pieces += 1
            let piece = source.bytes.withUnsafeBufferPointer {
                XMLPiece(UnsafeBufferPointer(rebasing: $0[start...]), limits: source.limits)
            }
            let isBareRoot = !XMLDialect.isWrapper(piece.rootName)
            if isContinuation, isBareRoot, !found.isEmpty {
                found[found.count - 1].pieces.append((start, piece))
            } else {
                found.append(Document(pieces: [(start, piece)]))
            }
            if piece.limit != nil || piece.isForbidden { break }
            next = nil
            if let end = piece.end {
                let rest = source.firstNonSpace(from: start + end)
                guard rest < source.bytes.count else { break }
                next = source.documentStart(from: rest)
                source.noteNoise(.trailingNoise, rest..<(next ?? source.bytes.count))
                isContinuation = isBareRoot && next == rest && !source.hasDeclaration(at: rest)
            } else if piece.isInterrupted {
                next = source.declaration(from: source.rootTag(from: start) + 1)
                isContinuation = false
            }
            if pieces == Self.mostPieces - Self.newestPieces, let place = next,
                let newest = source.newestDeclaration(from: place, count: Self.newestPieces)
            {
                next = newest
                isContinuation = false
                leavesOut = newest > place
            }
        }
    }
}
