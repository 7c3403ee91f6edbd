import AsyncHTTPClient
import Glibc
import NIOCore
import NIOHTTP1
import NIOPosix

/// One request after another to an endpoint, with the key, and with every failure as an `EndpointError`.
struct EndpointHTTP: Sendable {
    let client: HTTPClient
    let address: EndpointAddress
    let key: Secret?
    let limits: EndpointLimits

    /// A client that follows no redirect, inflates nothing, and leaves repetitions to whoever knows what was said.
    static func makeClient(_ limits: EndpointLimits) -> HTTPClient {
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow, decompression: .disabled)
        configuration.httpVersion = .http1Only
        configuration.timeout.connect = .nanoseconds(Int64(limits.connect / .nanoseconds(1)))
        // With it a refused connection would be tried until the timeout.
        configuration.connectionPool.retryConnectionEstablishment = false
        return HTTPClient(eventLoopGroup: MultiThreadedEventLoopGroup.singleton, configuration: configuration)
    }

    /// Asks, and returns when the head of the response is there.
    ///
    /// - Parameters:
    ///   - url: where.
    ///   - shown: what errors say of it.
    ///   - body: JSON to post; nil asks with GET.
    /// - Returns: the response, of which the body is still to be read.
    /// - Throws: `EndpointError`, or `CancellationError`.
    func open(_ url: String, shown: String, posting body: String? = nil) async throws -> HTTPClientResponse {
        var request = HTTPClientRequest(url: url)
        request.headers.add(
            name: "accept", value: body == nil ? "application/json" : "text/event-stream, application/json")
        request.headers.add(name: "user-agent", value: "thimble")
        if let key { request.headers.add(name: "authorization", value: "Bearer \(key.value)") }
        if let body {
            request.method = .POST
            request.headers.add(name: "content-type", value: "application/json")
            request.body = .bytes(ByteBuffer(string: body))
        }
        do {
            return try await client.execute(request, deadline: .distantFuture)
        } catch {
            throw failure(error, shown)
        }
    }

    /// Hands over the body piece by piece, until `take` has enough.
    func read(_ response: HTTPClientResponse, shown: String, _ take: ([UInt8]) throws -> Bool) async throws {
        var pieces = response.body.makeAsyncIterator()
        while true {
            let piece: ByteBuffer?
            do {
                piece = try await pieces.next()
            } catch {
                throw failure(error, shown)
            }
            guard let piece, try take(Array(piece.readableBytesView)) else { return }
        }
    }

    /// The first bytes of the body, as text.
    func report(_ response: HTTPClientResponse, shown: String) async throws -> String {
        var bytes: [UInt8] = []
        try await read(response, shown: shown) { piece in
            bytes += piece.prefix(limits.reportBytes - bytes.count)
            return bytes.count < limits.reportBytes
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// What a status other than 200 amounts to.
    func failure(status: Int, headers: HTTPHeaders, fault: ServerFault, shown: String) -> EndpointError {
        let retryAfter = RetryAfter.wait(headers.first(name: "retry-after"), date: headers.first(name: "date"))
        let said = fault.said.isEmpty ? "" : ": \(fault.quoted(masking: key))"
        func error(_ code: EndpointError.Code, _ message: String) -> EndpointError {
            EndpointError(code, message, url: shown, status: status, retryAfter: retryAfter)
        }
        switch status {
        case 300..<400:
            let target = headers.first(name: "location").map { $0.prefix { $0 != "?" && $0 != "#" } } ?? "nowhere"
            let named = ServerFault(.reported, "", said: String(target)).quoted(masking: key)
            return error(.redirected, "\(status) points to \(named), which is not followed; give that address instead")
        case 401, 403:
            let hint = key == nil ? "no key was given: set THIMBLE_API_KEY" : "the key was not accepted"
            return error(.unauthorized, "\(status), \(hint)\(said)")
        case 429: return error(.rateLimited, "429, too many requests\(said)")
        case 400..<500: return error(.refused, "\(status), the server refused the request\(said)")
        default: return error(.serverFailed, "\(status), the server failed\(said)")
        }
    }

    private func failure(_ error: any Error, _ shown: String) -> any Error {
        if error is CancellationError || Task.isCancelled { return CancellationError() }
        func failed(_ code: EndpointError.Code, _ message: String) -> EndpointError {
            EndpointError(code, message, url: shown)
        }
        func unreachable(_ error: IOError) -> EndpointError {
            let isRefusedHere = error.errnoCode == ECONNREFUSED && address.isLoopback
            return failed(
                isRefusedHere ? .notRunning : .unreachable,
                "\(String(cString: strerror(error.errnoCode))); is the server running?")
        }
        switch error {
        case let error as HTTPClientError:
            switch error {
            case .cancelled: return CancellationError()
            case .connectTimeout, .tlsHandshakeTimeout:
                return failed(.unreachable, "no connection within \(limits.connect.text)")
            case .invalidURL, .emptyHost: return failed(.badAddress, "no address that can be connected to")
            default:
                return failed(.connectionLost, "the connection ended before the answer did (\(error.shortDescription))")
            }
        case let error as NIOConnectionError:
            if let refusal = error.connectionErrors.lazy.compactMap({ $0.error as? IOError }).first {
                return unreachable(refusal)
            }
            return failed(.unreachable, "no such host: \(address.host)")
        case let error as IOError where [ECONNRESET, EPIPE, ENOTCONN].contains(error.errnoCode):
            return failed(.connectionLost, "the connection ended before the answer did")
        case let error as IOError: return unreachable(error)
        case ChannelError.connectTimeout: return failed(.unreachable, "no connection within \(limits.connect.text)")
        // Chunks that stop in the middle.
        case HTTPParserError.invalidEOFState, is ChannelError:
            return failed(.connectionLost, "the connection ended before the answer did")
        case is HTTPParserError: return failed(.badAnswer, "what answers there speaks no HTTP: \(error)")
        default: return failed(.tlsFailed, Self.tlsReason("\(error)"))
        }
    }

    /// Why there is no TLS; BoringSSL's own words, of which the reason is in capitals, are for its developers.
    private static func tlsReason(_ said: String) -> String {
        guard let mark = said.firstRange(of: "OPENSSL_internal:") else { return "no secure connection: \(said)" }
        return switch said[mark.upperBound...].prefix(while: { $0.isUppercase || $0.isNumber || $0 == "_" }) {
        case "CERTIFICATE_VERIFY_FAILED": "nothing on this computer vouches for the server's certificate"
        case "WRONG_VERSION_NUMBER", "HTTP_REQUEST": "the server speaks no TLS; is it http:// that is meant?"
        case let reason: "no secure connection: \(reason)"
        }
    }
}
