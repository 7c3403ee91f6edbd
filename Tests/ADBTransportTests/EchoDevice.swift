import ADBTransport
import ADBWire
import NIOCore

/// A device with four services.
///
/// `echo:` sends back what it gets, `say:TEXT` says it and ends, `sink:` swallows, and `mute:` never says a word. Others
/// are refused.
final class EchoDevice: ADBChannelHandler.Delegate {
    static func banner(_ features: ADBFeatures) -> ADBBanner {
        ADBBanner(
            kind: "device", properties: [.init("ro.product.model", "Echo")], features: features)
    }

    func connected(_ agreement: ADBAgreement, on handler: ADBChannelHandler) {}
    func disconnected(_ error: TransportError) {}

    func wanted(_ service: String, on handler: ADBChannelHandler) -> (any ADBStreamDelegate)? {
        switch service.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).first {
        case "echo"?: Echo()
        case "say"?: Saying(String(service.dropFirst(4)))
        case "sink"?: Sink()
        case "mute"?: Mute()
        case "drop"?: Dropping(handler)
        default: nil
        }
    }

    final class Echo: ADBStreamDelegate {
        func received(_ data: ByteBuffer, on stream: ADBStream) {
            stream.write(data)
            stream.consumed(data.readableBytes)
        }
        func closed(_ stream: ADBStream, error: TransportError?) {}
    }

    final class Saying: ADBStreamDelegate {
        private let text: String
        init(_ text: String) { self.text = text }
        func opened(_ stream: ADBStream) {
            stream.write(ByteBuffer(string: text))
            stream.close()
        }
        func received(_ data: ByteBuffer, on stream: ADBStream) {}
        func closed(_ stream: ADBStream, error: TransportError?) {}
    }

    final class Sink: ADBStreamDelegate {
        private var count = 0
        func received(_ data: ByteBuffer, on stream: ADBStream) {
            count += data.readableBytes
            stream.consumed(data.readableBytes)
            if data.readableBytesView.last == 0 {
                stream.write(ByteBuffer(string: "\(count)"))
                stream.close()
            }
        }
        func closed(_ stream: ADBStream, error: TransportError?) {}
    }

    final class Mute: ADBStreamDelegate {
        func received(_ data: ByteBuffer, on stream: ADBStream) {}
        func closed(_ stream: ADBStream, error: TransportError?) {}
    }

    /// Ends the connection in the middle of a stream.
    final class Dropping: ADBStreamDelegate {
        private let handler: ADBChannelHandler
        init(_ handler: ADBChannelHandler) { self.handler = handler }
        func opened(_ stream: ADBStream) {
            stream.write(ByteBuffer(string: "half an ans"))
            handler.disconnect()
        }
        func received(_ data: ByteBuffer, on stream: ADBStream) {}
        func closed(_ stream: ADBStream, error: TransportError?) {}
    }
}
