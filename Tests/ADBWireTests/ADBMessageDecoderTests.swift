import ADBWire
import NIOCore
import Testing

@Suite("Messages from bytes")
struct ADBMessageDecoderTests {
    @Test("Messages come whole from pieces that never end with one, and the buffer keeps one message's size")
    func bounded() throws {
        var wire = ByteBuffer()
        let payload = ByteBuffer(repeating: 7, count: 100_000)
        for number in 0..<50 {
            ADBMessage(.write, UInt32(number), 1, payload: payload).write(into: &wire, summing: true)
        }
        var decoder = ADBMessageDecoder()
        var buffer = ByteBuffer()
        var numbers: [UInt32] = []
        var capacity = 0
        while var piece = wire.readSlice(length: min(65_519, wire.readableBytes)), piece.readableBytes > 0 {
            buffer.writeBuffer(&piece)
            while let message = try decoder.next(from: &buffer) {
                #expect(message.payload == payload)
                numbers.append(message.arg0)
            }
            capacity = max(capacity, buffer.storageCapacity)
        }
        #expect(numbers == Array(0..<50))
        #expect(capacity <= 512 << 10)
    }
}
