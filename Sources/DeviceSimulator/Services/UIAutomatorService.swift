import JSON
import NIOCore

/// What uiautomator2's server answers on port 9008: HTTP, and JSON-RPC in it.
///
/// One request a stream, as `Connection: close` has it.
///
/// Source: uiautomator2's `core.py`.
struct UIAutomatorService: ServiceHandler {
    static let port = "9008"
    private static let requestLimit = 1 << 20

    private var request: [UInt8] = []

    mutating func open(on device: inout DeviceState, into output: inout ServiceOutput) {
        // Nobody listens unless the server runs.
        output.isClosed = !device.runsUIAutomatorServer
    }

    mutating func receive(_ bytes: ByteBuffer, on device: inout DeviceState, into output: inout ServiceOutput) {
        request += bytes.readableBytesView
        guard request.count <= Self.requestLimit else {
            output.isClosed = true
            return
        }
        guard let (head, body) = whole() else { return }
        let answer = Self.answer(head, body, &device)
        output.bytes.writeString(
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: \(answer.utf8.count)\r\n"
                + "Connection: close\r\n\r\n\(answer)")
        output.isClosed = true
    }

    mutating func endOfInput(on device: inout DeviceState, into output: inout ServiceOutput) { output.isClosed = true }

    /// The request line and the body, once all of it is there.
    private func whole() -> (head: Substring, body: [UInt8])? {
        let text = String(decoding: request, as: UTF8.self)
        guard let blank = text.firstRange(of: "\r\n\r\n") else { return nil }
        let lines = text[..<blank.lowerBound].split(separator: "\r\n")
        let length =
            lines.dropFirst().compactMap { line -> Int? in
                guard line.lowercased().hasPrefix("content-length:") else { return nil }
                return Int(line.split(separator: ":")[1].filter { $0 != " " })
            }.first ?? 0
        let body = Array(text[blank.upperBound...].utf8)
        return body.count >= length ? (lines.first ?? "", Array(body.prefix(max(length, 0)))) : nil
    }

    private static func answer(_ head: Substring, _ body: [UInt8], _ device: inout DeviceState) -> String {
        if head.hasPrefix("GET /ping") { return "pong" }
        let call = try? JSONValue(parsing: body)
        let method = call?["method"]?.string ?? ""
        var reply: JSONObject = ["jsonrpc": "2.0", "id": call?["id"] ?? 1]
        if let result = UIAutomatorMethods.result(of: method, call?["params"]?.array ?? [], &device) {
            reply["result"] = result
        } else {
            reply["error"] = ["code": -32601, "message": .string("method not found: \(method)")]
        }
        return JSONValue.object(reply).print()
    }
}
