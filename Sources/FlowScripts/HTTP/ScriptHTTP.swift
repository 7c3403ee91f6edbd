/// What sends the requests of scripts' `http`.
package protocol ScriptHTTP: Sendable {
    /// Sends a request and reads the whole answer.
    ///
    /// - Parameters:
    ///   - request: what to send.
    ///   - limit: the time for all of it; it is over by then.
    /// - Returns: the answer, whatever its status.
    /// - Throws: when there is none.
    func send(
        _ request: ScriptHTTPRequest, within limit: Duration
    ) async throws(ScriptHTTPFailure) -> ScriptHTTPResponse
}

/// A field of a header: its name as written and its value.
package struct ScriptHTTPHeader: Sendable, Hashable {
    package var name: String
    package var value: String

    package init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}

/// A request of a script.
package struct ScriptHTTPRequest: Sendable, Hashable {
    /// As the script gave it.
    package var url: String
    package var method: String
    package var headers: [ScriptHTTPHeader]
    package var body: [UInt8]?

    package init(url: String, method: String, headers: [ScriptHTTPHeader] = [], body: [UInt8]? = nil) {
        self.url = url
        self.method = method
        self.headers = headers
        self.body = body
    }
}

/// A server's answer to a script.
package struct ScriptHTTPResponse: Sendable, Hashable {
    /// Bytes of a body that a script is given at most.
    package static let mostBytes = 4 << 20

    package var status: Int
    package var headers: [ScriptHTTPHeader]
    package var body: [UInt8]

    package init(status: Int, headers: [ScriptHTTPHeader] = [], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}

/// Why a script gets no answer; it sees the message as an exception.
package struct ScriptHTTPFailure: Error, Sendable, Hashable {
    package var message: String

    package init(_ message: String) { self.message = message }
}
