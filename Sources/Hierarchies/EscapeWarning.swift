/// Looks for the `\\u` escapes in JSON that stand for no character of a text: U+0000 and lone surrogates.
///
/// The parser replaces the latter with U+FFFD without a word; a dump's reader is told. The former are rewritten here.
struct EscapeWarning {
    private(set) var warning: RepairWarning?

    init(repairing bytes: inout [UInt8]) {
        var count = 0
        var first: Int?
        var index = 0
        while let backslash = bytes[index...].firstIndex(of: UInt8(ascii: "\\")) {
            guard let unit = Self.unit(bytes, backslash) else {
                index = min(backslash + 2, bytes.count)
                continue
            }
            index = backslash + 6
            if (0xD800..<0xDC00).contains(unit), let low = Self.unit(bytes, index), (0xDC00..<0xE000).contains(low) {
                index += 6
            } else if unit == 0 || (0xD800..<0xE000).contains(unit) {
                if unit == 0 { bytes.replaceSubrange(backslash + 2..<index, with: "FFFD".utf8) }
                count += 1
                first = first ?? backslash
            }
        }
        guard let first else { return }
        warning = RepairWarning(
            .characterReference,
            "\(count.counted("escape")) standing for no character; first at \(SourcePosition(of: first, in: bytes)); replaced"
        )
    }

    private static func unit(_ bytes: [UInt8], _ offset: Int) -> UInt16? {
        guard offset + 6 <= bytes.count, bytes[offset] == UInt8(ascii: "\\"), bytes[offset + 1] == UInt8(ascii: "u")
        else {
            return nil
        }
        return UInt16(String(decoding: bytes[offset + 2..<offset + 6], as: UTF8.self), radix: 16)
    }
}
