/// A reference of RFC 3986, cut into its parts.
struct URIReference {
    /// With its colon, `http:`; empty in a relative reference, as the other parts may be.
    var scheme: Substring
    /// With its slashes, `//example.com`.
    var authority: Substring
    var path: Substring
    /// With its question mark.
    var query: Substring
    /// Without its number sign; nil where there is none.
    var fragment: Substring?

    init(_ text: String) {
        var rest = text[...]
        if let sign = rest.utf8.firstIndex(of: UInt8(ascii: "#")) {
            fragment = rest[rest.utf8.index(after: sign)...]
            rest = rest[..<sign]
        }
        let queryStart = rest.utf8.firstIndex(of: UInt8(ascii: "?")) ?? rest.endIndex
        query = rest[queryStart...]
        rest = rest[..<queryStart]
        scheme = rest.prefix(0)
        if let colon = rest.utf8.firstIndex(of: UInt8(ascii: ":")), Self.isScheme(rest[..<colon]) {
            scheme = rest[...colon]
            rest = rest[rest.utf8.index(after: colon)...]
        }
        authority = rest.prefix(0)
        if rest.utf8.starts(with: "//".utf8) {
            let pathStart = rest.utf8.dropFirst(2).firstIndex(of: UInt8(ascii: "/")) ?? rest.endIndex
            authority = rest[..<pathStart]
            rest = rest[pathStart...]
        }
        path = rest
    }

    /// Whether it names a place in the document where it stands.
    var isFragmentAlone: Bool { scheme.isEmpty && authority.isEmpty && path.isEmpty && query.isEmpty }

    /// The reference without its fragment, read relative to a base (section 5.2.2).
    func resolved(against base: String) -> String {
        guard scheme.isEmpty else { return "\(scheme)\(authority)\(Self.withoutDots(path))\(query)" }
        let base = URIReference(base)
        guard authority.isEmpty else { return "\(base.scheme)\(authority)\(Self.withoutDots(path))\(query)" }
        let start = "\(base.scheme)\(base.authority)"
        guard !path.isEmpty else { return "\(start)\(base.path)\(query.isEmpty ? base.query : query)" }
        if path.utf8.first == UInt8(ascii: "/") { return "\(start)\(Self.withoutDots(path))\(query)" }
        guard let slash = base.path.utf8.lastIndex(of: UInt8(ascii: "/")) else {
            return "\(start)\(base.authority.isEmpty ? "" : "/")\(Self.withoutDots(path))\(query)"
        }
        return "\(start)\(Self.withoutDots(base.path[...slash] + path))\(query)"
    }

    /// The fragment's text with its percent escapes resolved; nil when they are broken or not UTF-8.
    static func percentDecoded(_ text: Substring) -> String? {
        guard text.utf8.contains(UInt8(ascii: "%")) else { return String(text) }
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard let high = rest.popFirst().flatMap(hexadecimal), let low = rest.popFirst().flatMap(hexadecimal) else {
                return nil
            }
            bytes.append(high << 4 | low)
        }
        return String(validating: bytes, as: UTF8.self)
    }

    private static func hexadecimal(_ digit: UInt8) -> UInt8? {
        Character(Unicode.Scalar(digit)).hexDigitValue.map(UInt8.init)
    }

    private static func isScheme(_ text: Substring) -> Bool {
        guard let first = text.utf8.first, (first | 0x20) &- 0x61 < 26 else { return false }
        return text.utf8.allSatisfy { byte in
            (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || [0x2B, 0x2D, 0x2E].contains(byte)
        }
    }

    /// The path with its `.` and `..` carried out (section 5.2.4).
    private static func withoutDots(_ path: Substring) -> Substring {
        let segments = path.split(separator: "/", omittingEmptySubsequences: false)
        guard segments.contains(where: { $0 == "." || $0 == ".." }) else { return path }
        let isAbsolute = path.utf8.first == UInt8(ascii: "/")
        var kept: [Substring] = []
        for segment in segments.dropFirst(isAbsolute ? 1 : 0) where segment != "." {
            if segment == ".." { _ = kept.popLast() } else { kept.append(segment) }
        }
        if let last = segments.last, last == "." || last == "..", !kept.isEmpty { kept.append("") }
        return (isAbsolute ? "/" : "")[...] + kept.joined(separator: "/")
    }
}
