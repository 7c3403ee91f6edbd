import ADBWire
import NIOCore
import Testing

@Suite("Streams over one connection")
struct StreamMultiplexerTests {
    /// A multiplexer and what it asked for, in words.
    struct Bench {
        var multiplexer: StreamMultiplexer
        init(burst: Bool = false, payload: Int = 10) {
            multiplexer = StreamMultiplexer(.init(payloadLimit: payload, delayedAck: burst))
        }

        mutating func when(_ body: (inout StreamMultiplexer, inout [StreamMultiplexer.Event]) -> Void) -> [String] {
            var events: [StreamMultiplexer.Event] = []
            body(&multiplexer, &events)
            return events.map(Self.words)
        }

        mutating func open(_ service: String) -> UInt32 {
            var events: [StreamMultiplexer.Event] = []
            return multiplexer.open(service, &events)
        }

        mutating func receive(
            _ command: ADBCommand, _ arg0: UInt32, _ arg1: UInt32, _ payload: ByteBuffer = ByteBuffer()
        ) -> [String] {
            when { $0.receive(ADBMessage(command, arg0, arg1, payload: payload), &$1) }
        }

        static func words(_ event: StreamMultiplexer.Event) -> String {
            switch event {
            case .send(let message):
                "\(message.command) \(message.arg0) \(message.arg1) \(String(buffer: message.payload).filter { $0 != "\0" })"
            case .opened(let id): "opened \(id)"
            case .wanted(let id, let service): "wanted \(id) \(service)"
            case .received(let id, let data): "received \(id) \(String(buffer: data))"
            case .progressed(let id): "progressed \(id)"
            case .overrun(let id): "overrun \(id)"
            case .closed(let id): "closed \(id)"
            }
        }
    }

    private func ack(_ count: Int32) -> ByteBuffer { ByteBuffer(integer: count, endianness: .little) }

    @Test("an OPEN names the stream and the service")
    func open() {
        var bench = Bench()
        #expect(bench.when { _ = $0.open("shell:ls", &$1) } == ["open 1 0 shell:ls"])
        #expect(bench.receive(.okay, 7, 1) == ["opened 1"])
    }

    @Test("one WRTE is under way at a time, and the rest waits for its OKAY")
    func stopAndWait() {
        var bench = Bench()
        let id = bench.open("x:")
        _ = bench.receive(.okay, 7, id)
        #expect(bench.when { $0.write(id, ByteBuffer(string: "0123456789abcdef"), &$1) } == ["write 1 7 0123456789"])
        #expect(bench.receive(.okay, 7, id) == ["write 1 7 abcdef", "progressed 1"])
        #expect(bench.receive(.okay, 7, id) == ["progressed 1"])
    }

