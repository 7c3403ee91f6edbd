/// What a pattern says, without what does not change its language: captures, names and laziness.
indirect enum PatternSyntax {
    case empty
    /// One scalar of a set, by the set's number in the parser's list.
    case scalar(Int32)
    case sequence([PatternSyntax])
    case choice([PatternSyntax])
    case repeated(PatternSyntax, least: Int, most: Int?)
    case assertion(PatternAssertion)

    /// Whether it says nothing, so that repeating it says nothing either.
    var isEmpty: Bool { if case .empty = self { true } else { false } }
}

/// A condition on the place between two scalars.
enum PatternAssertion: UInt8 {
    case start, end, wordBoundary, notWordBoundary
}
