/// Reads the XML dump formats: finds the documents in the bytes, picks the one that counts, says what was odd.
struct XMLDump {
    private let bytes: [UInt8]
    private let file: String
    private let limits: DumpLimits
    private var warnings: [RepairWarning]
    /// Documents between the oldest and the newest were not looked at.
    private var leavesOut = false

    init(_ dump: DumpText, file: String, limits: DumpLimits) {
        var text = dump
        text.replaceReferences()
        bytes = text.bytes
        warnings = text.warnings
        self.file = file
        self.limits = limits
    }

    /// One document: a wrapper with its nodes, or several bare roots in a row.
    private struct Document {
        var pieces: [(start: Int, piece: XMLPiece)]

        var nodeCount: Int { pieces.reduce(0) { $0 + $1.piece.builder.nodes.count } }
        var isWhole: Bool { pieces.allSatisfy { $0.piece.end != nil } }
    }

    /// The hierarchy of the last whole document that has nodes (dumps are appended to logs, so the last is the newest).
    mutating func read(as forced: DumpFormat?) throws(HierarchyError) -> Hierarchy {
        guard let start = documentStart(from: 0) else {
            throw error(.unknownFormat, "no XML element found", at: 0)
        }
        noteNoise(.leadingNoise, 0..<start)
        if let unescaped = EscapedSource(bytes[start...]) {
            var inner = XMLDump(DumpText(unescaped.bytes), file: file, limits: limits)
            inner.warnings = warnings + [unescaped.warning] + inner.warnings
            return try inner.read(as: forced)
        }
        if let tag = crowdedTag(from: start) {
            throw error(.tooLarge, "an element with more than \(limits.attributes) attributes", at: tag)
        }
        let documents = readDocuments(from: start)
        let candidates = documents.filter { $0.nodeCount > 0 }
        guard let chosen = candidates.last(where: \.isWhole) ?? candidates.last ?? documents.last else {
            throw error(.malformed, "no element could be read", at: start)
        }
        if documents.count > 1 {
            let place = (documents.firstIndex { $0.pieces[0].start == chosen.pieces[0].start } ?? 0) + 1
            let number =
                leavesOut
                ? "more than \(documents.count) documents; the" : "\(documents.count) documents; number \(place), the"
            warnings.append(RepairWarning(.severalDocuments, "\(number) newest whole one, is read"))
        }
        return try hierarchy(of: chosen, as: forced)
    }

    /// Root elements that are looked at in one file; each costs a pass over the rest of the bytes.
    private static let mostPieces = 64
    /// As many of those as are kept for the end of a longer file, where the newest dumps are.
    private static let newestPieces = 16

    private mutating func readDocuments(from start: Int) -> [Document] {
        var documents: [Document] = []
        var next: Int? = start
        var isContinuation = false
        var pieces = 0
        while let start = next, pieces < Self.mostPieces {
            pieces += 1
            let piece = bytes.withUnsafeBufferPointer {
                XMLPiece(UnsafeBufferPointer(rebasing: $0[start...]), limits: limits)
            }
            let isBareRoot = !XMLDialect.isWrapper(piece.rootName)
            if isContinuation, isBareRoot, !documents.isEmpty {
                documents[documents.count - 1].pieces.append((start, piece))
            } else {
                documents.append(Document(pieces: [(start, piece)]))
            }
            if piece.limit != nil || piece.isForbidden { break }
            next = nil
            if let end = piece.end {
                let rest = firstNonSpace(from: start + end)
                guard rest < bytes.count else { break }
                next = documentStart(from: rest)
                noteNoise(.trailingNoise, rest..<(next ?? bytes.count))
                isContinuation = isBareRoot && next == rest && !hasDeclaration(at: rest)
            } else if piece.isInterrupted {
                next = declaration(from: rootTag(from: start) + 1)
                isContinuation = false
            }
            if pieces == Self.mostPieces - Self.newestPieces, let place = next,
                let newest = newestDeclaration(from: place)
            {
                next = newest
                isContinuation = false
                leavesOut = newest > place
            }
        }
        return documents
    }

