/// Why a pattern cannot be used, or an automaton cannot be built.
package struct PatternError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The kind of refusal, for code that reacts to it.
    package enum Code: String, Sendable, CaseIterable {
        /// The pattern ends inside a group, a class or an escape.
        case unexpectedEnd
        /// A `)` without its `(`.
        case unbalanced
        /// A quantifier with nothing before it that may repeat, or with bounds out of order.
        case invalidQuantifier
        /// An escape that ECMA-262 does not know.
        case invalidEscape
        /// A class whose range is out of order or has no scalar as its end.
        case invalidClass
        /// A group that ECMA-262 does not know, or a malformed name.
        case invalidGroup
        /// A property of scalars that does not exist.
        case unknownProperty
        /// Something that ECMA-262 knows and this module does not: the message names it.
        case unsupported
        /// A bound that is no decimal number, or a divisor that is not positive.
        case invalidNumber
        /// More than a limit allows: the message names it.
        case tooLarge
    }

    /// The kind of refusal.
    package var code: Code
    /// What is wrong, as a sentence.
    package var message: String

    /// Scalars of the pattern before the place; nil where no pattern is at fault.
    package var offset: Int?

    /// A refusal, at a place of a pattern where one is known.
    package init(_ code: Code, _ message: String, offset: Int? = nil) {
        self.code = code
        self.message = message
        self.offset = offset
    }

    /// The offset, where there is one, and the message.
    package var description: String { offset.map { "\($0): \(message)" } ?? message }
}
