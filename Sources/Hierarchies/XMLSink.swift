internal import CLibXML2

/// Turns libxml2's events into nodes.
struct XMLSink {
    typealias Name = UnsafePointer<xmlChar>

    private(set) var piece: XMLPiece
    var context: xmlParserCtxtPtr?
    private var pool = StringPool()
    private var wrappers: [Bool] = []
    /// Attribute names are interned by the parser, so the pointer is the name; nodes repeat the same order.
    private var known: [(name: Name, attribute: NodeAttribute)] = []

    init(_ piece: XMLPiece) {
        self.piece = piece
    }

    mutating func start(
        _ name: Name, _ count: Int, _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
    ) {
        guard piece.end == nil else { return stop() }
        // A tag without its end, as at a cut, gets a start event all the same, but no end event.
        guard let next = context?.pointee.input?.pointee.cur.pointee,
            next == UInt8(ascii: ">") || next == UInt8(ascii: "/")
        else { return }
        if count > piece.builder.limits.attributes { return exceed(.attributes(piece.builder.limits.attributes)) }
        let tag = pool.string(UnsafeBufferPointer(start: name, count: xmlStrlenInt(name)))
        if wrappers.isEmpty { piece.rootName = tag }
        let isWrapper = tag != "node" && XMLDialect.isWrapper(tag)
        if isWrapper, piece.builder.nodes.count > 0 {
            piece.isInterrupted = true
            return stop()
        }
        wrappers.append(isWrapper)
        if tag == "node" { piece.sawNodeTag = true }
        var node = UINode()
        node.flags = .assumed
        var frame = FrameNumbers()
        for index in 0..<count {
            guard let attributes, let name = attributes[index * 5], let value = attributes[index * 5 + 3],
                let end = attributes[index * 5 + 4]
            else { continue }
            let attribute = attribute(named: name, expectedAt: index)
            if attribute == .ignored { continue }
            apply(attribute, UnsafeBufferPointer(start: value, count: end - value), &node, &frame)
        }
        if isWrapper {
            piece.rotation = frame.rotation
            if let width = frame.width, let height = frame.height { piece.size = Size(width: width, height: height) }
            return
        }
        frame.fill(&node)
        XMLDialect.name(&node, tag: tag)
        if piece.bundleID.isEmpty { piece.bundleID = node.packageName }
        do {
            try piece.builder.begin(node)
        } catch {
            exceed(error)
        }
    }

    mutating func finish() {
        guard let isWrapper = wrappers.popLast() else { return }
        if !isWrapper { piece.builder.end() }
        if wrappers.isEmpty { piece.end = xmlByteConsumed(context) }
    }

    mutating func note(_ error: UnsafeMutablePointer<xmlError>) {
        guard piece.trouble == nil, piece.end == nil else { return }
        let message = error.pointee.message.map { String(cString: $0) } ?? "malformed XML"
        piece.trouble = XMLPiece.Trouble(
            message: message.split(separator: "\n").first.map(String.init) ?? message,
            offset: max(xmlByteConsumed(context), 0))
    }

    /// Stops at a document type: entities are where XML bites.
    mutating func forbid() {
        piece.isForbidden = true
        stop()
    }

    private mutating func exceed(_ limit: NodeBuilder.LimitExceeded) {
        piece.limit = (limit, max(xmlByteConsumed(context), 0))
        stop()
    }

    private func stop() {
        if let context { xmlStopParser(context) }
    }

    private mutating func attribute(named name: Name, expectedAt index: Int) -> NodeAttribute {
        if index < known.count, known[index].name == name { return known[index].attribute }
        if let entry = known.first(where: { $0.name == name }) { return entry.attribute }
        let attribute = NodeAttribute(named: UnsafeBufferPointer(start: name, count: xmlStrlenInt(name)))
        if known.count < 128 { known.append((name, attribute)) }
        return attribute
    }

    private mutating func apply(
        _ attribute: NodeAttribute, _ value: UnsafeBufferPointer<UInt8>, _ node: inout UINode,
        _ frame: inout FrameNumbers
    ) {
        if let flag = attribute.flag {
            node.stated.insert(flag)
            if value.isTrue { node.flags.insert(flag) } else { node.flags.remove(flag) }
            return
        }
        switch attribute {
        case .className: node.className = pool.string(value)
        case .packageName: node.packageName = pool.string(value)
        case .resourceID: node.resourceID = pool.string(value)
        case .name: frame.name = String(decoding: value, as: UTF8.self)
        case .text: node.text = String(decoding: value, as: UTF8.self)
        case .contentDescription: node.contentDescription = String(decoding: value, as: UTF8.self)
        case .hint: node.hint = String(decoding: value, as: UTF8.self)
        case .bounds:
            if let rect = BoundsText.rect(value) {
                node.bounds = rect
                node.stated.insert(.bounds)
            } else if !value.isEmpty {
                piece.builder.noteUnreadableBounds()
            }
        case .x: frame.x = BoundsText.integer(value)
        case .y: frame.y = BoundsText.integer(value)
        case .width: frame.width = BoundsText.integer(value)
        case .height: frame.height = BoundsText.integer(value)
        case .rotation: frame.rotation = BoundsText.integer(value) ?? -1
        case .drawingOrder: node.drawingOrder = BoundsText.integer(value)
        default:
            if let key = attribute.extra, !value.isEmpty {
                node.extras.append(UINode.Extra(key: key, value: String(decoding: value, as: UTF8.self)))
            }
        }
    }
}

private func xmlStrlenInt(_ name: UnsafePointer<xmlChar>) -> Int { Int(xmlStrlen(name)) }

extension UnsafeBufferPointer<UInt8> {
    /// Android and XCUITest write `true`, a few writers `True` or `1`.
    fileprivate var isTrue: Bool {
        guard let first else { return false }
        return first | 0x20 == UInt8(ascii: "t") || (first == UInt8(ascii: "1") && count == 1)
    }
}
