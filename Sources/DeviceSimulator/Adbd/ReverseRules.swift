import ADBTransport
import NIOCore
import NIOPosix

/// `reverse:`: ports of the phone that lead to the host.
///
/// The phone's ports are real ones on loopback, so that whatever stands for an app on the phone can connect. Rules for
/// other than `tcp:` are kept and listed; nothing on a simulated phone connects to those.
final class ReverseRules {
    private struct Rule {
        var remote: String
        var server: (any Channel)?
    }

    /// How many rules one host may make.
    private static let limit = 64
    private let handler: ADBChannelHandler
    private let loop: any EventLoop
    private var rules: [String: Rule] = [:]
    private var isOver = false

    init(handler: ADBChannelHandler, loop: any EventLoop) {
        self.handler = handler
        self.loop = loop
    }

    /// The connection is over: ports that are still being bound are not kept.
    func end() {
        isOver = true
        removeAll()
    }

    private func removeAll() {
        for rule in rules.values { rule.server?.close(promise: nil) }
        rules = [:]
    }

    /// The stream that answers a request; source: AOSP `daemon/services.cpp`, `reverse_service`.
    func stream(for request: String) -> any ADBStreamDelegate {
        let answer = ReverseAnswer()
        let parts = request.split(separator: ":", maxSplits: 1).map(String.init)
        switch parts.first {
        case "forward":
            var rule = parts.count > 1 ? parts[1] : ""
            let mayRebind = !rule.hasPrefix("norebind:")
            if !mayRebind { rule = String(rule.dropFirst("norebind:".count)) }
            let ends = rule.split(separator: ";", maxSplits: 1).map(String.init)
            if ends.count == 2 {
                add(ends[0], ends[1], mayRebind: mayRebind, answer)
            } else {
                answer.fail("bad forward: \(rule)")
            }
        case "killforward":
            let local = parts.count > 1 ? parts[1] : ""
            if let rule = rules.removeValue(forKey: local) {
                rule.server?.close(promise: nil)
                answer.say("OKAY")
            } else {
                answer.fail("listener '\(local)' not found")
            }
        case "killforward-all":
            removeAll()
            answer.say("OKAY")
        case "list-forward":
            let lines = rules.sorted { $0.key < $1.key }.map { "(reverse) \($0.key) \($0.value.remote)\n" }
            answer.say(ReverseAnswer.counted(lines.joined()))
        default: answer.fail("unknown reverse service")
        }
        return answer
    }

    private func add(_ local: String, _ remote: String, mayRebind: Bool, _ answer: ReverseAnswer) {
        if rules[local] != nil {
            guard mayRebind else { return answer.fail("cannot rebind existing socket") }
            rules[local]?.remote = remote
            return answer.say("OKAY")
        }
        guard rules.count < Self.limit else { return answer.fail("too many listeners") }
        guard local.hasPrefix("tcp:") else {
            rules[local] = Rule(remote: remote)
            return answer.say("OKAY")
        }
        guard let port = Int(local.dropFirst(4)), (0...65535).contains(port) else {
            return answer.fail("bad port number '\(local)'")
        }
        let bound = NIOLoopBound((self, answer), eventLoop: loop)
        let name = NIOLoopBoundBox(local, eventLoop: loop)
        ServerBootstrap(group: loop)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let rules = bound.value.0
                    guard let rule = rules.rules[name.value] else { throw ChannelError.operationUnsupported }
                    let pump = SocketPump()
                    try channel.pipeline.syncOperations.addHandler(pump)
                    pump.attach(rules.handler.open(rule.remote, delegate: pump))
                }
            }
            .bind(host: "127.0.0.1", port: port)
            .whenComplete { result in
                let (rules, answer) = bound.value
                switch result {
                case .success(let server) where rules.isOver: server.close(promise: nil)
                case .success(let server):
                    let given = server.localAddress?.port ?? port
                    name.value = "tcp:\(given)"
                    rules.rules["tcp:\(given)"] = Rule(remote: remote, server: server)
                    answer.say("OKAY" + (port == 0 ? ReverseAnswer.counted(String(given)) : ""))
                case .failure(let error): answer.fail("cannot bind listener: \(error)")
                }
            }
    }
}

/// A stream that says one thing and ends; the thing may be known only after a while.
private final class ReverseAnswer: ADBStreamDelegate {
    private var stream: ADBStream?
    private var text: String?

    func say(_ text: String) {
        self.text = text
        send()
    }

    func fail(_ message: String) { say("FAIL" + Self.counted(message)) }

    func opened(_ stream: ADBStream) {
        self.stream = stream
        send()
    }

    func received(_ data: ByteBuffer, on stream: ADBStream) { stream.consumed(data.readableBytes) }
    func closed(_ stream: ADBStream, error: TransportError?) { self.stream = nil }

    private func send() {
        guard let stream, let text else { return }
        stream.write(ByteBuffer(string: text))
        stream.close()
    }

    /// A text with its length in four hexadecimal digits before it.
    static func counted(_ text: String) -> String {
        let length = String(text.utf8.count, radix: 16)
        return String(repeating: "0", count: max(0, 4 - length.count)) + length + text
    }
}
