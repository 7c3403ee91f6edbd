/// The alphabet cut into intervals, each carrying a symbol; intervals of one symbol are never told apart.
///
/// A category such as `\p{L}` has hundreds of intervals and two symbols: automata are built over the symbols.
struct ScalarPartition {
    /// The first scalar of each interval, ascending, beginning with 0.
    var starts: [UInt32]
    /// The symbol of each interval, counted from 0 in order of appearance.
    var symbols: [Int32]
    var symbolCount: Int

    /// The coarsest partition that tells the sets apart; `members[set * symbolCount + symbol]` says what a set holds.
    static func separating(_ sets: [ScalarSet]) -> (partition: ScalarPartition, members: [Bool]) {
        var starts: [UInt32] = [0]
        for set in sets { starts.append(contentsOf: set.bounds) }
        starts.sort()
        var unique = 0
        for start in starts where start < ScalarSet.end && (unique == 0 || start != starts[unique - 1]) {
            starts[unique] = start
            unique += 1
        }
        starts.removeLast(starts.count - unique)

        var symbols = [Int32](repeating: 0, count: starts.count)
        var count = 1
        for set in sets {
            var renamed = [Int32](repeating: -1, count: count * 2)
            count = 0
            set.forEachInterval(of: starts) { interval, isMember in
                let key = Int(symbols[interval]) * 2 + (isMember ? 1 : 0)
                if renamed[key] < 0 {
                    renamed[key] = Int32(count)
                    count += 1
                }
                symbols[interval] = renamed[key]
            }
        }
        var members = [Bool](repeating: false, count: sets.count * count)
        for (number, set) in sets.enumerated() {
            set.forEachInterval(of: starts) { interval, isMember in
                if isMember { members[number * count + Int(symbols[interval])] = true }
            }
        }
        return (ScalarPartition(starts: starts, symbols: symbols, symbolCount: count), members)
    }

    /// A symbol for each of the scalars, counted from 1, and the symbol 0 for all others.
    static func singling(_ ascending: [UInt32]) -> ScalarPartition {
        var (starts, symbols): ([UInt32], [Int32]) = ([0], [0])
        for (number, scalar) in ascending.enumerated() {
            if starts.last == scalar {
                starts.removeLast()
                symbols.removeLast()
            }
            starts += [scalar, scalar == 0xD7FF ? 0xE000 : scalar + 1]
            symbols += [Int32(number + 1), 0]
        }
        if starts.last == ScalarSet.end {
            starts.removeLast()
            symbols.removeLast()
        }
        return ScalarPartition(starts: starts, symbols: symbols, symbolCount: ascending.count + 1)
    }

    /// The partition that tells apart what either does, and the two symbols that each of its symbols came from.
    func refined(by other: ScalarPartition) -> (partition: ScalarPartition, pairs: [(left: Int, right: Int)]) {
        var result = ScalarPartition(starts: [], symbols: [], symbolCount: 0)
        var pairs: [(left: Int, right: Int)] = []
        var renamed = [Int32](repeating: -1, count: symbolCount * other.symbolCount)
        var (left, right) = (0, 0)
        while left < starts.count || right < other.starts.count {
            let leftStart = left < starts.count ? starts[left] : ScalarSet.end
            let rightStart = right < other.starts.count ? other.starts[right] : ScalarSet.end
            if leftStart <= rightStart { left += 1 }
            if rightStart <= leftStart { right += 1 }
            let pair = (left: Int(symbols[left - 1]), right: Int(other.symbols[right - 1]))
            let key = pair.left * other.symbolCount + pair.right
            if renamed[key] < 0 {
                renamed[key] = Int32(pairs.count)
                pairs.append(pair)
            }
            result.starts.append(min(leftStart, rightStart))
            result.symbols.append(renamed[key])
        }
        result.symbolCount = pairs.count
        return (result, pairs)
    }
}

extension ScalarSet {
    /// Calls the body with each interval's number and whether it is in the set; every bound must start an interval.
    fileprivate func forEachInterval(of starts: [UInt32], _ body: (Int, Bool) -> Void) {
        var passed = 0
        for interval in starts.indices {
            if passed < bounds.count, bounds[passed] == starts[interval] { passed += 1 }
            body(interval, passed % 2 == 1)
        }
    }
}
