import Patterns

/// A range of scalars and the state behind it.
struct ScalarRange {
    var lower: UInt32
    var upper: UInt32
    var target: Int32
}

/// Collects the states of a byte automaton: scalars become UTF-8, and states that lead on alike become one.
struct ByteAutomatonBuilder {
    private(set) var rows: [[ByteRange]]
    private(set) var isAccepting: [Bool]
    private var shared: [[ByteRange]: Int32] = [:]
    /// What begins behind ASCII where all of it leads to one target.
    private var beyondASCII: [Int32: [ByteRange]] = [:]
    /// The states behind a backslash, by where the scalars lead that need one.
    var escapes: [[Int32?]: Int32] = [:]

    /// Begins with so many states, none of which leads on or accepts.
    init(states: Int) {
        rows = Array(repeating: [], count: states)
        isAccepting = Array(repeating: false, count: states)
    }

    /// Lets a text end in a state.
    mutating func accept(_ state: Int32) { isAccepting[Int(state)] = true }

    /// Adds a state of its own.
    mutating func state() -> Int32 {
        rows.append([])
        isAccepting.append(false)
        return Int32(rows.count - 1)
    }

    /// The state that leads on like that and does not accept, added unless there is one.
    mutating func state(_ row: [ByteRange]) -> Int32 {
        if let state = shared[row] { return state }
        rows.append(row)
        isAccepting.append(false)
        shared[row] = Int32(rows.count - 1)
        return Int32(rows.count - 1)
    }

    mutating func add(_ byte: UInt8, to target: Int32, from state: Int32) { add(byte...byte, to: target, from: state) }

    mutating func add(_ bytes: ClosedRange<UInt8>, to target: Int32, from state: Int32) {
        rows[Int(state)].append(ByteRange(bytes: bytes, target: target))
    }

    /// Adds the UTF-8 of scalars; the ranges ascend without overlap, and surrogates in them are left out.
    mutating func add(_ ranges: [ScalarRange], from state: Int32) {
        if let last = ranges.last, last.lower <= 0x80, last.upper == 0x10FFFF {
            let ascii = Self.clip(ranges[...], 0, 0x7F)
            if !ascii.isEmpty { rows[Int(state)] += row(ascii, base: 0, size: 1, firstByte: 0) }
            rows[Int(state)] += everythingBeyondASCII(last.target)
            return
        }
        for (lower, upper, size, lead) in Self.widths {
            let clipped = Self.clip(ranges[...], lower, upper)
            if !clipped.isEmpty { rows[Int(state)] += row(clipped, base: 0, size: size, firstByte: lead) }
        }
    }

    /// The lengths of UTF-8: the first scalar, the last, what one lead byte stands for, and the first lead byte.
    private static let widths: [(lower: UInt32, upper: UInt32, size: UInt32, lead: UInt8)] = [
        (0, 0x7F, 1, 0), (0x80, 0x7FF, 64, 0xC0), (0x800, 0xD7FF, 4096, 0xE0), (0xE000, 0xFFFF, 4096, 0xE0),
        (0x10000, 0x10FFFF, 262_144, 0xF0),
    ]

    private mutating func everythingBeyondASCII(_ target: Int32) -> [ByteRange] {
        if let known = beyondASCII[target] { return known }
        var all: [ByteRange] = []
        for (lower, upper, size, lead) in Self.widths.dropFirst() {
            all += row(
                [ScalarRange(lower: lower, upper: upper, target: target)], base: 0, size: size, firstByte: lead)
        }
        beyondASCII[target] = all
        return all
    }

    /// The automaton of all states so far.
    ///
    /// - Parameters:
    ///   - start: the first state.
    ///   - free: states of string content in which every text may follow, so that nothing leads out of them but the end.
    ///   - boundaries: the states below this one lie between two scalars.
    /// - Returns: the automaton.
    mutating func finish(start: Int32, free: [Int32] = [], boundaries: Int32 = 0) -> ByteAutomaton {
        var isFree = [Bool](repeating: false, count: rows.count)
        // What begins behind a free state inside a scalar ends in it, too: those states are as free.
        var open = free
        while let state = open.popLast() {
            if isFree[Int(state)] { continue }
            isFree[Int(state)] = true
            open += rows[Int(state)].filter { $0.bytes.lowerBound >= 0x80 }.map(\.target)
        }
        return ByteAutomaton(
            rows: rows, isAccepting: isAccepting, start: start, isFree: free.isEmpty ? nil : isFree,
            boundaries: boundaries)
    }

    /// The transitions of one byte of UTF-8, of which each value stands for `size` scalars from `base` on.
    private mutating func row(
        _ ranges: [ScalarRange], base: UInt32, size: UInt32, firstByte: UInt8
    ) -> [ByteRange] {
        var row: [ByteRange] = []
        var index = 0
        var chunk = (ranges[0].lower - base) / size
        while index < ranges.count {
            let range = ranges[index]
            let start = base + chunk * size, end = start + size - 1
            if range.upper < start {
                index += 1
                if index < ranges.count { chunk = max(chunk, (ranges[index].lower - base) / size) }
                continue
            }
            if range.lower <= start, range.upper >= end {
                let last = (range.upper + 1 - base) / size - 1
                let target = full(size, range.target)
                row.append(ByteRange(bytes: firstByte + UInt8(chunk)...firstByte + UInt8(last), target: target))
                chunk = last + 1
            } else {
                let inner = Self.clip(ranges[index...], start, end)
                let target = state(self.row(inner, base: start, size: size / 64, firstByte: 0x80))
                row.append(ByteRange(bytes: firstByte + UInt8(chunk)...firstByte + UInt8(chunk), target: target))
                chunk += 1
            }
        }
        return row
    }

    /// The state after a byte behind which everything leads to one target.
    private mutating func full(_ size: UInt32, _ target: Int32) -> Int32 {
        if size == 1 { return target }
        return state([ByteRange(bytes: 0x80...0xBF, target: full(size / 64, target))])
    }

    private static func clip(_ ranges: ArraySlice<ScalarRange>, _ lower: UInt32, _ upper: UInt32) -> [ScalarRange] {
        var clipped: [ScalarRange] = []
        for range in ranges where range.upper >= lower {
            if range.lower > upper { break }
            clipped.append(
                ScalarRange(lower: max(range.lower, lower), upper: min(range.upper, upper), target: range.target))
        }
        return clipped
    }
}
