import Decoding
import JSON

/// `masks`: the mask before each token of an output, and behind the last.
struct MaskDump {
    let index: TokenIndex
    let spacing: Spacing

    func answer(_ request: JSONValue) -> JSONObject {
        switch GrammarRequest.grammar(request, spacing) {
        case .failure(let refusal): return refusal.json
        case .success(let grammar):
            var matcher = TokenMatcher(TokenConstraint(grammar, index))
            var masks: [JSONValue] = [], complete: [JSONValue] = []
            func note() {
                masks.append(.string(Base64.text(matcher.mask)))
                complete.append(.bool(matcher.mayEnd))
            }
            note()
            for token in request["tokens"]?.array?.compactMap(\.integer) ?? [] {
                guard matcher.read(Int(token)) else { break }
                note()
            }
            return ["error": .null, "keyword": .null, "masks": .array(masks), "complete": .array(complete)]
        }
    }
}

/// Bits as RFC 4648 writes them.
enum Base64 {
    private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    /// The mask's words, little-endian, cut to whole bytes of the vocabulary.
    static func text(_ mask: TokenMask) -> String {
        let all = mask.words.flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64(8 * $0)) } }
        let bytes = all.prefix((mask.count + 7) / 8)
        var text: [UInt8] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            let group = Array(rest.prefix(3))
            let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
            for place in 0..<4 {
                text.append(place <= group.count ? letters[bits >> (18 - 6 * place) & 63] : UInt8(ascii: "="))
            }
            rest = rest.dropFirst(3)
        }
        return String(decoding: text, as: UTF8.self)
    }
}
