/// Bytes of text on their way out: cut between characters only, with the white space at both ends left out.
struct TextPieces {
    /// A longer run of white space is text, so that no more than this is held.
    private static let longestRun = 1024

    private let layout: [UInt8]
    private var ready: [UInt8] = []
    /// White space, and layout at the start, whose fate the next byte decides.
    private var pending: [UInt8] = []
    private var isFresh = true

    /// Makes a buffer; `layout` are bytes that count as white space at the start of a text.
    init(layout: [UInt8]) { self.layout = layout }

    /// Takes a byte, and says whether it may yet turn out to be layout.
    @discardableResult
    mutating func append(_ byte: UInt8) -> Bool {
        if isSpace(byte) || isFresh && layout.contains(byte) {
            pending.append(byte)
            if pending.count <= Self.longestRun { return true }
        } else {
            if isFresh { pending = Array(pending.drop(while: isSpace)) }
            pending.append(byte)
        }
        ready += pending
        pending.removeAll(keepingCapacity: true)
        isFresh = false
        return false
    }

    /// The text that is complete, but for a character whose bytes are not all there.
    mutating func takeReady() -> String {
        let rest = incompleteTail()
        defer { ready = rest }
        return String(decoding: ready.dropLast(rest.count), as: UTF8.self)
    }

    /// The rest of the text; what comes next starts a new one.
    mutating func takeAll() -> String {
        defer {
            ready.removeAll(keepingCapacity: true)
            pending.removeAll(keepingCapacity: true)
            isFresh = true
        }
        return String(decoding: ready, as: UTF8.self)
    }

    /// The last bytes, from a leading byte on, when they are fewer than it announces.
    private func incompleteTail() -> [UInt8] {
        for length in 1...3 where length <= ready.count {
            let byte = ready[ready.count - length]
            guard byte & 0xC0 != 0x80 else { continue }
            let announced = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1
            return announced > length ? Array(ready.suffix(length)) : []
        }
        return []
    }
}

/// Whether a byte is white space, as JSON and every template mean it.
func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }
