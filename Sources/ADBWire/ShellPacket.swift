package import NIOCore

/// One packet of shell protocol v2: an id, a length (u32, little endian) and so many bytes.
///
/// Source: AOSP `shell_protocol.h`.
package struct ShellPacket: Sendable, Hashable {
    /// What the bytes are, and who sends them.
    package enum ID: UInt8, Sendable, CaseIterable {
        case stdin = 0
        case stdout = 1
        case stderr = 2
        /// One byte, the exit code; the device's last packet.
        case exit = 3
        /// Nothing more will come on stdin; no payload.
        case closeStdin = 4
        /// A ``WindowSize``, from the host.
        case windowSizeChange = 5
    }

    /// Bytes of id and length.
    package static let headerLength = 5
    /// The longest payload that is read unless told otherwise: the largest message that ADB itself carries.
    package static let defaultLimit = 1 << 20

    package var id: ID
    package var payload: ByteBuffer

    package init(_ id: ID, _ payload: ByteBuffer = ByteBuffer()) {
        self.id = id
        self.payload = payload
    }

    package static func exit(_ code: UInt8) -> ShellPacket { ShellPacket(.exit, ByteBuffer(integer: code)) }

    package static func windowSize(_ size: WindowSize) -> ShellPacket {
        ShellPacket(.windowSizeChange, ByteBuffer(string: size.payload))
    }

    /// The exit code of an exit packet; nil for any other.
    package var exitCode: UInt8? {
        id == .exit ? payload.getInteger(at: payload.readerIndex) : nil
    }

    /// Writes the packet, whose payload is copied once.
    package func write(into buffer: inout ByteBuffer) {
        Self.writeHeader(id, length: payload.readableBytes, into: &buffer)
        buffer.writeImmutableBuffer(payload)
    }

    /// Writes what stands before a payload that is sent from where it lies.
    package static func writeHeader(_ id: ID, length: Int, into buffer: inout ByteBuffer) {
        buffer.writeMultipleIntegers(id.rawValue, UInt32(length), endianness: .little)
    }
}

/// The stream of shell protocol packets, in either direction.
package struct ShellPacketFormat: WireFormat {
    package static let name = "shell protocol"

    /// The longest payload that is taken, in bytes.
    package var limit: Int

    package init(limit: Int = ShellPacket.defaultLimit) { self.limit = limit }

    package mutating func decode(_ input: inout ByteChain) throws(WireError) -> ShellPacket? {
        guard let code: UInt8 = input.peek() else { return nil }
        guard let id = ShellPacket.ID(rawValue: code) else {
            throw Self.error(.malformed, "no packet has the id \(code)", at: input.offset)
        }
        guard let length: UInt32 = input.peek(at: 1) else { return nil }
        try check(id, Int(length), input)
        guard input.count >= ShellPacket.headerLength + Int(length) else { return nil }
        input.skip(ShellPacket.headerLength)
        return ShellPacket(id, input.readSlice(Int(length)) ?? ByteBuffer())
    }

    private func check(_ id: ShellPacket.ID, _ length: Int, _ input: ByteChain) throws(WireError) {
        guard length <= limit else {
            throw Self.error(.tooLong, "a packet of \(length) bytes, above the limit of \(limit)", at: input.offset)
        }
        if id == .exit, length != 1 {
            throw Self.error(.malformed, "an exit packet of \(length) bytes, it has 1", at: input.offset)
        }
    }
}

package typealias ShellPacketDecoder = WireDecoder<ShellPacketFormat>
