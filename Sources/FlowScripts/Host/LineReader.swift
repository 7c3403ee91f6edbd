internal import Glibc
internal import JSON

/// The values of lines of JSON from a descriptor that blocks.
struct LineReader {
    private let descriptor: Int32
    private var held: [UInt8] = []
    /// Bytes of a line, its end included.
    var limit = 1 << 16

    init(_ descriptor: Int32) { self.descriptor = descriptor }

    /// The next line's value; nil at the end, after a line that is too long, and for what is no JSON.
    mutating func next() -> JSONValue? {
        var searched = 0
        while true {
            if let end = held[searched...].firstIndex(of: UInt8(ascii: "\n")) {
                let line = Array(held[..<end])
                held.removeSubrange(...end)
                return try? JSONValue(parsing: line, limits: .scriptMessage(bytes: limit))
            }
            searched = held.count
            guard held.count < limit else { return nil }
            var piece = [UInt8](repeating: 0, count: 1 << 16)
            let count = read(descriptor, &piece, piece.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return nil }
            held += piece.prefix(count)
        }
    }
}

extension JSONLimits {
    /// Of a message to or from the host, which nests no deeper than a request's header.
    static func scriptMessage(bytes: Int) -> JSONLimits {
        JSONLimits(bytes: bytes, depth: 8, values: 200_000, objects: 50_000)
    }
}
