import AsyncHTTPClient
import FlowScripts
import Glibc
import NIOCore
import NIOHTTP1
import NIOPosix

/// Sends what flows' scripts ask for by `http`, from this process: the scripts' own can open no connection.
struct ScriptHTTPClient: ScriptHTTP {
    /// Follows redirects, inflates, and lives as long as the process: whoever sends has no end of its own to close it at.
    private static let client: HTTPClient = {
        var configuration = HTTPClient.Configuration.singletonConfiguration
        configuration.timeout.connect = .seconds(10)
        // With it a refused connection would be tried until the timeout.
        configuration.connectionPool.retryConnectionEstablishment = false
        return HTTPClient(eventLoopGroup: MultiThreadedEventLoopGroup.singleton, configuration: configuration)
    }()

    func send(
        _ request: ScriptHTTPRequest, within limit: Duration
    ) async throws(ScriptHTTPFailure) -> ScriptHTTPResponse {
        // The client speaks to Unix sockets, too, which are no server that a flow may mean.
        let scheme = request.url.prefix { $0 != ":" }.lowercased()
        guard scheme == "http" || scheme == "https" else {
            throw ScriptHTTPFailure("\(request.url) is no address of http or https")
        }
        do {
            return try await withThrowingTaskGroup(of: ScriptHTTPResponse.self) { group in
                defer { group.cancelAll() }
                group.addTask { try await exchange(request) }
                group.addTask {
                    try await Task.sleep(for: limit)
                    throw ScriptHTTPFailure("no whole answer within \(limit)")
                }
                guard let response = try await group.next() else { throw CancellationError() }
                return response
            }
        } catch {
            throw error as? ScriptHTTPFailure ?? ScriptHTTPFailure("\(request.method) \(request.url): \(reason(error))")
        }
    }

    private func exchange(_ request: ScriptHTTPRequest) async throws -> ScriptHTTPResponse {
        var message = HTTPClientRequest(url: request.url)
        message.method = HTTPMethod(rawValue: request.method)
        for header in request.headers { message.headers.add(name: header.name, value: header.value) }
        if !message.headers.contains(name: "user-agent") { message.headers.add(name: "user-agent", value: "thimble") }
        if let body = request.body { message.body = .bytes(ByteBuffer(bytes: body)) }
        let response = try await Self.client.execute(message, deadline: .distantFuture)
        let body: ByteBuffer
        do {
            body = try await response.body.collect(upTo: ScriptHTTPResponse.mostBytes)
        } catch is NIOTooManyBytesError {
            throw ScriptHTTPFailure("the answer is longer than \(ScriptHTTPResponse.mostBytes >> 20) MiB")
        }
        return ScriptHTTPResponse(
            status: Int(response.status.code),
            headers: response.headers.map { ScriptHTTPHeader($0.name, $0.value) }, body: Array(body.readableBytesView))
    }

    private func reason(_ error: any Error) -> String {
        switch error {
        case let error as HTTPClientError: error.shortDescription
        case let error as NIOConnectionError:
            error.connectionErrors.first.map { reason($0.error) } ?? "no such host: \(error.host)"
        case let error as IOError: String(cString: strerror(error.errnoCode))
        default: "\(error)"
        }
    }
}