    @Test("with delayed_ack a window is sent at once, and OKAY makes room")
    func window() {
        var bench = Bench(burst: true)
        let id = bench.open("x:")
        _ = bench.receive(.okay, 7, id, ack(15))
        #expect(
            bench.when { $0.write(id, ByteBuffer(string: "0123456789abcdefghij"), &$1) }
                == ["write 1 7 0123456789", "write 1 7 abcdefghij"])
        #expect(bench.when { $0.write(id, ByteBuffer(string: "next"), &$1) } == [])
        #expect(bench.receive(.okay, 7, id, ack(6)) == ["write 1 7 next", "progressed 1"])
    }

    @Test("what was written before the stream opened is sent when it does")
    func early() {
        var bench = Bench()
        let id = bench.open("x:")
        #expect(bench.when { $0.write(id, ByteBuffer(string: "hi"), &$1) } == [])
        #expect(bench.receive(.okay, 7, id) == ["opened 1", "write 1 7 hi"])
    }

    @Test("closing waits for the last OKAY, so that nothing is cut off")
    func closing() {
        var bench = Bench()
        let id = bench.open("x:")
        _ = bench.receive(.okay, 7, id)
        _ = bench.when { $0.write(id, ByteBuffer(string: "0123456789ab"), &$1) }
        #expect(bench.when { $0.close(id, &$1) } == [])
        #expect(bench.receive(.okay, 7, id) == ["write 1 7 ab", "progressed 1"])
        #expect(bench.receive(.okay, 7, id) == ["close 1 7 ", "closed 1"])
    }

    @Test("closing at once does not wait")
    func atOnce() {
        var bench = Bench()
        let id = bench.open("x:")
        _ = bench.receive(.okay, 7, id)
        _ = bench.when { $0.write(id, ByteBuffer(string: "hi"), &$1) }
        #expect(bench.when { $0.close(id, atOnce: true, &$1) } == ["close 1 7 ", "closed 1"])
        #expect(bench.receive(.close, 7, id) == [])
    }

    @Test("a CLSE is answered once")
    func answered() {
        var bench = Bench()
        let id = bench.open("x:")
        _ = bench.receive(.okay, 7, id)
        #expect(bench.receive(.close, 7, id) == ["close 1 7 ", "closed 1"])
        #expect(bench.receive(.close, 7, id) == [])
    }

    @Test("a refused OPEN closes without an answer")
    func refused() {
        var bench = Bench()
        let id = bench.open("x:")
        #expect(bench.receive(.close, 0, id) == ["closed 1"])
    }

    @Test("messages for nobody: WRTE and CLSE are ignored, OKAY is answered with CLSE")
    func strangers() {
        var bench = Bench()
        #expect(bench.receive(.write, 9, 4, ByteBuffer(string: "x")) == [])
        #expect(bench.receive(.close, 9, 4) == [])
        #expect(bench.receive(.okay, 9, 4) == ["close 0 9 "])
    }

    @Test("a peer's OPEN is accepted or refused by us")
    func wanted() {
        var bench = Bench()
        #expect(bench.receive(.open, 5, 0, ByteBuffer(string: "shell:\0")) == ["wanted 1 shell:"])
        #expect(bench.when { $0.accept(1, &$1) } == ["okay 1 5 "])
        #expect(bench.receive(.open, 6, 0, ByteBuffer(string: "nope:")) == ["wanted 2 nope:"])
        #expect(bench.when { $0.refuse(2, &$1) } == ["close 0 6 "])
        // The acceptor may write right after its OKAY.
        #expect(bench.when { $0.write(1, ByteBuffer(string: "hi"), &$1) } == ["write 1 5 hi"])
    }

    @Test("a peer that sends on and on without being told to is stopped", arguments: [false, true])
    func overrun(_ burst: Bool) {
        var bench = Bench(burst: burst, payload: 1 << 20)
        let id = bench.open("x:")
        _ = bench.receive(.okay, 7, id, burst ? ack(100) : ByteBuffer())
        let megabyte = ByteBuffer(repeating: 0x61, count: 1 << 20)
        var taken = 0
        while taken < 100, bench.receive(.write, 7, id, megabyte) != ["overrun 1"] { taken += 1 }
        #expect(taken == 33)
        // What is consumed makes room again.
        _ = bench.when { $0.consumed(id, count: 1 << 20, &$1) }
        #expect(bench.receive(.write, 7, id, megabyte) != ["overrun 1"])
    }

    @Test("an OKAY for a stream that is only wanted opens nothing")
    func hasty() {
        var bench = Bench()
        _ = bench.receive(.open, 5, 0, ByteBuffer(string: "shell:"))
        #expect(bench.receive(.okay, 5, 1) == ["close 0 5 "])
        #expect(bench.when { $0.accept(1, &$1) } == ["okay 1 5 "])
    }

    @Test(
        "a window must be told exactly when delayed_ack is agreed on",
        arguments: [(false, 5), (true, 0)] as [(Bool, UInt32)])
    func windowMismatch(_ burst: Bool, _ window: UInt32) {
        var bench = Bench(burst: burst)
        #expect(bench.receive(.open, 5, window, ByteBuffer(string: "shell:\0")) == ["close 0 5 "])
    }

    @Test("more streams than the limit are refused")
    func limit() {
        var terms = StreamMultiplexer.Terms(payloadLimit: 10, delayedAck: false)
        terms.streamLimit = 2
        var bench = Bench()
        bench.multiplexer = StreamMultiplexer(terms)
        for id in 1...2 as ClosedRange<UInt32> { _ = bench.receive(.open, id, 0, ByteBuffer(string: "x:")) }
        #expect(bench.receive(.open, 3, 0, ByteBuffer(string: "x:")) == ["close 0 3 "])
    }

    @Test("two multiplexers back to back carry any bytes in order", arguments: [false, true], [1, 7, 4096])
    func law(_ burst: Bool, _ payload: Int) throws {
        let terms = StreamMultiplexer.Terms(payloadLimit: payload, delayedAck: burst)
        var host = StreamMultiplexer(terms)
        var device = StreamMultiplexer(terms)
        var toDevice: [StreamMultiplexer.Event] = []
        let id = host.open("x:", &toDevice)
        let text = (0..<500).map { "\($0)," }.joined()
        host.write(id, ByteBuffer(string: text), &toDevice)
        host.close(id, &toDevice)
        var arrived = ""
        var isClosed = false
        var rounds = 0
        while !toDevice.isEmpty, rounds < 10_000 {
            rounds += 1
            var toHost: [StreamMultiplexer.Event] = []
            var index = 0
            while index < toDevice.count {
                if case .send(let message) = toDevice[index] {
                    var events: [StreamMultiplexer.Event] = []
                    device.receive(message, &events)
                    for event in events {
                        switch event {
                        case .wanted(let id, _): device.accept(id, &toHost)
                        case .received(let id, let data):
                            arrived += String(buffer: data)
                            device.consumed(id, count: data.readableBytes, &toHost)
                        case .closed: isClosed = true
                        default: toHost.append(event)
                        }
                    }
                }
                index += 1
            }
            toDevice = []
            for event in toHost { if case .send(let message) = event { host.receive(message, &toDevice) } }
        }
        #expect(arrived == text)
        #expect(isClosed)
        #expect(host.count == 0 && device.count == 0)
    }
}
