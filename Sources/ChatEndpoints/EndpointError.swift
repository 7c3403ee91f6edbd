/// Why an endpoint gave no answer.
package struct EndpointError: Error, Sendable, Hashable, CustomStringConvertible {
    package enum Code: String, Sendable, CaseIterable {
        /// The text names no endpoint.
        case badAddress
        /// The key cannot be sent in a header.
        case badKey
        /// The key would cross a network unencrypted.
        case insecureKey
        /// The conversation cannot be said to this endpoint.
        case badConversation
        /// The server serves no model.
        case noModel
        /// No TLS with that server, such as for a certificate that nothing vouches for.
        case tlsFailed
        /// Nobody answers there.
        case unreachable
        /// Nobody listens at that port of this computer, which waiting seldom mends.
        case notRunning
        /// The connection ended before the answer did.
        case connectionLost
        /// The connection ended in the middle of an answer, parts of which were told.
        case brokenOff
        /// The whole took longer than the options allow.
        case timedOut
        /// The answer came to a standstill.
        case stalled
        case cancelled
        /// 401 or 403.
        case unauthorized
        /// Another 4xx.
        case refused
        /// 429.
        case rateLimited
        /// 5xx.
        case serverFailed
        /// 3xx; redirects are not followed.
        case redirected
        /// What came is no chat completion.
        case badAnswer
        /// More came than the limits allow.
        case tooLong
    }

    package var code: Code
    /// A sentence that a person can act on; a server's words are quoted, cut, with the key masked.
    package var message: String
    /// Without user, query and model.
    package var url: String
    /// The HTTP status, where there was one.
    package var status: Int?
    /// How long the server asks to wait, where it does.
    package var retryAfter: Duration?

    package init(_ code: Code, _ message: String, url: String, status: Int? = nil, retryAfter: Duration? = nil) {
        self.code = code
        self.message = message
        self.url = url
        self.status = status
        self.retryAfter = retryAfter
    }

    package var description: String { url.isEmpty ? message : "\(url): \(message)" }

    /// Whether the same request may succeed a little later.
    var isPassing: Bool {
        switch code {
        case .unreachable, .connectionLost, .rateLimited: true
        case .serverFailed: [502, 503, 504].contains(status)
        default: false
        }
    }
}
