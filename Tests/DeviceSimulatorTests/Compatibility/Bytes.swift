import DeviceSimulator

/// Many bytes as one value: of two arrays that differ an expectation would look for the least difference, for minutes.
struct Bytes: Equatable, CustomStringConvertible {
    private let bytes: [UInt8]

    init(_ bytes: some Sequence<UInt8>) { self.bytes = Array(bytes) }

    var description: String { "\(bytes.count) bytes, first \(bytes.prefix(8)), last \(bytes.suffix(8))" }
}

extension SimulatedDevice {
    /// A file's content; nil where there is none.
    func bytes(_ path: String) -> Bytes? { withState { try? $0.files.read(path) }.map { Bytes($0) } }
}
