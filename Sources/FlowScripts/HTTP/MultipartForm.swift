/// A body of the type `multipart/form-data` (RFC 7578).
struct MultipartForm {
    private let boundary: String
    private var parts: [UInt8] = []

    /// - Parameter boundary: what divides the parts; by chance when nil, so that no part's bytes hold it.
    init(boundary: String? = nil) {
        self.boundary =
            boundary
            ?? "thimble-" + (0..<2).map { _ in String(UInt64.random(in: 0 ... .max), radix: 16) }.joined()
    }

    var contentType: String { "multipart/form-data; boundary=\(boundary)" }

    /// The body with its end.
    var body: [UInt8] { parts + Array("--\(boundary)--\r\n".utf8) }

    mutating func add(_ name: String, text: String) { append("name=\"\(Self.quoted(name))\"", nil, Array(text.utf8)) }

    mutating func add(_ name: String, file: String, mediaType: String?, bytes: [UInt8]) {
        let type = mediaType.map { Self.quoted($0) } ?? "application/octet-stream"
        append("name=\"\(Self.quoted(name))\"; filename=\"\(Self.quoted(file))\"", type, bytes)
    }

    private mutating func append(_ names: String, _ type: String?, _ bytes: [UInt8]) {
        var head = "--\(boundary)\r\nContent-Disposition: form-data; \(names)\r\n"
        if let type { head += "Content-Type: \(type)\r\n" }
        parts += Array("\(head)\r\n".utf8) + bytes + Array("\r\n".utf8)
    }

    /// A name that ends neither its quotes nor its line, escaped as browsers do.
    private static func quoted(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": escaped += "%22"
            case "\r": escaped += "%0D"
            case "\n": escaped += "%0A"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
