import CYAML

extension YAMLTree {
    /// Reads the first document.
    ///
    /// - Parameters:
    ///   - bytes: UTF-8, or UTF-16 with a mark.
    ///   - limits: what the document may have at most.
    /// - Returns: nil for no document, as in a file of comments.
    /// - Throws: for what is no YAML, with its place, and for what is beyond the limits.
    package static func parse(_ bytes: [UInt8], limits: YAMLLimits = YAMLLimits()) throws(YAMLError) -> YAMLTree? {
        try parser(bytes, limits).document()
    }

    /// Reads every document.
    ///
    /// - Parameters:
    ///   - bytes: UTF-8, or UTF-16 with a mark.
    ///   - limits: what all of them may have at most, together.
    /// - Returns: none for a file of comments.
    /// - Throws: for what is no YAML, with its place, and for what is beyond the limits.
    package static func documents(
        _ bytes: [UInt8], limits: YAMLLimits = YAMLLimits()
    ) throws(YAMLError) -> [YAMLTree] {
        let parser = try parser(bytes, limits)
        var documents: [YAMLTree] = []
        while let document = try parser.document() { documents.append(document) }
        return documents
    }

    private static func parser(_ bytes: [UInt8], _ limits: YAMLLimits) throws(YAMLError) -> YAMLParser {
        guard bytes.count <= limits.bytes else {
            throw YAMLError(.tooLarge, "the file is larger than \(limits.bytes) bytes", line: 0, column: 0)
        }
        return YAMLParser(bytes, limits)
    }
}

/// Owns libyaml's parser and the bytes that it reads.
private final class YAMLParser {
    private let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
    private let input: UnsafeMutablePointer<UInt8>
    private let limits: YAMLLimits
    private var nodes = 0
    private var anchors: [String: (tree: YAMLTree, size: Int)] = [:]

    init(_ bytes: [UInt8], _ limits: YAMLLimits) {
        self.limits = limits
        input = .allocate(capacity: max(bytes.count, 1))
        input.initialize(from: bytes, count: bytes.count)
        yaml_parser_initialize(parser)
        yaml_parser_set_input_string(parser, input, bytes.count)
    }

    deinit {
        yaml_parser_delete(parser)
        parser.deallocate()
        input.deallocate()
    }

    func document() throws(YAMLError) -> YAMLTree? {
        while true {
            let event = try next()
            switch event.kind {
            case YAML_STREAM_START_EVENT, YAML_DOCUMENT_START_EVENT, YAML_DOCUMENT_END_EVENT: continue
            case YAML_STREAM_END_EVENT: return nil
            default: return try node(event, depth: 0)
            }
        }
    }

    /// What an event is, copied out of the library's memory.
    private struct Event {
        var kind: yaml_event_type_t
        var line: Int
        var column: Int
        var text = ""
        var isPlain = false
        var anchor: String?
    }

    private func node(_ event: Event, depth: Int) throws(YAMLError) -> YAMLTree {
        guard depth < limits.depth else {
            throw error(.tooDeep, "values lie more than \(limits.depth) deep", event)
        }
        let before = nodes
        try count(1, event)
        let content: YAMLTree.Content
        switch event.kind {
        case YAML_SCALAR_EVENT: content = .scalar(event.text, isPlain: event.isPlain)
        case YAML_ALIAS_EVENT:
            guard let anchor = anchors[event.text] else {
                throw error(.malformed, "nothing is called &\(event.text)", event)
            }
            try count(anchor.size, event)
            return YAMLTree(anchor.tree.content, line: event.line, column: event.column)
        case YAML_SEQUENCE_START_EVENT:
            var elements: [YAMLTree] = []
            while true {
                let inner = try next()
                if inner.kind == YAML_SEQUENCE_END_EVENT { break }
                elements.append(try node(inner, depth: depth + 1))
            }
            content = .sequence(elements)
        case YAML_MAPPING_START_EVENT:
            var members: [YAMLTree.Member] = []
            while true {
                let inner = try next()
                if inner.kind == YAML_MAPPING_END_EVENT { break }
                let key = try node(inner, depth: depth + 1)
                members.append(.init(key: key, value: try node(try next(), depth: depth + 1)))
            }
            content = .mapping(members)
        default: throw error(.malformed, "a value is wanted here", event)
        }
        let tree = YAMLTree(content, line: event.line, column: event.column)
        if let anchor = event.anchor { anchors[anchor] = (tree, nodes - before) }
        return tree
    }

    private func count(_ more: Int, _ event: Event) throws(YAMLError) {
        nodes += more
        guard nodes <= limits.nodes else {
            throw error(.tooLarge, "the file has more than \(limits.nodes) values", event)
        }
    }

    private func next() throws(YAMLError) -> Event {
        var event = yaml_event_t()
        guard yaml_parser_parse(parser, &event) == 1 else { throw failure() }
        defer { yaml_event_delete(&event) }
        var found = Event(
            kind: event.type, line: Int(event.start_mark.line) + 1, column: Int(event.start_mark.column) + 1)
        switch event.type {
        case YAML_SCALAR_EVENT:
            let scalar = event.data.scalar
            found.text = String(
                decoding: UnsafeBufferPointer(start: scalar.value, count: Int(scalar.length)), as: UTF8.self)
            found.isPlain = scalar.style == YAML_PLAIN_SCALAR_STYLE
            found.anchor = Self.text(scalar.anchor)
        case YAML_ALIAS_EVENT: found.text = Self.text(event.data.alias.anchor) ?? ""
        case YAML_SEQUENCE_START_EVENT: found.anchor = Self.text(event.data.sequence_start.anchor)
        case YAML_MAPPING_START_EVENT: found.anchor = Self.text(event.data.mapping_start.anchor)
        default: break
        }
        return found
    }

    private static func text(_ pointer: UnsafeMutablePointer<yaml_char_t>?) -> String? {
        pointer.map { String(cString: $0) }
    }

    private func failure() -> YAMLError {
        let problem = parser.pointee.problem.map { String(cString: $0) } ?? "this is no YAML"
        let context = parser.pointee.context.map { String(cString: $0) + ": " } ?? ""
        let mark = parser.pointee.problem_mark
        return YAMLError(.malformed, context + problem, line: Int(mark.line) + 1, column: Int(mark.column) + 1)
    }

    private func error(_ code: YAMLError.Code, _ message: String, _ event: Event) -> YAMLError {
        YAMLError(code, message, line: event.line, column: event.column)
    }
}
