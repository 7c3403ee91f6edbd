extension JSONCallBody {
    /// What tells that the JSON is meant as a call.
    package enum Evidence: Sendable {
        /// The dialect's marker: what is not a call is a fault.
        case marker
        /// Nothing but the JSON itself: what is not a call is text. After text it must name a declared function.
        case shape(declared: Set<String>, afterText: Bool)
    }

    /// The literals and keys of a dialect.
    package struct Form: Sendable {
        /// What begins another span of calls; empty where nothing does.
        package var opening: [UInt8]
        /// What ends the span; empty where nothing does.
        package var closing: [UInt8]
        package var shape: CallShape
        /// Bytes of one call, or of the JSON that may be one.
        package var limit: Int

        package init(
            opening: String = "", closing: String = "", shape: CallShape = CallShape(), limit: Int = 1 << 16
        ) {
            self.opening = Array(opening.utf8)
            self.closing = Array(closing.utf8)
            self.shape = shape
            self.limit = limit
        }
    }
}
