/// One HTTP/1.1 request and its answer over a byte stream, for a server that is spoken to through ADB.
///
/// Only what that server uses: `Connection: close`, so that the stream's end is the answer's end. Source: RFC 9112.
struct HTTPExchange {
    var method: String
    var path: String
    var body: [UInt8] = []

    var request: [UInt8] {
        var head = "\(method) \(path) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
        if !body.isEmpty { head += "Content-Type: application/json\r\nContent-Length: \(body.count)\r\n" }
        return Array((head + "\r\n").utf8) + body
    }

    /// The status and the body of an answer; nil for bytes that are none, or not all of one.
    static func answer(_ bytes: [UInt8]) -> (status: Int, body: [UInt8])? {
        guard let end = find([13, 10, 13, 10], in: bytes, from: 0) else { return nil }
        let lines = String(decoding: bytes[..<end], as: UTF8.self).split(separator: "\r\n")
        let words = lines.first?.split(separator: " ") ?? []
        guard words.count >= 2, words[0].hasPrefix("HTTP/1."), let status = Int(words[1]) else { return nil }
        let body = Array(bytes[(end + 4)...])
        for line in lines.dropFirst() {
            let field = line.split(separator: ":", maxSplits: 1)
            guard field.count == 2 else { continue }
            let value = field[1].filter { $0 != " " }.lowercased()
            switch field[0].lowercased() {
            case "content-length":
                guard let length = Int(value), length >= 0, length <= body.count else { return nil }
                return (status, Array(body.prefix(length)))
            case "transfer-encoding" where value.hasSuffix("chunked"):
                return unchunked(body).map { (status, $0) }
            default: break
            }
        }
        return (status, body)
    }

    private static func unchunked(_ bytes: [UInt8]) -> [UInt8]? {
        var body: [UInt8] = []
        var index = 0
        while let line = find([13, 10], in: bytes, from: index) {
            let digits = String(decoding: bytes[index..<line], as: UTF8.self).prefix { $0 != ";" }
            guard let length = Int(digits, radix: 16), length >= 0 else { return nil }
            if length == 0 { return body }
            let start = line + 2
            guard length <= bytes.count - start else { return nil }
            body += bytes[start..<start + length]
            index = start + length + 2
            guard index <= bytes.count else { return nil }
        }
        return nil
    }

    private static func find(_ mark: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
        guard bytes.count >= start + mark.count else { return nil }
        return (start...(bytes.count - mark.count)).first { bytes[$0..<$0 + mark.count].elementsEqual(mark) }
    }
}
