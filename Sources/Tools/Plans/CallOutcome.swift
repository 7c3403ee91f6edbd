package import JSON

/// What became of one call of a plan.
package struct CallOutcome: Sendable, Hashable {
    /// From 1.
    package var number: Int
    /// The call in normal form with results filled in; as it was planned where it was not performed.
    package var call: ToolCall
    package var result: Result<JSONValue, CallFailure>

    package init(number: Int, call: ToolCall, result: Result<JSONValue, CallFailure>) {
        self.number = number
        self.call = call
        self.result = result
    }

    /// What the call returned, or nil when it failed.
    package var value: JSONValue? { try? result.get() }

    /// Why it failed, or nil when it did not.
    package var failure: CallFailure? { if case .failure(let failure) = result { failure } else { nil } }
}

/// Why a call of a plan has no result.
package struct CallFailure: Error, Sendable, Hashable, CustomStringConvertible {
    package enum Code: String, Sendable, CaseIterable {
        /// The validator refused the call once its results were filled in.
        case invalidCall
        /// A result has no such part as a reference names.
        case missingField
        /// A text grew too long by what was written into it.
        case tooLong
        /// Performing the call threw an error.
        case failed
        /// The result is not what the tool declares to return.
        case badResult
        /// A call whose result this one needs has failed; `cause` is its number.
        case dependencyFailed
        /// The run was cancelled before the call was over.
        case cancelled
    }

    package var code: Code
    /// A sentence that a model can act on.
    package var message: String
    /// The number of the other call that it is about.
    package var cause: Int?

    package init(_ code: Code, _ message: String, cause: Int? = nil) {
        self.code = code
        self.message = message
        self.cause = cause
    }

    package var description: String { message }
}
