/// Where an OpenAI-compatible server is, and which of its models is meant: `URL[#model]`.
///
/// `http://127.0.0.1:8080` and `…/v1/` are the same; a path other than `/` is taken as it stands. Paths that name the
/// chat resource itself are cut back. A query goes out with every request.
package struct EndpointAddress: Sendable, Hashable, CustomStringConvertible {
    /// `http` or `https`.
    package let scheme: String
    /// In lower case; an IPv6 address without brackets.
    package let host: String
    package let port: Int?
    /// Where `chat/completions` and `models` lie, without a slash at the end.
    package let path: String
    package let query: String?
    /// nil leaves it to the server's list.
    package let model: String?

    /// - Throws: `.badAddress`; the message names the part at fault, and never repeats user or query.
    package init(_ text: String) throws(EndpointError) {
        func bad(_ message: String) -> EndpointError { EndpointError(.badAddress, message, url: "") }
        if let odd = text.unicodeScalars.first(where: { $0.value <= 0x20 || $0.value == 0x7F }) {
            throw bad("an address holds no \(odd == " " ? "space" : "control character"): URL[#model]")
        }
        guard let schemeEnd = text.firstRange(of: "://") else {
            throw bad("an endpoint's address begins with http:// or https://")
        }
        scheme = text[..<schemeEnd.lowerBound].lowercased()
        guard scheme == "http" || scheme == "https" else {
            throw bad("\(scheme):// is no way to reach a model; use http:// or https://")
        }
        var rest = text[schemeEnd.upperBound...]
        func cut(at mark: Character) -> Substring? {
            guard let place = rest.firstIndex(of: mark) else { return nil }
            defer { rest = rest[..<place] }
            return rest[rest.index(after: place)...]
        }
        if let fragment = cut(at: "#") {
            guard let decoded = Self.percentDecoded(fragment) else {
                throw bad("the model behind # is not percent-encoded UTF-8; write % as %25")
            }
            guard !decoded.isEmpty else { throw bad("no model behind #: name one, or leave # out") }
            model = decoded
        } else {
            model = nil
        }
        query = cut(at: "?").map(String.init)
        let authority = rest.prefix { $0 != "/" }
        var path = rest[authority.endIndex...]
        if authority.contains("@") {
            throw bad("user and password in an address are refused; a key goes into THIMBLE_API_KEY")
        }
        (host, port) = try Self.hostAndPort(authority)
        func trimSlashes() { while path.last == "/" { path.removeLast() } }
        trimSlashes()
        for resource in ["/chat/completions", "/models"] where path.hasSuffix(resource) {
            path.removeLast(resource.count)
            trimSlashes()
        }
        self.path = path.isEmpty ? "/v1" : String(path)
    }

    private static func hostAndPort(_ authority: Substring) throws(EndpointError) -> (String, Int?) {
        func bad(_ message: String) -> EndpointError { EndpointError(.badAddress, message, url: "") }
        var host = authority
        var port: Substring?
        if authority.first == "[" {
            guard let end = authority.firstIndex(of: "]") else { throw bad("no ] behind the IPv6 address") }
            host = authority[authority.index(after: authority.startIndex)..<end]
            let behind = authority[authority.index(after: end)...]
            guard behind.isEmpty || behind.first == ":" else { throw bad("only a port can follow ]") }
            if !behind.isEmpty { port = behind.dropFirst() }
            guard host.contains(":"), host.allSatisfy({ $0.isHexDigit || $0 == ":" || $0 == "." }) else {
                throw bad("[\(host)] is no IPv6 address")
            }
        } else if let colon = authority.firstIndex(of: ":") {
            host = authority[..<colon]
            port = authority[authority.index(after: colon)...]
            if port?.contains(":") == true { throw bad("an IPv6 address stands in brackets: [::1]") }
        }
        guard !host.isEmpty else { throw bad("no host") }
        if authority.first != "[" {
            let isName = host.utf8.allSatisfy { byte in
                UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20 || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
                    || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_")
            }
            guard isName else { throw bad("\(host) is no host name; names with other letters are written in punycode") }
        }
        guard let port else { return (host.lowercased(), nil) }
        guard let number = Int(port), port.allSatisfy(\.isNumber), (1...65535).contains(number) else {
            throw bad("\(port.isEmpty ? "an empty text" : String(port)) is no port: 1 to 65535")
        }
        return (host.lowercased(), number)
    }

    private static func percentDecoded(_ text: Substring) -> String? {
        var bytes: [UInt8] = []
        var rest = Substring(text).utf8
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            let digits = rest.prefix(2)
            guard digits.count == 2, let high = digits.first.flatMap(hexValue), let low = digits.last.flatMap(hexValue)
            else { return nil }
            bytes.append(high << 4 | low)
            rest = rest.dropFirst(2)
        }
        return String(validating: bytes, as: UTF8.self)
    }

    private static func hexValue(_ digit: UInt8) -> UInt8? {
        Character(UnicodeScalar(digit)).hexDigitValue.map(UInt8.init)
    }
}

extension EndpointAddress {
    /// `scheme://host[:port]`.
    var origin: String {
        "\(scheme)://\(host.contains(":") ? "[\(host)]" : host)\(port.map { ":\($0)" } ?? "")"
    }

    /// Where the resource lies; relative to the path, such as `chat/completions`.
    func url(_ resource: String) -> String { "\(shownURL(resource))\(query.map { "?\($0)" } ?? "")" }

    /// The same without the query, which may hold a secret.
    func shownURL(_ resource: String) -> String { "\(origin)\(path)/\(resource)" }

    /// Where a server's own resources lie, such as `/props`; nil when the path does not end in `/v1`.
    var root: String? { path.hasSuffix("/v1") ? origin + path.dropLast(3) : nil }

    /// The address without the query.
    package var description: String { "\(origin)\(path)\(model.map { "#\($0)" } ?? "")" }

    /// Whether what is sent stays on this computer.
    var isLoopback: Bool {
        if host == "localhost" || host.hasSuffix(".localhost") || host == "::1" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }
}
