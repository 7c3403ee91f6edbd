package import NIOCore

/// A request to the ADB server's smart socket: four hexadecimal digits for the length, then the service's name.
///
/// Source: AOSP `OVERVIEW.TXT`, `SERVICES.TXT`.
package struct HostRequest: Sendable, Hashable {
    /// The service, such as `host:devices-l` or `shell,v2,raw:ls`.
    package var service: String

    package init(_ service: String) { self.service = service }

    /// Bytes that four digits can announce.
    package static let limit = 0xffff

    package func write(into buffer: inout ByteBuffer) throws(WireError) {
        try HexText.write(service, what: "a service", into: &buffer)
    }
}

/// The client's direction of the smart socket, as a server reads it.
///
/// After a request that turns the socket into a raw stream, the rest belongs to that stream: ``WireDecoder/takeRest()``.
package struct HostRequestFormat: WireFormat {
    package static let name = HexText.name

    /// The longest service that is taken, in bytes.
    package var limit: Int

    package init(limit: Int = HostRequest.limit) { self.limit = limit }

    package mutating func decode(_ input: inout ByteChain) throws(WireError) -> HostRequest? {
        try HexText.read(&input, after: 0, atMost: limit).map { HostRequest($0) }
    }
}

package typealias HostRequestDecoder = WireDecoder<HostRequestFormat>

/// Text behind its length in four hexadecimal digits.
enum HexText {
    static let name = "smart socket"

    static func write(_ text: String, what: String, into buffer: inout ByteBuffer) throws(WireError) {
        let length = text.utf8.count
        guard length <= HostRequest.limit else {
            throw WireError(
                .tooLong, "\(what) of \(length) bytes, above the limit of \(HostRequest.limit)", in: name)
        }
        let digits = String(length, radix: 16)
        buffer.writeString(String(repeating: "0", count: 4 - digits.count) + digits)
        buffer.writeString(text)
    }

    /// Reads the text, and what stands before it; nil, with nothing read, until all is there.
    static func read(
        _ input: inout ByteChain, after distance: Int, atMost limit: Int
    ) throws(WireError) -> String? {
        guard let digits: UInt32 = input.peek(at: distance, endianness: .big) else { return nil }
        var length = 0
        for shift in [24, 16, 8, 0] {
            let byte = UInt8(truncatingIfNeeded: digits >> shift)
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80 else {
                throw WireError(
                    .malformed, "\"\(SyncID.letters(of: digits.byteSwapped))\" where a length in hexadecimal is due",
                    in: name, at: input.offset + distance)
            }
            length = length << 4 | digit
        }
        guard length <= limit else {
            throw WireError(
                .tooLong, "\(length) bytes are announced, above the limit of \(limit)", in: name,
                at: input.offset + distance)
        }
        guard input.count >= distance + 4 + length else { return nil }
        let start = input.offset
        input.skip(distance + 4)
        guard let text = (input.readSlice(length) ?? ByteBuffer()).readableUTF8 else {
            throw WireError(.malformed, "text that is not UTF-8", in: name, at: start + distance + 4)
        }
        return text
    }
}
