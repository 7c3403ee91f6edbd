import NIOCore

extension ByteBuffer {
    /// All readable bytes as text; nil when they are not UTF-8.
    var readableUTF8: String? { String(validating: readableBytesView, as: UTF8.self) }
}
