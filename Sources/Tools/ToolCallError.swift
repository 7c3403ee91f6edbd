/// Why a call was refused, in a sentence that a model can act on.
///
/// The sentence never repeats what a call wanted to type: that may be a secret.
package struct ToolCallError: Error, Sendable, Hashable, CustomStringConvertible {
    package enum Code: String, Sendable, CaseIterable {
        case unknownTool, unknownArgument, missingArgument, wrongType
        /// A word that is not among the choices.
        case notAChoice
        /// A number out of its range, or a list of the wrong count.
        case outOfRange
        case tooShort, tooLong
        /// Another rule of the argument's schema: a pattern, a member that is missing.
        case brokenRule
        case noSuchElement
        /// The element exists but does not react to this.
        case notAfforded
        case disabled, covered, offscreen
    }

    package var code: Code
    package var message: String
    package var tool: String
    /// The argument at fault, when one is.
    package var argument: String?
    /// The element that was asked for, when the fault lies with it.
    package var element: Int?

    package init(_ code: Code, _ message: String, tool: String, argument: String? = nil, element: Int? = nil) {
        self.code = code
        self.message = message
        self.tool = tool
        self.argument = argument
        self.element = element
    }

    package var description: String { message }
}
