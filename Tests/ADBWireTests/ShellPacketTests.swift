import ADBWire
import NIOCore
import TestSupport
import Testing

@Suite struct ShellPacketTests {
    static let session = Golden([
        "id stdout": "01", "length 3": "03 00 00 00", "bytes": "'hi\n'",
        "id stderr ": "02", "length 0": "00 00 00 00",
        "id window size": "05", "length 14": "0e 00 00 00", "rows, columns, pixels": "'24x80,640x480'", "NUL": "00",
        "id close stdin": "04", "length": "00 00 00 00",
        "id stdin": "00", "length 1": "01 00 00 00", "byte": "ff",
        "id exit": "03", "length 1": "01 00 00 00", "code 143": "8f",
    ])

    static let packets = [
        ShellPacket(.stdout, ByteBuffer(string: "hi\n")), ShellPacket(.stderr),
        .windowSize(WindowSize(rows: 24, columns: 80, xPixels: 640, yPixels: 480)), ShellPacket(.closeStdin),
        ShellPacket(.stdin, ByteBuffer(bytes: [0xff])), .exit(143),
    ]

    @Test func readsGoldenBytes() {
        #expect(verified(ShellPacketFormat(), Self.session.bytes) == Outcome(messages: Self.packets))
        #expect(Self.packets.map(\.exitCode) == [nil, nil, nil, nil, nil, 143])
    }

    @Test func writesGoldenBytes() {
        #expect(written { for packet in Self.packets { packet.write(into: &$0) } } == Self.session.bytes)
    }

    /// A payload as long as the limit is read; one byte more is refused when its header is there, before it has come.
    @Test func keepsToTheLimit() {
        let format = ShellPacketFormat(limit: 1000)
        let longest = ShellPacket(.stdout, ByteBuffer(repeating: 1, count: 1000))
        #expect(verified(format, written(longest.write)) == Outcome(messages: [longest]))
        let header = written { ShellPacket.writeHeader(.stdout, length: 1001, into: &$0) }
        #expect(
            verified(format, header).error
                == WireError(.tooLong, "a packet of 1001 bytes, above the limit of 1000", in: "shell protocol"))
    }

    struct Refused: Sendable {
        let bytes: [UInt8]
        let error: WireError
    }

    @Test(arguments: [
        Refused(
            bytes: [1, 0, 0, 0, 0, 6],
            error: WireError(.malformed, "no packet has the id 6", in: "shell protocol", at: 5)),
        Refused(
            bytes: [3, 2, 0, 0, 0, 1, 1],
            error: WireError(.malformed, "an exit packet of 2 bytes, it has 1", in: "shell protocol")),
        Refused(
            bytes: [1, 0xff, 0xff, 0xff, 0xff],
            error: WireError(
                .tooLong, "a packet of 4294967295 bytes, above the limit of 1048576", in: "shell protocol")),
        Refused(
            bytes: [1, 2, 0, 0, 0, 65],
            error: WireError(
                .truncated, "the stream ended within a message, 6 bytes into it", in: "shell protocol")),
    ])
    func refuses(_ refused: Refused) {
        #expect(verified(ShellPacketFormat(), refused.bytes).error == refused.error)
    }

    /// After an error nothing more is made of the stream.
    @Test func staysFailed() throws {
        var decoder = ShellPacketDecoder(ShellPacketFormat())
        decoder.append(ByteBuffer(bytes: [9]))
        let error = try #require(#expect(throws: WireError.self) { try decoder.next() })
        decoder.append(ByteBuffer(bytes: Self.session.bytes))
        #expect(throws: error) { try decoder.next() }
        #expect(throws: error) { try decoder.finish() }
    }

    @Test(arguments: ["24x80,640x480\0", "24x80,640x480"]) func readsWindowSize(_ text: String) throws {
        #expect(
            try WindowSize(parsing: text) == WindowSize(rows: 24, columns: 80, xPixels: 640, yPixels: 480))
    }

    @Test(arguments: [
        "", "24x80", "24,80x640x480", "24x80,640x480,1x1", "24x80,640", "24x80,x480", "24x80,640x65536", "-1x80,0x0",
        "+1x80,0x0", "24x80,640x480\0\0", " 24x80,0x0",
    ])
    func refusesWindowSize(_ text: String) {
        let error = #expect(throws: WireError.self) { try WindowSize(parsing: text) }
        #expect(error?.code == .malformed)
    }

    @Test(arguments: 0..<30 as Range<UInt64>) func comesBackAsWritten(seed: UInt64) throws {
        var random = SeededGenerator(state: seed)
        let packets = (0..<10).map { _ in
            let id = ShellPacket.ID.allCases.randomElement(using: &random) ?? .stdout
            let length = id == .exit ? 1 : Int.random(in: 0...300, using: &random)
            return ShellPacket(
                id, ByteBuffer(bytes: (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }))
        }
        let bytes = written { for packet in packets { packet.write(into: &$0) } }
        #expect(verified(ShellPacketFormat(), bytes) == Outcome(messages: packets))
        let size = WindowSize(
            rows: .random(in: 0 ... .max, using: &random), columns: .random(in: 0 ... .max, using: &random),
            xPixels: .random(in: 0 ... .max, using: &random), yPixels: .random(in: 0 ... .max, using: &random))
        #expect(try WindowSize(parsing: size.payload) == size)
    }
}
