package import Screens

/// The type of one argument: what a schema says, a grammar generates and the validator accepts.
///
/// There is no pattern for strings: a grammar and a validator without an ECMA-262 engine could not keep it.
package indirect enum ArgumentType: Sendable, Hashable {
    /// The id of an element on the screen that affords all of `affording` and can be used now; nil asks for no
    /// affordance.
    case element(affording: ElementActions?)
    /// Text; `length` counts Unicode scalars, as JSON Schema does, and nil allows any.
    case string(length: ClosedRange<Int>?)
    /// A whole number; nil allows every `Int64`.
    case integer(ClosedRange<Int64>?)
    /// A finite number; nil allows every one.
    case number(ClosedRange<Double>?)
    case boolean
    /// One of these words, in the order to show them in.
    case oneOf([String])
    /// A list; nil allows any count.
    case array(of: ArgumentType, count: ClosedRange<Int>?)

    /// Text of any length.
    package static let string = ArgumentType.string(length: nil)
}
