/// The bytes that a reader works on, with what it has to say about them: repairs so far, and errors with their place.
struct DumpSource {
    var bytes: [UInt8]
    var warnings: [RepairWarning]
    let file: String
    let limits: DumpLimits

    init(_ text: DumpText, file: String, limits: DumpLimits) {
        bytes = text.bytes
        warnings = text.warnings
        self.file = file
        self.limits = limits
    }

    func position(of offset: Int) -> SourcePosition { SourcePosition(of: offset, in: bytes) }

    func error(_ code: HierarchyError.Code, _ message: String, at offset: Int) -> HierarchyError {
        let place = position(of: offset)
        return HierarchyError(code, message, file: file, line: place.line, column: place.column)
    }

    mutating func note(_ repair: RepairWarning.Repair, _ message: String) {
        warnings.append(RepairWarning(repair, message))
    }

    /// Notes text around a dump, quoting its start; white space is no noise.
    mutating func noteNoise(_ repair: RepairWarning.Repair, _ range: Range<Int>) {
        let text = String(decoding: bytes[range].prefix(512), as: UTF8.self)
        let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard !words.isEmpty else { return }
        let excerpt = words.count > 48 ? words.prefix(48) + "…" : Substring(words)
        note(repair, "\(range.count.counted("byte")) at \(position(of: range.lowerBound)) ignored: \(excerpt)")
    }

    func firstNonSpace(from offset: Int) -> Int {
        bytes[min(offset, bytes.count)...].firstIndex { !($0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09) }
            ?? bytes.count
    }
}
