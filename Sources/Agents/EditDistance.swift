/// Typing errors: one byte more, less or other, or two neighbours swapped.
enum EditDistance {
    /// Whether the two differ by exactly one such error.
    static func isOne(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        if left.count > right.count { return isOne(right, left) }
        guard right.count - left.count <= 1, let first = firstDifference(left, right) else {
            return right.count == left.count + 1
        }
        if left.count < right.count { return left[first...].elementsEqual(right[(first + 1)...]) }
        if left[(first + 1)...].elementsEqual(right[(first + 1)...]) { return true }
        return first + 1 < left.count && left[first] == right[first + 1] && left[first + 1] == right[first]
            && left[(first + 2)...].elementsEqual(right[(first + 2)...])
    }

    /// Where the shorter stops being a prefix of the longer, or nil when it is one.
    private static func firstDifference(_ left: [UInt8], _ right: [UInt8]) -> Int? {
        left.indices.first { left[$0] != right[$0] }
    }
}