    private mutating func hierarchy(of document: Document, as forced: DumpFormat?) throws(HierarchyError) -> Hierarchy {
        var nodes: [UINode] = []
        for (start, piece) in document.pieces {
            if piece.isForbidden {
                throw error(.forbidden, "document types and entities are refused", at: start)
            }
            var builder = piece.builder
            if let limit = piece.limit {
                throw error(limit.code, limit.message, at: start + (piece.trouble?.offset ?? 0))
            }
            if let trouble = piece.trouble, trouble.isLimit {
                throw error(.tooLarge, trouble.message, at: start + trouble.offset)
            }
            if piece.end == nil {
                let open = builder.endAll()
                if builder.nodes.isEmpty {
                    throw error(
                        .malformed, piece.trouble?.message ?? "unfinished", at: start + (piece.trouble?.offset ?? 0))
                }
                let place = SourcePosition(of: start + (piece.trouble?.offset ?? 0), in: bytes)
                warnings.append(
                    RepairWarning(
                        .truncated,
                        "cut off at \(place); \(builder.nodes.count.counted("node")) kept, \(open) of them unfinished"
                    ))
            } else if let trouble = piece.trouble {
                let place = SourcePosition(of: start + trouble.offset, in: bytes)
                warnings.append(RepairWarning(.malformed, "\(trouble.message) at \(place); read past it"))
            }
            warnings += builder.boundsWarnings
            let offset = nodes.count
            if offset == 0 { nodes = builder.nodes } else { nodes += builder.nodes.map { $0.shifted(by: offset) } }
            if nodes.count > limits.nodes {
                throw error(.tooManyNodes, "more than \(limits.nodes) nodes", at: start)
            }
        }
        let first = document.pieces[0].piece
        let sawNodeTag = document.pieces.contains { $0.piece.sawNodeTag }
        let isWrapped = XMLDialect.isWrapper(first.rootName)
        guard let format = XMLDialect.format(root: first.rootName, firstNode: nodes.first, sawNodeTag: sawNodeTag)
        else {
            throw error(
                .unknownFormat, "<\(first.rootName)> is not the root of a dump Thimble knows",
                at: document.pieces[0].start)
        }
        if let forced, ![.uiautomator, .appium, .xcuitest].contains(forced) {
            throw error(.unknownFormat, "this is XML, not \(forced.rawValue)", at: document.pieces[0].start)
        }
        if document.pieces.count > 1 {
            warnings.append(
                RepairWarning(.severalRoots, "\(document.pieces.count) root elements; all are read as windows"))
        }
        var hierarchy = Hierarchy(format: forced ?? format, nodes: nodes)
        let roots = hierarchy.roots.count
        if isWrapped, roots > 1 {
            warnings.append(RepairWarning(.severalRoots, "\(roots) root nodes; all are read as windows"))
        }
        if nodes.isEmpty, isWrapped {
            warnings.append(RepairWarning(.emptyHierarchy, "the dump has no nodes; the screen may not have been ready"))
        }
        hierarchy.warnings = warnings
        hierarchy.declaredSize = first.size
        if let rotation = first.rotation { hierarchy.setRotation(rotation) }
        if format == .xcuitest, !first.bundleID.isEmpty {
            hierarchy.declaredPackage = first.bundleID
        }
        return hierarchy
    }

    /// The first tag with too many attributes, looked for only where a tag is long enough to hold them.
    private func crowdedTag(from start: Int) -> Int? {
        let shortest = limits.attributes * 5
        guard bytes.count - start > shortest else { return nil }
        var tag = start
        while tag < bytes.count {
            let next = bytes[(tag + 1)...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
            if next - tag > shortest, quotedValues(in: tag..<next) > limits.attributes { return tag }
            tag = next
        }
        return nil
    }

    /// How many attribute values a tag holds; what is quoted may hold equals signs and the other quote.
    private func quotedValues(in tag: Range<Int>) -> Int {
        var count = 0
        var quote: UInt8?
        for byte in bytes[tag] {
            if let open = quote {
                if byte == open { quote = nil }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
                count += 1
            } else if byte == UInt8(ascii: ">") {
                break
            }
        }
        return count
    }

    // MARK: Finding documents

    /// The next place where a document can start: an XML declaration, a document type or a tag that dumps have; failing
    /// those, any tag.
    private func documentStart(from offset: Int) -> Int? {
        var weak: Int?
        var index = offset
        while let open = bytes[index...].firstIndex(of: UInt8(ascii: "<")) {
            let rest = bytes[open...]
            if Self.strongStarts.contains(where: { rest.starts(with: $0.utf8) }) { return open }
            if weak == nil, open + 1 < bytes.count, isNameStart(bytes[open + 1]) { weak = open }
            index = open + 1
        }
        return weak
    }

    private static let strongStarts = [
        "<?xml", "<!DOCTYPE", "<hierarchy", "<node", "<XCUIElementType", "<AppiumAUT", "<android.",
    ]

    private func declaration(from offset: Int) -> Int? {
        var index = offset
        while let open = bytes[index...].firstIndex(of: UInt8(ascii: "<")) {
            if hasDeclaration(at: open) || bytes[open...].starts(with: "<hierarchy".utf8) { return open }
            index = open + 1
        }
        return nil
    }

    /// The place from which on there are as many XML declarations as pieces kept for the end; nil if there are fewer.
    private func newestDeclaration(from offset: Int) -> Int? {
        var count = 0
        var index = bytes.count
        while let open = bytes[offset..<index].lastIndex(of: UInt8(ascii: "<")) {
            if hasDeclaration(at: open) { count += 1 }
            if count == Self.newestPieces { return open }
            index = open
        }
        return nil
    }

    /// The root element of the document that starts at the offset, behind its declaration if it has one.
    private func rootTag(from offset: Int) -> Int {
        guard hasDeclaration(at: offset), let end = bytes[offset...].firstIndex(of: UInt8(ascii: ">")) else {
            return offset
        }
        return firstNonSpace(from: end + 1)
    }

    private func hasDeclaration(at offset: Int) -> Bool { bytes[offset...].starts(with: "<?xml".utf8) }

    private func isNameStart(_ byte: UInt8) -> Bool {
        (byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z")) || byte == UInt8(ascii: "_")
            || byte >= 0x80
    }

    private func firstNonSpace(from offset: Int) -> Int {
        bytes[min(offset, bytes.count)...].firstIndex { !($0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09) }
            ?? bytes.count
    }

    private mutating func noteNoise(_ repair: RepairWarning.Repair, _ range: Range<Int>) {
        if let warning = RepairWarning.noise(repair, in: bytes, range) { warnings.append(warning) }
    }

    private func error(_ code: HierarchyError.Code, _ message: String, at offset: Int) -> HierarchyError {
        let place = SourcePosition(of: offset, in: bytes)
        return HierarchyError(code, message, file: file, line: place.line, column: place.column)
    }
}
