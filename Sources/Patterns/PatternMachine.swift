/// A nondeterministic machine with empty moves and assertions, after Thompson (1968).
///
/// A move on an assertion waits until both neighbours are known: `^` is settled when the machine arrives, `$`, `\b` and
/// `\B` when the next scalar, or the end, is seen.
struct PatternMachine {
    enum Kind: UInt8 { case scalar, split, assertion, match }

    private(set) var kinds: [Kind] = []
    /// The set's number for `scalar`, the other branch for `split`, the raw value for `assertion`.
    private(set) var operands: [Int32] = []
    private(set) var followers: [Int32] = []
    private(set) var entry: Int32 = 0
    private let limit: Int

    init(_ syntax: PatternSyntax, limit: Int) throws(PatternError) {
        self.limit = limit
        let match = try add(.match, 0, 0)
        entry = try emit(syntax, before: match)
    }

    private mutating func add(_ kind: Kind, _ operand: Int32, _ follower: Int32) throws(PatternError) -> Int32 {
        guard kinds.count < limit else {
            throw PatternError(
                .tooLarge, "The pattern, its repetitions written out, has more than \(limit) machine states.")
        }
        kinds.append(kind)
        operands.append(operand)
        followers.append(follower)
        return Int32(kinds.count - 1)
    }

    /// The state from which the syntax leads to `next`: built from its end, so that every follower exists already.
    private mutating func emit(_ syntax: PatternSyntax, before next: Int32) throws(PatternError) -> Int32 {
        switch syntax {
        case .empty: return next
        case .scalar(let set): return try add(.scalar, set, next)
        case .assertion(let assertion): return try add(.assertion, Int32(assertion.rawValue), next)
        case .sequence(let terms):
            var entry = next
            for term in terms.reversed() { entry = try emit(term, before: entry) }
            return entry
        case .choice(let branches):
            var entry: Int32?
            for branch in branches.reversed() {
                let branchEntry = try emit(branch, before: next)
                entry = if let entry { try add(.split, entry, branchEntry) } else { branchEntry }
            }
            return entry ?? next
        case .repeated(let term, let least, let most):
            var entry = next
            var required = least
            if let most {
                for _ in 0..<(most - least) { entry = try add(.split, next, try emit(term, before: entry)) }
            } else {
                let loop = try add(.split, next, next)
                let body = try emit(term, before: loop)
                followers[Int(loop)] = body
                entry = least == 0 ? loop : body
                required = max(0, least - 1)
            }
            for _ in 0..<required { entry = try emit(term, before: entry) }
            return entry
        }
    }
}
