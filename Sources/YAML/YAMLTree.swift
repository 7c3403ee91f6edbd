/// A YAML document as it is written: scalars are texts yet, and every node knows its place.
///
/// Source: YAML 1.1 as libyaml reads it; what a scalar means is for whoever asks.
package struct YAMLTree: Sendable, Hashable {
    package indirect enum Content: Sendable, Hashable {
        /// `isPlain` for one without quotes, which may mean a number or a truth.
        case scalar(String, isPlain: Bool)
        case sequence([YAMLTree])
        case mapping([Member])
    }

    /// A key with its value, in the document's order; keys may come twice.
    package struct Member: Sendable, Hashable {
        package var key: YAMLTree
        package var value: YAMLTree
    }

    package var content: Content
    /// From 1.
    package var line: Int
    /// From 1, in characters.
    package var column: Int

    package init(_ content: Content, line: Int, column: Int) {
        self.content = content
        self.line = line
        self.column = column
    }

    package var text: String? {
        if case .scalar(let text, _) = content { text } else { nil }
    }

    package var isPlain: Bool {
        if case .scalar(_, let isPlain) = content { isPlain } else { false }
    }

    package var elements: [YAMLTree]? {
        if case .sequence(let elements) = content { elements } else { nil }
    }

    package var members: [Member]? {
        if case .mapping(let members) = content { members } else { nil }
    }

    /// The value of the first member with this key.
    package subscript(key: String) -> YAMLTree? { members?.first { $0.key.text == key }?.value }
}

/// Why a YAML document could not be read, and where.
package struct YAMLError: Error, Sendable, Hashable, CustomStringConvertible {
    package enum Code: String, Sendable, CaseIterable { case malformed, tooDeep, tooLarge }

    package var code: Code
    package var message: String
    /// From 1; 0 where no line is to blame.
    package var line: Int
    package var column: Int

    package init(_ code: Code, _ message: String, line: Int, column: Int) {
        self.code = code
        self.message = message
        self.line = line
        self.column = column
    }

    package var description: String { "\(line):\(column): \(message)" }
}

/// What a document may have at most.
package struct YAMLLimits: Sendable, Hashable {
    package var bytes = 1 << 20
    /// Nodes, those that aliases stand for included: a few lines may stand for billions.
    package var nodes = 50_000
    package var depth = 64

    package init() {}
}
