/// The bytes of a dump made fit for a parser.
///
/// UTF-8 throughout, no character that a parser must refuse, and a warning for each kind of change. Well-formed bytes
/// pass through untouched after one linear look.
struct DumpText {
    private(set) var bytes: [UInt8]
    private(set) var warnings: [RepairWarning] = []
    private var mayHoldReferences = false

    init(_ raw: [UInt8]) {
        bytes = raw
        transcode()
        let findings = Findings(bytes)
        if findings.isClean { return }
        if findings.invalidUTF8 {
            if declaresLatin1 { transcodeLatin1() } else { replaceInvalidUTF8() }
        }
        if findings.controls { replaceControls() }
        mayHoldReferences = findings.references
    }

    /// What one pass over the bytes says is there; only what is there gets repaired.
    private struct Findings {
        var invalidUTF8 = false
        var controls = false
        var references = false

        var isClean: Bool { !invalidUTF8 && !controls && !references }

        init(_ bytes: [UInt8]) {
            var highBytes = false
            bytes.withUnsafeBytes { raw in
                var index = 0
                while index < raw.count {
                    // Eight bytes at a time: nearly all of a dump is printable ASCII without an ampersand.
                    if index + 8 <= raw.count {
                        let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
                        let ampersand = word ^ 0x2626_2626_2626_2626
                        let special =
                            word
                            | (word &- 0x2020_2020_2020_2020)
                            | (ampersand &- 0x0101_0101_0101_0101)
                        if special & 0x8080_8080_8080_8080 == 0 {
                            index += 8
                            continue
                        }
                    }
                    let byte = raw[index]
                    if byte >= 0x80 {
                        highBytes = true
                    } else if byte < 0x20 {
                        if byte != 0x09 && byte != 0x0A && byte != 0x0D { controls = true }
                    } else if byte == UInt8(ascii: "&"), index + 1 < raw.count, raw[index + 1] == UInt8(ascii: "#") {
                        references = true
                    }
                    index += 1
                }
            }
            if highBytes { invalidUTF8 = (try? UTF8Span(validating: bytes.span)) == nil }
        }
    }

