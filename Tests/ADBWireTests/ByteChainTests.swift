import ADBWire
import NIOCore
import TestSupport
import Testing

@Suite struct ByteChainTests {
    /// A chain gives the bytes that were appended, in their order, however they are read.
    @Test(arguments: 0..<50 as Range<UInt64>) func readsWhatWasAppended(seed: UInt64) {
        var random = SeededGenerator(state: seed)
        var chain = ByteChain()
        var appended: [UInt8] = []
        var read: [UInt8] = []
        for _ in 0..<200 {
            if Bool.random(using: &random) {
                let piece = (0..<Int.random(in: 0...3000, using: &random)).map { _ in
                    UInt8.random(in: 0...255, using: &random)
                }
                appended += piece
                chain.append(ByteBuffer(bytes: piece))
            } else {
                let length = Int.random(in: 0...4000, using: &random)
                let word: UInt32? = chain.peek(at: length)
                let place = read.count + length
                let expected = place + 4 <= appended.count ? appended[place..<(place + 4)] : nil
                #expect(word == expected.map { $0.reversed().reduce(0) { $0 << 8 | UInt32($1) } })
                if Bool.random(using: &random) {
                    read += chain.readPiece(atMost: length)?.bytes ?? []
                } else {
                    let slice = chain.readSlice(length)
                    #expect((slice == nil) == (read.count + length > appended.count))
                    read += slice?.bytes ?? []
                }
            }
            #expect(chain.count == appended.count - read.count)
            #expect(chain.offset == read.count)
        }
        #expect(read + chain.readAll().bytes == appended)
    }

    /// What lies in one buffer is handed on without a copy.
    @Test func sharesStorage() {
        let large = ByteBuffer(repeating: 7, count: 100_000)
        var chain = ByteChain()
        chain.append(ByteBuffer(repeating: 1, count: 5))
        chain.append(large)
        _ = chain.readSlice(10)
        let piece = chain.readPiece(atMost: 50_000) ?? ByteBuffer()
        let address = { (buffer: ByteBuffer) in buffer.withUnsafeReadableBytes { UInt(bitPattern: $0.baseAddress) } }
        #expect(address(piece) == address(large) + 5)
    }
}
