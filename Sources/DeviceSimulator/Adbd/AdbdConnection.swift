import ADBTransport
import NIOCore
import NIOPosix

/// One host's connection to a simulated device; all of it on the connection's event loop.
final class AdbdConnection: ADBChannelHandler.Delegate {
    let adbd: Adbd
    private var reverse: ReverseRules?
    private var handler: ADBChannelHandler?

    init(adbd: Adbd) { self.adbd = adbd }

    func connected(_ agreement: ADBAgreement, on handler: ADBChannelHandler) {
        self.handler = handler
        guard let loop = MultiThreadedEventLoopGroup.currentEventLoop else { return }
        adbd.add(handler, on: loop)
        reverse = ReverseRules(handler: handler, loop: loop)
    }

    func wanted(_ service: String, on handler: ADBChannelHandler) -> (any ADBStreamDelegate)? {
        if service.hasPrefix("reverse:") { return reverse?.stream(for: String(service.dropFirst("reverse:".count))) }
        return adbd.device.open(service).map { AdbdStream(session: $0, connection: self, handler: handler) }
    }

    func disconnected(_ error: TransportError) {
        if let handler { adbd.remove(handler) }
        reverse?.end()
        handler = nil
    }
}

/// One stream of a host to a service of the simulated device.
final class AdbdStream: ADBStreamDelegate {
    private var session: ServiceSession
    private let connection: AdbdConnection
    private let handler: ADBChannelHandler
    /// Output that waits for its time; nil when none does.
    private var held: [ServiceOutput]?
    /// Asks a live service what is new.
    private var ticker: RepeatedTask?

    private static let pace = TimeAmount.milliseconds(20)

    init(session: ServiceSession, connection: AdbdConnection, handler: ADBChannelHandler) {
        self.session = session
        self.connection = connection
        self.handler = handler
    }

    func opened(_ stream: ADBStream) {
        deliver(session.open(), on: stream)
        guard session.isLive, let loop = MultiThreadedEventLoopGroup.currentEventLoop else { return }
        let bound = NIOLoopBound((self, stream), eventLoop: loop)
        ticker = loop.scheduleRepeatedTask(initialDelay: Self.pace, delay: Self.pace) { _ in
            let (this, stream) = bound.value
            this.send(this.session.goOn(), on: stream)
        }
    }

    func received(_ data: ByteBuffer, on stream: ADBStream) {
        let output = session.receive(data)
        stream.consumed(data.readableBytes)
        deliver(output, on: stream)
    }

    func closed(_ stream: ADBStream, error: TransportError?) {
        ticker?.cancel()
        // A command whose input ends with the stream still does its work: `exec:cat > file`.
        let output = session.endOfInput()
        if output.connection == .reboot { carryOut(.reboot) }
    }

    private func deliver(_ output: ServiceOutput, on stream: ADBStream) {
        if held != nil {
            held?.append(output)
        } else if output.delay > .zero, let loop = MultiThreadedEventLoopGroup.currentEventLoop {
            held = [output]
            let bound = NIOLoopBound((self, stream), eventLoop: loop)
            loop.scheduleTask(in: output.delay) {
                let (this, stream) = bound.value
                let outputs = this.held ?? []
                this.held = nil
                for output in outputs { this.send(output, on: stream) }
            }
        } else {
            send(output, on: stream)
        }
    }

    private func send(_ output: ServiceOutput, on stream: ADBStream) {
        if output.bytes.readableBytes > 0 { stream.write(output.bytes) }
        if output.isClosed { stream.close() }
        if let effect = output.connection { carryOut(effect) }
    }

    private func carryOut(_ effect: ConnectionEffect) {
        guard let loop = MultiThreadedEventLoopGroup.currentEventLoop else { return }
        let bound = NIOLoopBound((handler, connection.adbd), eventLoop: loop)
        // After what this turn of the loop has written has gone out.
        loop.execute {
            let (handler, adbd) = bound.value
            switch effect {
            case .drop: handler.disconnect()
            case .reboot: adbd.reboot(on: bound.eventLoop)
            case .garbage: handler.writeRaw(ByteBuffer(string: "\u{1}garbage instead of a message\u{2}\u{3}"))
            }
        }
    }
}
