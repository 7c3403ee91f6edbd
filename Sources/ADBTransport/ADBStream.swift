package import NIOCore

/// What happens on a stream; all of it on the connection's event loop.
package protocol ADBStreamDelegate: AnyObject {
    /// The peer accepted the stream.
    func opened(_ stream: ADBStream)
    /// Call `stream.consumed` once done with the data; nothing more comes until then.
    func received(_ data: ByteBuffer, on stream: ADBStream)
    /// The peer, or the socket, took some of what was written.
    func progressed(_ stream: ADBStream)
    /// The stream is over; `error` is nil when the peer, or we ourselves, ended it in good order.
    func closed(_ stream: ADBStream, error: TransportError?)
}

extension ADBStreamDelegate {
    package func opened(_ stream: ADBStream) {}
    package func progressed(_ stream: ADBStream) {}
}

/// A handle on a stream, for its delegate; to be used on the connection's event loop alone.
package struct ADBStream {
    package let id: UInt32
    let handler: ADBChannelHandler

    package func write(_ data: ByteBuffer) { handler.write(data, to: id) }

    package func consumed(_ count: Int) { handler.consumed(count, of: id) }

    /// Ends the stream once all that was written has arrived, or at once.
    package func close(atOnce: Bool = false) { handler.close(id, atOnce: atOnce) }

    /// Bytes that are written and not yet sent.
    package var queued: Int { handler.queued(id) }

    /// Whether it is better to wait for `progressed` before more is written, on any stream of the connection.
    var isCongested: Bool { handler.isCongested }
}
