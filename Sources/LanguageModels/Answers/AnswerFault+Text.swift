extension AnswerFault {
    /// Bytes of the text at fault that are shown.
    private static let shown = 300

    /// Makes a fault that shows the beginning of the text at fault.
    package init(_ code: Code, _ message: String, quoting bytes: some Collection<UInt8>) {
        let start = bytes.prefix(Self.shown)
        let isCut = start.count < bytes.count
        self.init(code, message, text: String(decoding: start, as: UTF8.self) + (isCut ? "…" : ""))
    }
}

extension Collection where Element == UInt8, Self: BidirectionalCollection {
    /// Whether the last bytes are these.
    func ends(with other: [UInt8]) -> Bool { suffix(other.count).elementsEqual(other) }
}