    private mutating func transcode() {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            bytes.removeFirst(3)
            return
        }
        let bigEndian: Bool
        if bytes.starts(with: [0xFE, 0xFF]) || (bytes.count > 3 && bytes[0] == 0 && bytes[1] != 0) {
            bigEndian = true
        } else if bytes.starts(with: [0xFF, 0xFE]) || (bytes.count > 3 && bytes[0] != 0 && bytes[1] == 0) {
            bigEndian = false
        } else {
            return
        }
        var units: [UInt16] = []
        units.reserveCapacity(bytes.count / 2)
        for index in stride(from: 0, to: bytes.count - 1, by: 2) {
            let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
            units.append(bigEndian ? first << 8 | second : second << 8 | first)
        }
        if units.first == 0xFEFF { units.removeFirst() }
        bytes = Array(String(decoding: units, as: UTF16.self).utf8)
        warnings.append(RepairWarning(.transcoded, "UTF-16\(bigEndian ? "BE" : "LE") read as such"))
    }

    /// Whether an XML declaration names the one other encoding that hand-made tools write.
    private var declaresLatin1: Bool {
        let head = String(decoding: bytes.prefix(200), as: UTF8.self).lowercased()
        guard let declaration = head.split(separator: "?>", maxSplits: 1).first, declaration.contains("encoding=")
        else {
            return false
        }
        return ["iso-8859-1", "latin1", "latin-1", "windows-1252", "cp1252"].contains { declaration.contains($0) }
    }

    /// Latin-1 is the first 256 characters of Unicode.
    private mutating func transcodeLatin1() {
        bytes = bytes.flatMap { $0 < 0x80 ? [$0] : [0xC0 | $0 >> 6, 0x80 | $0 & 0x3F] }
        warnings.append(RepairWarning(.transcoded, "ISO-8859-1 read as such"))
    }

    /// Replaces ill-formed sequences with U+FFFD; surrogate pairs written as two three-byte sequences (CESU-8, "modified
    /// UTF-8") become the character they meant.
    private mutating func replaceInvalidUTF8() {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + 16)
        var index = 0
        var count = 0
        var first: Int?
        while index < bytes.count {
            if bytes[index] < 0x80 {
                result.append(bytes[index])
                index += 1
                continue
            }
            if let high = surrogate(at: index), high < 0xDC00, let low = surrogate(at: index + 3), low >= 0xDC00 {
                let scalar = 0x10000 + (UInt32(high - 0xD800) << 10 | UInt32(low - 0xDC00))
                result.append(contentsOf: String(Character(Unicode.Scalar(scalar) ?? "\u{FFFD}")).utf8)
                index += 6
                count += 1
                first = first ?? index - 6
                continue
            }
            let length = sequenceLength(at: index)
            if length > 0 {
                result.append(contentsOf: bytes[index..<index + length])
                index += length
            } else {
                result.append(contentsOf: [0xEF, 0xBF, 0xBD])
                first = first ?? index
                count += 1
                index += surrogate(at: index) == nil ? 1 : 3
            }
        }
        let place = SourcePosition(of: first ?? 0, in: bytes)
        bytes = result
        warnings.append(
            RepairWarning(.invalidUTF8, "\(count.counted("byte sequence")) not in UTF-8; first at \(place); replaced"))
    }

    /// The surrogate that a three-byte sequence at the index spells, if it does.
    private func surrogate(at index: Int) -> UInt16? {
        guard index + 2 < bytes.count, bytes[index] == 0xED, bytes[index + 1] >= 0xA0, bytes[index + 1] < 0xC0,
            bytes[index + 2] & 0xC0 == 0x80
        else { return nil }
        return 0xD000 | UInt16(bytes[index + 1] & 0x3F) << 6 | UInt16(bytes[index + 2] & 0x3F)
    }

    /// Length of the well-formed multi-byte sequence at the index, or 0 (Unicode 15, table 3-7).
    private func sequenceLength(at index: Int) -> Int {
        let lead = bytes[index]
        let length: Int
        var second: ClosedRange<UInt8> = 0x80...0xBF
        switch lead {
        case 0xC2...0xDF: length = 2
        case 0xE0...0xEF:
            length = 3
            if lead == 0xE0 { second = 0xA0...0xBF }
            if lead == 0xED { second = 0x80...0x9F }
        case 0xF0...0xF4:
            length = 4
            if lead == 0xF0 { second = 0x90...0xBF }
            if lead == 0xF4 { second = 0x80...0x8F }
        default: return 0
        }
        guard index + length <= bytes.count, second.contains(bytes[index + 1]) else { return 0 }
        for continuation in index + 1..<index + length where bytes[continuation] & 0xC0 != 0x80 { return 0 }
        return length
    }

    /// Blanks the control characters that neither XML nor JSON allows; terminal colour sequences go whole.
    private mutating func replaceControls() {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var index = 0
        var count = 0
        var first: Int?
        while index < bytes.count {
            let byte = bytes[index]
            guard byte < 0x20, byte != 0x09, byte != 0x0A, byte != 0x0D else {
                result.append(byte)
                index += 1
                continue
            }
            first = first ?? index
            count += 1
            if byte == 0x1B, index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "[") {
                index += 2
                while index < bytes.count, bytes[index] >= 0x20, bytes[index] < 0x40 { index += 1 }
                index += 1
            } else {
                result.append(contentsOf: [0xEF, 0xBF, 0xBD])
                index += 1
            }
        }
        let place = SourcePosition(of: first ?? 0, in: bytes)
        bytes = result
        warnings.append(
            RepairWarning(
                .illegalCharacter, "\(count.counted("control character")); first at \(place); replaced"))
    }

    /// Rewrites numeric references that XML forbids, for XML alone: in JSON they are text.
    ///
    /// Surrogate pairs are joined; U+0000, lone surrogates and other non-characters become U+FFFD.
    mutating func replaceReferences() {
        guard mayHoldReferences else { return }
        var result: [UInt8] = []
        var copied = 0
        var count = 0
        var first: Int?
        var index = 0
        while let start = bytes[index...].firstIndex(of: UInt8(ascii: "&")) {
            guard let reference = NumericReference(in: bytes, at: start) else {
                index = start + 1
                continue
            }
            index = reference.end
            if reference.isAllowed { continue }
            var replacement = "\u{FFFD}"
            if let joined = reference.joined(with: NumericReference(in: bytes, at: reference.end)) {
                replacement = String(Character(joined.scalar))
                index = joined.end
            }
            first = first ?? start
            count += 1
            result.append(contentsOf: bytes[copied..<start])
            result.append(contentsOf: replacement.utf8)
            copied = index
        }
        guard count > 0 else { return }
        let place = SourcePosition(of: first ?? 0, in: bytes)
        result.append(contentsOf: bytes[copied...])
        bytes = result
        warnings.append(
            RepairWarning(
                .characterReference,
                "\(count.counted("reference")) to characters XML forbids; first at \(place); replaced"))
    }
}
