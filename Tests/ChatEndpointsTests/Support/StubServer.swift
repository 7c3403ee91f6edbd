import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// An HTTP/1.1 server on a free port of 127.0.0.1 that does to its client what its behaviour says.
struct StubServer: Sendable {
    let port: Int
    private let log: RequestLog

    /// `http://127.0.0.1:PORT`.
    var url: String { "http://127.0.0.1:\(port)" }

    /// All requests so far, in order.
    var requests: [RecordedRequest] { log.requests }

    /// The requests for chat completions so far.
    var chats: [RecordedRequest] { requests.filter { $0.path.hasSuffix("/chat/completions") } }

    /// Serves until the body is done.
    static func with<Value>(
        _ behaviour: some ServerBehaviour, _ body: (StubServer) async throws -> Value
    ) async throws -> Value {
        let log = RequestLog()
        let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline(withErrorHandling: true)
                    try channel.pipeline.syncOperations.addHandler(StubHandler(behaviour, log))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let server = StubServer(port: listener.localAddress?.port ?? 0, log: log)
        do {
            let value = try await body(server)
            try await listener.close()
            return value
        } catch {
            try await listener.close()
            throw error
        }
    }
}

/// What a stub does with requests for chat completions; the rest is told by `pages`.
protocol ServerBehaviour: Sendable {
    /// Answers one request, of which `number` came before.
    func answer(_ request: RecordedRequest, number: Int, _ response: StubResponse) async throws

    /// Bodies of a 200 by path; every other path is a 404.
    var pages: [String: String] { get }
}

extension ServerBehaviour {
    var pages: [String: String] { ["/v1/models": models("stub")] }

    func models(_ owner: String) -> String {
        #"{"object":"list","data":[{"id":"tiny","object":"model","owned_by":"\#(owner)"}]}"#
    }
}

struct RecordedRequest: Sendable {
    var method: String
    var path: String
    var headers: [String: String]
    var body: String
}

/// The answer to one request.
struct StubResponse: Sendable {
    fileprivate let channel: any Channel

    func head(_ status: Int = 200, _ headers: [String: String] = ["content-type": "text/event-stream"]) async throws {
        let head = HTTPResponseHead(
            version: .http1_1, status: HTTPResponseStatus(statusCode: status),
            headers: HTTPHeaders(headers.map { ($0.key, $0.value) }))
        try await channel.writeAndFlush(HTTPServerResponsePart.head(head))
    }

    func write(_ bytes: some Sequence<UInt8> & Sendable) async throws {
        try await channel.writeAndFlush(HTTPServerResponsePart.body(.byteBuffer(ByteBuffer(bytes: bytes))))
    }

    func write(_ text: String) async throws { try await write(Array(text.utf8)) }

    func end() async throws { try await channel.writeAndFlush(HTTPServerResponsePart.end(nil)) }

    /// A whole response.
    func send(_ status: Int, _ body: String, _ headers: [String: String] = ["content-type": "application/json"])
        async throws
    {
        try await head(status, headers)
        try await write(body)
        try await end()
    }

    /// Closes the connection in the middle.
    func drop() async throws { try await channel.close() }

    /// Waits until the connection is closed, by whomever.
    func closed() async throws { try await channel.closeFuture.get() }
}

private final class RequestLog: Sendable {
    private let entries = Mutex<[RecordedRequest]>([])

    var requests: [RecordedRequest] { entries.withLock { $0 } }

    /// Returns how many requests for the same path came before.
    func append(_ request: RecordedRequest) -> Int {
        entries.withLock { entries in
            defer { entries.append(request) }
            return entries.count { $0.path == request.path }
        }
    }
}

private final class StubHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let behaviour: any ServerBehaviour
    private let log: RequestLog
    private var head: HTTPRequestHead?
    private var body = ByteBuffer()

    init(_ behaviour: any ServerBehaviour, _ log: RequestLog) {
        self.behaviour = behaviour
        self.log = log
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            self.head = head
            body.clear()
        case .body(var part): body.writeBuffer(&part)
        case .end:
            guard let head else { return }
            let request = RecordedRequest(
                method: head.method.rawValue, path: head.uri,
                headers: Dictionary(head.headers.map { ($0.name.lowercased(), $0.value) }) { $0 + ", " + $1 },
                body: String(buffer: body))
            Self.start(request, log.append(request), behaviour, StubResponse(channel: context.channel))
        }
    }

    private static func start(
        _ request: RecordedRequest, _ number: Int, _ behaviour: any ServerBehaviour, _ response: StubResponse
    ) {
        // A client that goes away makes writes fail, which is no fault of the server.
        Task { try? await answer(request, number, behaviour, response) }
    }

    private static func answer(
        _ request: RecordedRequest, _ number: Int, _ behaviour: any ServerBehaviour, _ response: StubResponse
    ) async throws {
        if request.method == "POST" {
            try await behaviour.answer(request, number: number, response)
        } else if let page = behaviour.pages[String(request.path.prefix { $0 != "?" })] {
            try await response.send(200, page)
        } else {
            try await response.send(404, #"{"detail":"Not Found"}"#)
        }
    }
}
