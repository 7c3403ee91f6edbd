/// What the parser accepts before it refuses a document: a guard against input that is hostile or simply wrong.
///
/// Each limit is checked before json-c allocates anything, so a refused document costs one pass over its bytes at most.
package struct JSONLimits: Sendable, Equatable {
    /// Bytes of one document, white space and byte order mark included.
    package var bytes: Int

    /// Levels of nesting, one for a list of scalars; a limit above `deepest` counts as `deepest`.
    package var depth: Int

    /// Values in one document: each scalar, array and object counts one, keys do not.
    package var values: Int

    /// Objects in one document: json-c spends some 800 bytes on each, however small it is.
    package var objects: Int

    /// Bytes of one string or key as written between its quotes, escapes not yet resolved.
    package var stringBytes: Int

    /// Bytes of one numeric literal.
    package var numberBytes: Int

    /// The most nesting that any limit allows: reading, printing and freeing a tree recurse once per level.
    package static let deepest = 2048

    package init(
        bytes: Int = 64 << 20, depth: Int = 512, values: Int = 5_000_000, objects: Int = 500_000,
        stringBytes: Int = 16 << 20, numberBytes: Int = 1024
    ) {
        self.bytes = bytes
        self.depth = depth
        self.values = values
        self.objects = objects
        self.stringBytes = stringBytes
        self.numberBytes = numberBytes
    }
}
