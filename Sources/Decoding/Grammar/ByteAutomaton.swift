/// A deterministic automaton over bytes: one terminal of a grammar.
///
/// From every state acceptance can be reached, so whatever it has read can be completed. The alphabet is cut into
/// classes of bytes that no state tells apart.
package final class ByteAutomaton: Sendable {
    /// The state from which nothing is accepted.
    static let dead: Int32 = -1

    /// The class of each of the 256 bytes.
    let classes: [UInt8]
    let classCount: Int
    /// `table[state * classCount + classes[byte]]`: the next state, or `dead`.
    let table: [Int32]
    let isAccepting: [Bool]
    /// Whether a state leads on at all.
    let leadsOn: [Bool]
    /// The one byte with which a state leads on, or -1 when there are several or none.
    let onlyByte: [Int16]
    let start: Int32
    /// For strings: the states from which any characters lead to such states, so that nearly all tokens are legal there;
    /// nil when there is none.
    let isFree: [Bool]?
    /// The states below this one lie between two scalars of a string.
    let boundaries: Int32

    /// Makes an automaton from its transitions.
    ///
    /// - Parameters:
    ///   - rows: for each state the ranges of bytes that lead on, in any order, without overlap.
    ///   - isAccepting: for each state whether the text may end there.
    ///   - start: the first state.
    ///   - isFree: see the property.
    ///   - boundaries: see the property.
    init(
        rows: [[ByteRange]], isAccepting: [Bool], start: Int32, isFree: [Bool]? = nil, boundaries: Int32 = 0
    ) {
        var isBoundary = [Bool](repeating: false, count: 257)
        isBoundary[0] = true
        for row in rows {
            for range in row {
                isBoundary[Int(range.bytes.lowerBound)] = true
                isBoundary[Int(range.bytes.upperBound) + 1] = true
            }
        }
        var classes = [UInt8](repeating: 0, count: 256)
        var current = -1
        for byte in 0..<256 {
            if isBoundary[byte] { current += 1 }
            classes[byte] = UInt8(current)
        }
        let classCount = current + 1
        var table = [Int32](repeating: Self.dead, count: rows.count * classCount)
        var onlyByte = [Int16](repeating: -1, count: rows.count)
        for (state, row) in rows.enumerated() {
            for range in row {
                let first = Int(classes[Int(range.bytes.lowerBound)]), last = Int(classes[Int(range.bytes.upperBound)])
                for index in first...last { table[state * classCount + index] = range.target }
            }
            if row.count == 1, row[0].bytes.count == 1 { onlyByte[state] = Int16(row[0].bytes.lowerBound) }
        }
        self.classes = classes
        self.classCount = classCount
        self.table = table
        self.isAccepting = isAccepting
        self.leadsOn = rows.map { !$0.isEmpty }
        self.onlyByte = onlyByte
        self.start = start
        self.isFree = isFree
        self.boundaries = boundaries
    }

    /// The state after a byte, or `dead`.
    @inline(__always)
    func step(_ state: Int32, _ byte: UInt8) -> Int32 { table[Int(state) * classCount + Int(classes[Int(byte)])] }

    /// Whether nothing is accepted.
    var isEmpty: Bool { !isAccepting[Int(start)] && !leadsOn[Int(start)] }
}

/// A transition of a byte automaton.
struct ByteRange: Hashable {
    var bytes: ClosedRange<UInt8>
    var target: Int32
}
