import ADBWire
import NIOCore

/// From the first byte to the agreement.
extension ADBChannelHandler {
    /// Takes up TLS where its first record, a handshake's, stands in place of a message.
    func startedTLSEarly() -> Bool {
        guard agreement == nil, case .device(var handshake, let gate) = side, handshake.awaitsTLS,
            inbound.readableBytesView.starts(with: [22, 3])
        else { return false }
        let steps = handshake.receivedTLS()
        side = .device(handshake, gate)
        carryOut(steps)
        return true
    }

    func receiveHandshake(_ message: ADBMessage) {
        switch side {
        case .host(var handshake, let credentials):
            let steps = handshake.receive(message)
            side = .host(handshake, credentials)
            carryOut(steps)
        case .device(var handshake, let gate):
            let steps = handshake.receive(message)
            side = .device(handshake, gate)
            carryOut(steps)
        }
    }

    func carryOut(_ steps: [HandshakeStep]) {
        for step in steps {
            switch step {
            case .send(let message): send(message, summing: true)
            case .startTLS:
                flush(now: true)
                startTLS()
            case .failed(let error): disconnect(error)
            case .finished(let agreement):
                self.agreement = agreement
                // The peer may send as much as we said we take.
                decoder.payloadLimit = ADBLimits.payload
                multiplexer = StreamMultiplexer(agreement.terms)
                flush(now: true)
                delegate?.connected(agreement, on: self)
            }
        }
        flush()
    }

    private func startTLS() {
        guard let context else { return }
        do {
            let handler: any ChannelHandler
            switch side {
            case .host(_, let credentials): handler = try TLSHandlers.host(credentials)
            case .device(_, let gate): handler = try TLSHandlers.device(gate)
            }
            let early = inbound
            inbound = ByteBuffer()
            try context.pipeline.syncOperations.addHandler(handler, position: .first)
            if early.readableBytes > 0 { context.pipeline.fireChannelRead(early) }
        } catch {
            disconnect(TransportError(.unauthorized, "TLS could not be started: \(error)"))
        }
    }
}
