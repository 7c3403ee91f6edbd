/// Why a plan of calls cannot be run, in a sentence that a model can act on.
package struct CallPlanError: Error, Sendable, Hashable, CustomStringConvertible {
    package enum Code: String, Sendable, CaseIterable {
        /// JSON that is no list of calls.
        case malformed
        case tooManyCalls
        /// A chain of calls that need each other's results, or an argument, that is too deep.
        case tooDeep
        case unknownTool
        /// An argument that is wrong before any result is there.
        case invalidCall
        /// `${1` that does not end as a reference does.
        case malformedReference
        /// A reference to a call that the plan does not have.
        case unknownCall
        /// `$5` in a longer text of a plan that has a call 5.
        case ambiguousReference
        case selfReference
        /// Calls that wait for each other.
        case cycle
        /// A reference to a part that the tool's declared result does not have.
        case unknownField
        /// A reference to a part whose declared type the argument does not take.
        case wrongType
    }

    package var code: Code
    /// A sentence without the place.
    package var message: String
    /// The number of the call, from 1; nil when it is the plan as a whole.
    package var call: Int?
    package var tool: String
    /// The argument at fault, when one is.
    package var argument: String?

    package init(_ code: Code, _ message: String, call: Int? = nil, tool: String = "", argument: String? = nil) {
        self.code = code
        self.message = message
        self.call = call
        self.tool = tool
        self.argument = argument
    }

    /// The sentence with the place in front: `call 2 (send_mail), to: …`.
    package var description: String {
        guard let call else { return message }
        let name = tool.isEmpty ? "" : " (\(tool))"
        return "call \(call)\(name)\(argument.map { ", \($0)" } ?? ""): \(message)"
    }
}
