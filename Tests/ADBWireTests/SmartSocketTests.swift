import ADBWire
import NIOCore
import TestSupport
import Testing

@Suite struct SmartSocketTests {
    static func format(_ shapes: [HostResponseFormat.Shape]) -> HostResponseFormat {
        var format = HostResponseFormat()
        for shape in shapes { format.expect(shape) }
        return format
    }

    static func failed(_ code: WireError.Code, _ message: String, at offset: Int = 0) -> WireError {
        WireError(code, message, in: "smart socket", at: offset)
    }

    @Test func requestsAreGolden() throws {
        let golden = Golden(["length": "'000c'", "service": "'host:version'", "length 0": "'0000'"])
        let requests = [HostRequest("host:version"), HostRequest("")]
        #expect(try written { for request in requests { try request.write(into: &$0) } } == golden.bytes)
        #expect(verified(HostRequestFormat(), golden.bytes) == Outcome(messages: requests))
    }

    @Test(arguments: ["000C", "000c"]) func digitsMayBeCapital(_ digits: String) {
        #expect(
            verified(HostRequestFormat(), Array("\(digits)host:version".utf8)).messages == [HostRequest("host:version")]
        )
    }

    @Test func requestsHaveALimit() throws {
        let longest = HostRequest(String(repeating: "s", count: 0xffff))
        var decoder = HostRequestDecoder(HostRequestFormat())
        decoder.append(ByteBuffer(bytes: try written(longest.write)))
        #expect(try decoder.next() == longest)
        var buffer = ByteBuffer()
        let error = #expect(throws: WireError.self) { try HostRequest(longest.service + "s").write(into: &buffer) }
        #expect(error == Self.failed(.tooLong, "a service of 65536 bytes, above the limit of 65535"))
        #expect(
            verified(HostRequestFormat(limit: 16), Array("0011".utf8)).error
                == Self.failed(.tooLong, "17 bytes are announced, above the limit of 16"))
    }

    @Test(arguments: [
        ("00g0", failed(.malformed, "\"00g0\" where a length in hexadecimal is due")),
        ("+001", failed(.malformed, "\"+001\" where a length in hexadecimal is due")),
        ("0001a\u{0}\u{1}xy", failed(.malformed, "\"..xy\" where a length in hexadecimal is due", at: 5)),
        ("0002a", failed(.truncated, "the stream ended within a message, 5 bytes into it")),
        ("000", failed(.truncated, "the stream ended within a message, 3 bytes into it")),
    ])
    func refusesRequest(stream: String, error: WireError) {
        #expect(verified(HostRequestFormat(), Array(stream.utf8)).error == error)
    }

    @Test func refusesTextThatIsNotUTF8() {
        let error = Self.failed(.malformed, "text that is not UTF-8", at: 4)
        #expect(verified(HostRequestFormat(), Array("0002".utf8) + [0xc3, 0x28]).error == error)
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let shapes: [HostResponseFormat.Shape]
        let stream: String
        let responses: [HostResponse]
        var testDescription: String { stream }
    }

    static let cases = [
        Case(shapes: [.okay], stream: "OKAY", responses: [.okay]),
        Case(shapes: [.text], stream: "OKAY00040029", responses: [.text("0029")]),
        Case(shapes: [.okay, .okay], stream: "OKAYOKAY", responses: [.okay, .okay]),
        Case(shapes: [.okay, .text], stream: "OKAYOKAY00046100", responses: [.okay, .text("6100")]),
        Case(
            shapes: [.transport], stream: "OKAY\u{3}\0\0\0\0\0\0\0", responses: [.transport(3)]),
        Case(shapes: [.message], stream: "0007tcp:1 x", responses: [.message("tcp:1 x")]),
        Case(
            shapes: [.text, .message], stream: "OKAY00000009a\toffline", responses: [.text(""), .message("a\toffline")]),
        // FAIL stands for all that is left.
        Case(
            shapes: [.okay, .text], stream: "FAIL0014device 'x' not found", responses: [.fail("device 'x' not found")]),
        Case(shapes: [.okay, .okay], stream: "OKAYFAIL0000", responses: [.okay, .fail("")]),
    ]

    @Test(arguments: cases) func readsAnswers(_ answer: Case) {
        #expect(
            verified(Self.format(answer.shapes), Array(answer.stream.utf8)) == Outcome(messages: answer.responses))
    }

    @Test(arguments: cases) func writesAnswers(_ answer: Case) throws {
        let bytes = try written { for response in answer.responses { try response.write(into: &$0) } }
        #expect(bytes == Array(answer.stream.utf8))
    }

    @Test(arguments: [
        (HostResponseFormat.Shape.okay, "HTTP", failed(.unexpected, "\"HTTP\" where OKAY or FAIL is due")),
        (.text, "OKAYzzzz", failed(.malformed, "\"zzzz\" where a length in hexadecimal is due", at: 4)),
        (.okay, "FAIL12", failed(.truncated, "the stream ended within a message, 6 bytes into it")),
        (.okay, "", failed(.truncated, "the stream ended within a request that is not answered")),
        (.transport, "OKAY\u{1}", failed(.truncated, "the stream ended within a message, 5 bytes into it")),
    ])
    func refusesAnswer(shape: HostResponseFormat.Shape, stream: String, error: WireError) {
        #expect(verified(Self.format([shape]), Array(stream.utf8)).error == error)
    }

    /// Behind the last answer the socket is the service's, and its bytes stay as they are.
    @Test func leavesTheStreamBehind() throws {
        var decoder = HostResponseDecoder(Self.format([.okay]))
        decoder.append(ByteBuffer(string: "OK"))
        #expect(try decoder.next() == nil)
        decoder.append(ByteBuffer(string: "AYFAIL"))
        #expect(try decoder.next() == .okay)
        #expect(try decoder.next() == nil)
        #expect(decoder.takeRest() == ByteBuffer(string: "FAIL"))
        try decoder.finish()
    }
}
