internal import YAML

/// Text in a comment.
enum CommentText {
    /// The text on one line, with nothing in it that cannot be seen.
    static func plain(_ text: String) -> String { String(YAMLNode.quoted(text).dropFirst().dropLast()) }
}
