internal import CLibXML2

/// One root element read from XML bytes by libxml2's SAX interface, straight into the arena: no tree in between.
///
/// The parser gets no entities (a document type is refused outright), no network and no huge-node mode; libxml2's error
/// recovery is on, and what it had to forgive is in `trouble`.
struct XMLPiece {
    /// The root's tag, `hierarchy` or a node's own.
    private(set) var rootName = ""
    private(set) var rootAttributes = RootAttributes()
    private(set) var builder: NodeBuilder
    /// One past the root's end, or nil when the bytes ended first.
    private(set) var end: Int?
    private(set) var trouble: Trouble?
    private(set) var isForbidden = false
    /// A second document began inside this one, which therefore was cut off.
    private(set) var isInterrupted = false
    private(set) var sawNodeTag = false
    private(set) var limit: NodeBuilder.LimitExceeded?

    /// What the wrapper element says of the screen.
    struct RootAttributes {
        var rotation: Int?
        var size: Size?
        var bundleID = ""
    }

    /// The first thing libxml2 complained about.
    struct Trouble {
        var message: String
        /// From the piece's start.
        var offset: Int
    }

    /// - Parameter bytes: UTF-8, starting at the piece's first `<`.
    init(_ bytes: UnsafeBufferPointer<UInt8>, limits: DumpLimits) {
        let sink = XMLSink(limits: limits)
        builder = NodeBuilder(limits: limits)
        defer {
            builder = sink.builder
            rootName = sink.rootName
            rootAttributes = sink.root
            end = sink.rootEnd
            trouble = sink.trouble
            isForbidden = sink.isForbidden
            isInterrupted = sink.isInterrupted
            sawNodeTag = sink.sawNodeTag
            limit = sink.limit
        }
        guard
            let context = bytes.withMemoryRebound(
                to: CChar.self, { xmlCreateMemoryParserCtxt($0.baseAddress, Int32($0.count)) })
        else { return }
        defer { xmlFreeParserCtxt(context) }
        // NOENT only resolves &amp; and its four kin here: a document that declares entities is refused.
        xmlCtxtUseOptions(
            context, Int32(XML_PARSE_RECOVER.rawValue | XML_PARSE_NONET.rawValue | XML_PARSE_IGNORE_ENC.rawValue
                    | XML_PARSE_NOENT.rawValue))
        context.pointee.sax.pointee = XMLSink.makeHandler()
        context.pointee.userData = Unmanaged.passUnretained(sink).toOpaque()
        sink.context = context
        xmlParseDocument(context)
    }
}

/// Where libxml2's callbacks arrive: turns them into nodes.
///
/// A class because C carries a reference to it; it lives no longer than one `XMLPiece.init`.
private final class XMLSink {
    typealias Name = UnsafePointer<xmlChar>

    var context: xmlParserCtxtPtr?
    var builder: NodeBuilder
    var pool = StringPool()
    var rootName = ""
    var root = XMLPiece.RootAttributes()
    var rootEnd: Int?
    var trouble: XMLPiece.Trouble?
    var isForbidden = false
    var isInterrupted = false
    var sawNodeTag = false
    var limit: NodeBuilder.LimitExceeded?
    private var wrappers: [Bool] = []
    /// Attribute names are interned by the parser, so the pointer is the name; nodes repeat the same order.
    private var known: [(name: Name, attribute: NodeAttribute)] = []

    init(limits: DumpLimits) {
        builder = NodeBuilder(limits: limits)
    }

    static func makeHandler() -> xmlSAXHandler {
        var handler = xmlSAXHandler()
        handler.initialized = UInt32(XML_SAX2_MAGIC)
        handler.startElementNs = { user, name, _, _, _, _, count, _, attributes in
            guard let user, let name else { return }
            Unmanaged<XMLSink>.fromOpaque(user).takeUnretainedValue().start(name, Int(count), attributes)
        }
        handler.endElementNs = { user, _, _, _ in
            guard let user else { return }
            Unmanaged<XMLSink>.fromOpaque(user).takeUnretainedValue().finish()
        }
        handler.internalSubset = { user, _, _, _ in
            guard let user else { return }
            let sink = Unmanaged<XMLSink>.fromOpaque(user).takeUnretainedValue()
            sink.isForbidden = true
            sink.stop()
        }
        handler.serror = { user, error in
            guard let user, let error else { return }
            Unmanaged<XMLSink>.fromOpaque(user).takeUnretainedValue().note(error)
        }
        return handler
    }

    private func start(
        _ name: Name, _ count: Int, _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
    ) {
        guard rootEnd == nil else { return stop() }
        let tag = pool.string(UnsafeBufferPointer(start: name, count: xmlStrlenInt(name)))
        if wrappers.isEmpty { rootName = tag }
        let isWrapper = XMLDialect.isWrapper(tag)
        if isWrapper, builder.nodes.count > 0 {
            isInterrupted = true
            return stop()
        }
        wrappers.append(isWrapper)
        if tag == "node" { sawNodeTag = true }
        var node = UINode()
        node.flags = [.enabled, .visible]
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
            root.rotation = frame.rotation
            if let width = frame.width, let height = frame.height { root.size = Size(width: width, height: height) }
            return
        }
        frame.fill(&node)
        XMLDialect.name(&node, tag: tag)
        if root.bundleID.isEmpty { root.bundleID = node.packageName }
        do {
            try builder.begin(node)
        } catch {
            limit = error
            stop()
        }
    }

    private func finish() {
        guard let isWrapper = wrappers.popLast() else { return }
        if !isWrapper { builder.end() }
        if wrappers.isEmpty { rootEnd = xmlByteConsumed(context) }
    }

    private func note(_ error: UnsafeMutablePointer<xmlError>) {
        guard trouble == nil, rootEnd == nil else { return }
        let message = error.pointee.message.map { String(cString: $0) } ?? "malformed XML"
        trouble = XMLPiece.Trouble(
            message: message.split(separator: "\n").first.map(String.init) ?? message,
            offset: max(xmlByteConsumed(context), 0))
    }

    private func stop() {
        if let context { xmlStopParser(context) }
    }

    private func attribute(named name: Name, expectedAt index: Int) -> NodeAttribute {
        if index < known.count, known[index].name == name { return known[index].attribute }
        if let entry = known.first(where: { $0.name == name }) { return entry.attribute }
        let attribute = NodeAttribute(named: UnsafeBufferPointer(start: name, count: xmlStrlenInt(name)))
        known.append((name, attribute))
        return attribute
    }

    private func apply(
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
                builder.noteUnreadableBounds()
            }
        case .x: frame.x = BoundsText.integer(value)
        case .y: frame.y = BoundsText.integer(value)
        case .width: frame.width = BoundsText.integer(value)
        case .height: frame.height = BoundsText.integer(value)
        case .rotation: frame.rotation = BoundsText.integer(value)
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
