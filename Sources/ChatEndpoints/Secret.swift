/// A key that no description, log or error shows.
package struct Secret: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// What may be handed to the server, and to nobody else.
    let value: String

    /// - Parameter value: the key, such as the caller read from the environment.
    package init(_ value: String) { self.value = value }

    package static let mask = "•••"
    package var description: String { Self.mask }
    package var debugDescription: String { Self.mask }
    // `dump` and default interpolation of what holds a secret go through the mirror.
    package var customMirror: Mirror { Mirror(self, children: []) }

    /// Whether it can be sent in a header: visible ASCII, at least one character.
    var fitsHeader: Bool { !value.isEmpty && value.utf8.allSatisfy { (0x21...0x7E).contains($0) } }

    /// The text with every occurrence of the key masked.
    func masked(in text: String) -> String {
        // By scalars: as characters, a key before a combining mark is another text.
        guard !value.isEmpty else { return text }
        let scalars = text.unicodeScalars.split(separator: value.unicodeScalars, omittingEmptySubsequences: false)
        return scalars.map(String.init).joined(separator: Self.mask)
    }
}
