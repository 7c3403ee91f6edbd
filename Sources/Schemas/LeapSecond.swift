import Patterns

/// The second 60, which a day's last minute may have, by UTC: an automaton cannot reckon with offsets.
enum LeapSecond {
    /// Whether a `time` or `date-time` is right but for a second 60 that stands in the last minute of a day by UTC.
    static func explains(_ text: String, format: String, _ automaton: ScalarAutomaton) -> Bool {
        var bytes = Array(text.utf8)
        let start = format == "date-time" ? 11 : 0
        guard ["time", "date-time"].contains(format), bytes.count > start + 8,
            bytes[start + 6..<start + 8].elementsEqual("60".utf8)
        else { return false }
        bytes.replaceSubrange(start + 6..<start + 8, with: "59".utf8)
        guard automaton.accepts(String(decoding: bytes, as: UTF8.self)) else { return false }
        // What the automaton accepts has digits at these places.
        func minutes(at place: Int) -> Int {
            let digits = [0, 1, 3, 4].map { Int(bytes[place + $0] &- UInt8(ascii: "0")) }
            return (digits[0] * 10 + digits[1]) * 60 + digits[2] * 10 + digits[3]
        }
        let local = minutes(at: start)
        let isUTC = bytes.last.map { $0 | 0x20 == UInt8(ascii: "z") } ?? true
        let offset = isUTC ? 0 : minutes(at: bytes.count - 5) * (bytes[bytes.count - 6] == UInt8(ascii: "-") ? -1 : 1)
        return (local - offset + 2 * 1_440) % 1_440 == 1_439
    }
}
