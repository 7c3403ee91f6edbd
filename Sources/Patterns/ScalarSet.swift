/// A set of Unicode scalars: the bounds at which membership changes.
///
/// Surrogate code points are no scalars. A bound among them is moved up to U+E000, so that equal sets of scalars have equal
/// bounds.
struct ScalarSet: Sendable, Hashable {
    /// One past the last scalar.
    static let end: UInt32 = 0x11_0000

    static let empty = ScalarSet(bounds: [])
    static let all = ScalarSet(bounds: [0, end])

    /// Ascending and of even count: scalars from `bounds[0]` up to but not including `bounds[1]` are in, and so on.
    private(set) var bounds: [UInt32]

    private init(bounds: [UInt32]) { self.bounds = bounds }

    init(_ scalar: UInt32) { self.init(scalar...scalar) }

    init(_ range: ClosedRange<UInt32>) {
        let (lower, upper) = (Self.moved(range.lowerBound), Self.moved(range.upperBound + 1))
        bounds = lower < upper ? [lower, upper] : []
    }

    init(_ ranges: [ClosedRange<UInt32>]) {
        self.init(
            runs: ranges.sorted { $0.lowerBound < $1.lowerBound }.map { $0.lowerBound..<$0.upperBound + 1 })
    }

    /// The scalars of runs in ascending order of where they begin.
    init(runs: [Range<UInt32>]) {
        bounds = []
        for run in runs { append(Self.moved(run.lowerBound), Self.moved(run.upperBound)) }
    }

    /// The scalars that a predicate on Unicode properties admits.
    init(where isMember: (Unicode.Scalar) -> Bool) {
        bounds = []
        var previous = false
        for scalar in UnicodeProperty.tellingScalars {
            let member = isMember(scalar)
            if member != previous { bounds.append(scalar.value) }
            previous = member
        }
        if previous { bounds.append(Self.end) }
    }

    private static func moved(_ bound: UInt32) -> UInt32 { (0xD800..<0xE000).contains(bound) ? 0xE000 : bound }

    /// Adds a run that begins no earlier than the last one did.
    private mutating func append(_ lower: UInt32, _ upper: UInt32) {
        guard lower < upper else { return }
        if let last = bounds.last, lower <= last {
            bounds[bounds.count - 1] = max(last, upper)
        } else {
            bounds.append(lower)
            bounds.append(upper)
        }
    }

    var isEmpty: Bool { bounds.isEmpty }

    var complement: ScalarSet {
        var result = bounds
        if result.first == 0 { result.removeFirst() } else { result.insert(0, at: 0) }
        if result.last == Self.end { result.removeLast() } else { result.append(Self.end) }
        return ScalarSet(bounds: result)
    }

    func union(_ other: ScalarSet) -> ScalarSet {
        if isEmpty { return other }
        if other.isEmpty { return self }
        var result = ScalarSet.empty
        var (left, right) = (0, 0)
        while left < bounds.count || right < other.bounds.count {
            if right == other.bounds.count || (left < bounds.count && bounds[left] <= other.bounds[right]) {
                result.append(bounds[left], bounds[left + 1])
                left += 2
            } else {
                result.append(other.bounds[right], other.bounds[right + 1])
                right += 2
            }
        }
        return result
    }
}

extension ScalarSet {
    static let digits = ScalarSet(0x30...0x39)

    /// `\w` without the `i` flag: ASCII letters, digits and `_`.
    static let wordScalars = ScalarSet([0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A])

    /// `\s`: WhiteSpace and LineTerminator of ECMA-262.
    static let whiteSpace = ScalarSet([
        0x09...0x0D, 0x20...0x20, 0xA0...0xA0, 0x1680...0x1680, 0x2000...0x200A, 0x2028...0x2029, 0x202F...0x202F,
        0x205F...0x205F, 0x3000...0x3000, 0xFEFF...0xFEFF,
    ])

    /// `.` without the `s` flag.
    static let notLineTerminators = ScalarSet([0x0A...0x0A, 0x0D...0x0D, 0x2028...0x2029]).complement
}
