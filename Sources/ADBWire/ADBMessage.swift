package import NIOCore

/// A message of the transport between host and device: six words, then a payload.
///
/// Source: AOSP `packages/modules/adb`, `protocol.txt` and `types.h`. All words are little-endian.
package struct ADBMessage: Sendable, Hashable {
    package var command: ADBCommand
    package var arg0: UInt32
    package var arg1: UInt32
    package var payload: ByteBuffer

    package init(_ command: ADBCommand, _ arg0: UInt32, _ arg1: UInt32, payload: ByteBuffer = ByteBuffer()) {
        self.command = command
        self.arg0 = arg0
        self.arg1 = arg1
        self.payload = payload
    }

    /// Bytes before the payload.
    package static let headerLength = 24

    /// The sum of the payload's bytes, which the protocol calls a CRC.
    package var checksum: UInt32 {
        payload.withUnsafeReadableBytes { bytes in
            var sum: UInt32 = 0
            for byte in bytes { sum &+= UInt32(byte) }
            return sum
        }
    }

    /// The header's bytes; `summing` tells the payload's sum, as peers before `ADBVersion.skipsChecksum` ask.
    package func writeHeader(into buffer: inout ByteBuffer, summing: Bool) {
        buffer.writeMultipleIntegers(
            command.rawValue, arg0, arg1, UInt32(payload.readableBytes), summing ? checksum : 0,
            command.rawValue ^ .max, endianness: .little)
    }

    /// Header and payload in one.
    package func write(into buffer: inout ByteBuffer, summing: Bool) {
        writeHeader(into: &buffer, summing: summing)
        buffer.writeImmutableBuffer(payload)
    }
}

/// The commands, as the ASCII that their numbers spell.
package enum ADBCommand: UInt32, Sendable, CaseIterable {
    /// CNXN: who I am. Version, largest payload, banner.
    case connect = 0x4e58_4e43
    /// AUTH: token, signature or public key.
    case auth = 0x4854_5541
    /// STLS: let us go on in TLS.
    case startTLS = 0x534c_5453
    /// OPEN: a stream to a service.
    case open = 0x4e45_504f
    /// OKAY: ready for more.
    case okay = 0x5941_4b4f
    /// WRTE: data of a stream.
    case write = 0x4554_5257
    /// CLSE: end of a stream.
    case close = 0x4553_4c43
    /// SYNC: unused since long; ignored.
    case sync = 0x434e_5953
}

/// The words that AUTH carries in its first argument.
package enum ADBAuthKind {
    package static let token: UInt32 = 1
    package static let signature: UInt32 = 2
    package static let publicKey: UInt32 = 3
}

/// Versions of the protocol; both sides use the lower one.
package enum ADBVersion {
    package static let first: UInt32 = 0x0100_0000
    /// From here on nobody sums payloads.
    package static let skipsChecksum: UInt32 = 0x0100_0001
    /// What both sides of TLS say.
    package static let tls: UInt32 = 0x0100_0000
}

/// Limits of the protocol, in bytes.
package enum ADBLimits {
    /// The largest payload before the peer has said what it takes.
    package static let initialPayload = 4096
    /// The largest payload that we take: 1 MiB, as AOSP today.
    package static let payload = 1 << 20
    /// The window that a stream starts with under delayed_ack, as AOSP: 32 MiB.
    package static let window: UInt32 = 32 << 20
    /// The longest name of a service.
    package static let service = 64 << 10
}
