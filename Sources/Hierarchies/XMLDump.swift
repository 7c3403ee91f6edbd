/// Reads the XML dump formats: picks the document that counts, says what was odd.
struct XMLDump {
    private var source: DumpSource

    init(_ dump: DumpText, file: String, limits: DumpLimits) {
        var text = dump
        text.replaceReferences()
        source = DumpSource(text, file: file, limits: limits)
    }

    /// The hierarchy of the last whole document that has nodes (dumps are appended to logs, so the last is the newest).
    mutating func read(as forced: DumpFormat?) throws(HierarchyError) -> Hierarchy {
        guard let start = source.documentStart(from: 0) else {
            throw source.error(.unknownFormat, "no XML element found", at: 0)
        }
        source.noteNoise(.leadingNoise, 0..<start)
        if let unescaped = EscapedSource(source.bytes[start...]) {
            var inner = XMLDump(DumpText(unescaped.bytes), file: source.file, limits: source.limits)
            inner.source.warnings = source.warnings + [unescaped.warning] + inner.source.warnings
            return try inner.read(as: forced)
        }
        if let tag = source.crowdedTag(from: start) {
            throw source.error(
                .tooLarge, NodeBuilder.LimitExceeded.attributes(source.limits.attributes).message, at: tag)
        }
        let repairs = source.warnings
        var all = XMLDocuments(in: &source, from: start)
        if all.hasBareAngles, let escaped = UnescapedAngles(source.bytes) {
            source.warnings = repairs + [escaped.warning(in: source)]
            source.bytes = escaped.bytes
            all = XMLDocuments(in: &source, from: start)
        }
        let documents = all.found
        let candidates = documents.filter { $0.nodeCount > 0 }
        guard let chosen = candidates.last(where: \.isWhole) ?? candidates.last ?? documents.last else {
            throw source.error(.malformed, "no element could be read", at: start)
        }
        if documents.count > 1 {
            let place = (documents.firstIndex { $0.pieces[0].start == chosen.pieces[0].start } ?? 0) + 1
            let number =
                all.leavesOut
                ? "more than \(documents.count) documents; the" : "\(documents.count) documents; number \(place), the"
            source.note(.severalDocuments, "\(number) newest whole one, is read")
        }
        return try hierarchy(of: chosen, as: forced)
    }

    private mutating func hierarchy(
        of document: XMLDocuments.Document, as forced: DumpFormat?
    ) throws(HierarchyError) -> Hierarchy {
        let nodes = try nodes(of: document)
        let (start, first) = document.pieces[0]
        let sawNodeTag = document.pieces.contains { $0.piece.sawNodeTag }
        guard let format = XMLDialect.format(root: first.rootName, firstNode: nodes.first, sawNodeTag: sawNodeTag)
        else {
            throw source.error(
                .unknownFormat, "<\(first.rootName)> is not the root of a dump Thimble knows", at: start)
        }
        if let forced, ![.uiautomator, .appium, .xcuitest].contains(forced) {
            throw source.error(.unknownFormat, "this is XML, not \(forced.rawValue)", at: start)
        }
        var hierarchy = Hierarchy(format: forced ?? format, nodes: nodes)
        let roots = hierarchy.roots.count
        if roots > 1 { source.note(.severalRoots, "\(roots) root nodes; all are read as windows") }
        if nodes.isEmpty { source.note(.emptyHierarchy, "the dump has no nodes; the screen may not have been ready") }
        hierarchy.warnings = source.warnings
        hierarchy.declaredSize = first.size
        if let rotation = first.rotation { hierarchy.setRotation(rotation) }
        if format == .xcuitest, !first.bundleID.isEmpty { hierarchy.declaredPackage = first.bundleID }
        return hierarchy
    }

    /// The nodes of all the document's roots; what was wrong with a root is an error or a warning.
    private mutating func nodes(of document: XMLDocuments.Document) throws(HierarchyError) -> [UINode] {
        var nodes: [UINode] = []
        for (start, piece) in document.pieces {
            let place = start + (piece.trouble?.offset ?? 0)
            if piece.isForbidden {
                throw source.error(.forbidden, "document types and entities are refused", at: start)
            }
            if let limit = piece.limit {
                let tag = source.bytes[..<(start + limit.offset)].lastIndex(of: UInt8(ascii: "<")) ?? start
                throw source.error(limit.exceeded.code, limit.exceeded.message, at: tag)
            }
            if let trouble = piece.trouble, trouble.isLimit {
                throw source.error(.tooLarge, trouble.message, at: place)
            }
            var builder = piece.builder
            if piece.end == nil {
                let open = builder.endAll()
                if builder.nodes.isEmpty {
                    throw source.error(.malformed, piece.trouble?.message ?? "unfinished", at: place)
                }
                let kept = "\(builder.nodes.count.counted("node")) kept, \(open) of them unfinished"
                source.note(.truncated, "cut off at \(source.position(of: place)); \(kept)")
            } else if let trouble = piece.trouble {
                source.note(.malformed, "\(trouble.message) at \(source.position(of: place)); read past it")
            }
            source.warnings += builder.boundsWarnings
            let offset = nodes.count
            if offset == 0 { nodes = builder.nodes } else { nodes += builder.nodes.map { $0.shifted(by: offset) } }
            if nodes.count > source.limits.nodes {
                throw source.error(.tooManyNodes, "more than \(source.limits.nodes) nodes", at: start)
            }
        }
        return nodes
    }
}
