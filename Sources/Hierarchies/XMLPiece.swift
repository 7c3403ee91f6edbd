internal import CLibXML2

/// One root element read from XML bytes by libxml2's SAX interface, straight into the arena: no tree in between.
///
/// The parser gets no entities (a document type is refused outright), no network and no huge-node mode; libxml2's error
/// recovery is on, and what it had to forgive is in `trouble`.
struct XMLPiece {
    /// The root's tag, `hierarchy` or a node's own.
    var rootName = ""
    /// What the wrapper element says of the screen.
    var rotation: Int?
    var size: Size?
    var bundleID = ""
    var builder: NodeBuilder
    /// One past the root's end, or nil when the bytes ended first.
    var end: Int?
    var trouble: Trouble?
    /// A document type was met and nothing behind it read.
    var isForbidden = false
    /// A second document began inside this one, which therefore was cut off.
    var isInterrupted = false
    var sawNodeTag = false
    /// The limit that was met, and how far into the piece.
    var limit: (exceeded: NodeBuilder.LimitExceeded, offset: Int)?

    /// The first thing libxml2 complained about.
    struct Trouble {
        var message: String
        /// From the piece's start.
        var offset: Int
        /// One of libxml2's own limits was met: an attribute or a name of more than ten million bytes.
        var isLimit: Bool { message.hasSuffix("too long") || message.hasSuffix("too long: hit limit") }
    }

    init(limits: DumpLimits) {
        builder = NodeBuilder(limits: limits)
    }

    /// Reads one root element from UTF-8 bytes that start at its `<`.
    init(_ bytes: UnsafeBufferPointer<UInt8>, limits: DumpLimits) {
        self.init(limits: limits)
        let receiver = XMLReceiver(XMLSink(self))
        defer { self = receiver.sink.piece }
        guard
            let context = bytes.withMemoryRebound(
                to: CChar.self, { xmlCreateMemoryParserCtxt($0.baseAddress, Int32($0.count)) })
        else { return }
        defer { xmlFreeParserCtxt(context) }
        // NOENT only resolves &amp; and its four kin here: a document that declares entities is refused.
        let options = [XML_PARSE_RECOVER, XML_PARSE_NONET, XML_PARSE_IGNORE_ENC, XML_PARSE_NOENT]
        xmlCtxtUseOptions(context, Int32(options.reduce(0) { $0 | $1.rawValue }))
        context.pointee.sax.pointee = XMLReceiver.makeHandler()
        context.pointee.userData = Unmanaged.passUnretained(receiver).toOpaque()
        receiver.sink.context = context
        xmlParseDocument(context)
    }
}

/// What C keeps a reference to while it parses; it lives no longer than one `XMLPiece.init`.
private final class XMLReceiver {
    var sink: XMLSink

    init(_ sink: XMLSink) {
        self.sink = sink
    }

    static func makeHandler() -> xmlSAXHandler {
        var handler = xmlSAXHandler()
        handler.initialized = UInt32(XML_SAX2_MAGIC)
        handler.startElementNs = { user, name, _, _, _, _, count, _, attributes in
            guard let name else { return }
            receiver(user)?.sink.start(name, Int(count), attributes)
        }
        handler.endElementNs = { user, _, _, _ in receiver(user)?.sink.finish() }
        handler.internalSubset = { user, _, _, _ in receiver(user)?.sink.forbid() }
        handler.serror = { user, error in
            guard let error else { return }
            receiver(user)?.sink.note(error)
        }
        return handler
    }
}

private func receiver(_ user: UnsafeMutableRawPointer?) -> XMLReceiver? {
    user.map { Unmanaged<XMLReceiver>.fromOpaque($0).takeUnretainedValue() }
}
