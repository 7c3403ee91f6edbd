import JSON

/// Makes the automaton of all parts of some texts, for strings that must be copied.
struct SpanAutomaton {
    /// Bytes of all texts as a JSON string writes them, each text followed by nil.
    private var bytes: [UInt8?] = []
    /// For each place in `bytes`, whether a scalar begins there; places behind a text count too.
    private var isBoundary: [Bool] = []

    init(_ texts: [String]) {
        for text in texts {
            for scalar in text.unicodeScalars {
                // The printer's form without its quotes is the shortest form of the scalar.
                let escaped = JSONValue.string(String(scalar)).print().utf8.dropFirst().dropLast()
                for (index, byte) in escaped.enumerated() {
                    bytes.append(byte)
                    isBoundary.append(index == 0)
                }
            }
            bytes.append(nil)
            isBoundary.append(true)
        }
    }

    /// The automaton; it accepts no empty part.
    mutating func automaton() -> ByteAutomaton {
        var numbers: [[Int32]: Int32] = [:]
        var sets: [[Int32]] = []
        func number(_ set: [Int32]) -> Int32 {
            if let known = numbers[set] { return known }
            numbers[set] = Int32(sets.count)
            sets.append(set)
            return Int32(sets.count - 1)
        }
        // State 0 is the end, so its set is one that never comes up.
        _ = number([-1])
        let start = number(bytes.indices.filter { isBoundary[$0] && bytes[$0] != nil }.map { Int32($0) })
        var rows: [[ByteRange]] = [[]]
        while rows.count < sets.count {
            let state = rows.count
            var targets: [UInt8: [Int32]] = [:]
            var mayEnd = false
            for place in sets[state] {
                if isBoundary[Int(place)], Int32(state) != start { mayEnd = true }
                if let byte = bytes[Int(place)] { targets[byte, default: []].append(place + 1) }
            }
            var row = targets.sorted { $0.key < $1.key }.map { ByteRange(bytes: $0.key...$0.key, target: number($0.value)) }
            if mayEnd { row.append(ByteRange(bytes: 0x22...0x22, target: 0)) }
            rows.append(row)
        }
        return ByteAutomaton(rows: rows, isAccepting: rows.indices.map { $0 == 0 }, start: start)
    }
}
