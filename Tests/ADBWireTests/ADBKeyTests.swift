import ADBKeys
import Foundation
import TestSupport
import Testing

@Suite struct ADBKeyTests {
    static let key = Result { try ADBKey.generate() }
    static let token = (0..<20).map { UInt8($0 * 11) }

    @Test func signsWhatItsPublicKeyVerifies() throws {
        let key = try Self.key.get()
        let signature = try key.sign(token: Self.token)
        #expect(signature.count == 256)
        #expect(key.publicKey.verifies(signature, token: Self.token))
        var other = Self.token
        other[19] ^= 1
        #expect(!key.publicKey.verifies(signature, token: other))
        var broken = signature
        broken[100] ^= 1
        #expect(!key.publicKey.verifies(broken, token: Self.token))
        #expect(!key.publicKey.verifies([], token: Self.token))
        #expect(!(try ADBKey.generate().publicKey.verifies(signature, token: Self.token)))
    }

    @Test(arguments: [0, 19, 21]) func signsTokensAlone(length: Int) throws {
        let error = #expect(throws: KeyError.self) {
            try Self.key.get().sign(token: [UInt8](repeating: 0, count: length))
        }
        #expect(error == KeyError(.malformed, "a token of \(length) bytes, it has 20"))
    }

    @Test func comesBackFromItsFile() throws {
        let key = try Self.key.get()
        let again = try ADBKey(pem: key.pem())
        #expect(again.publicKey == key.publicKey)
        #expect(try again.sign(token: Self.token) == key.sign(token: Self.token))
        #expect(try key.pem().starts(with: "-----BEGIN PRIVATE KEY-----\n".utf8))
        #expect("\(key)" == "ADBKey(2048 bits)")
    }

    /// The blob holds what AOSP's `android_pubkey` says, by arithmetic of its own.
    @Test func blobHoldsTheKey() throws {
        let publicKey = try Self.key.get().publicKey
        let blob = try publicKey.blob()
        let word = { (place: Int) in blob[place..<(place + 4)].reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) } }
        #expect(blob.count == 524)
        #expect(word(0) == 64)
        #expect(word(4) &* word(8) == .max)
        #expect(Array(blob[8..<264].reversed()) == publicKey.modulus)
        #expect(Array(blob[264..<520].reversed()) == powerOfTwo(4096, modulo: publicKey.modulus))
        #expect(word(520) == 65537)
        #expect(try ADBPublicKey(blob: blob) == publicKey)
    }

    @Test(arguments: [" user@host", " user@host\0", "\n", "", "\tname with spaces\r\n"])
    func readsPublicText(behind name: String) throws {
        let publicKey = try Self.key.get().publicKey
        let text = try publicKey.text(name: "x")
        #expect(text.hasSuffix(" x"))
        #expect(text.count == 702)
        #expect(try ADBPublicKey(text: text.dropLast(2) + name) == publicKey)
    }

    static let malformed: [(String, String, @Sendable (inout [UInt8]) -> Void)] = [
        ("short", "a public key of 523 bytes, it has 524", { $0.removeLast() }),
        ("words", "a public key whose modulus is not said to have 64 words", { $0[0] = 63 }),
        ("even", "a public key whose modulus is even, or shorter than 2048 bits", { $0[8] &= 0xfe }),
        ("small", "a public key whose modulus is even, or shorter than 2048 bits", { $0[263] = 0x7f }),
        ("exponent", "a public key with the exponent 1", { $0.replaceSubrange(520..<524, with: [1, 0, 0, 0]) }),
    ]

    @Test(arguments: malformed) func refusesBlob(
        name: String, message: String, change: @Sendable (inout [UInt8]) -> Void
    ) throws {
        var blob = try Self.key.get().publicKey.blob()
        change(&blob)
        #expect(throws: KeyError(.malformed, message)) { try ADBPublicKey(blob: blob) }
    }

    @Test(arguments: ["*", "QUJD=", "QQ= =", "=QQQ"]) func refusesText(_ text: String) {
        #expect(throws: KeyError(.malformed, "a public key that is not base64")) { try ADBPublicKey(text: text) }
    }

    @Test(arguments: ["", "no key", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"])
    func refusesPEM(_ text: String) {
        let error = #expect(throws: KeyError.self) { try ADBKey(pem: Array(text.utf8)) }
        #expect(error?.code == .malformed)
        #expect(error?.message.hasPrefix("no private key in PEM without a passphrase") == true)
    }

    @Test func certificateIsAboutTheKey() throws {
        let key = try Self.key.get()
        let certificate = try key.certificate()
        #expect(try ADBPublicKey(certificate: certificate.der) == key.publicKey)
        #expect(certificate.pem.starts(with: "-----BEGIN CERTIFICATE-----\n".utf8))
        let error = #expect(throws: KeyError.self) { try ADBPublicKey(certificate: [0x30, 0x03, 1, 2, 3]) }
        #expect(error?.code == .malformed)
    }
}

/// Doubles, and subtracts where it is too much; numbers are told most significant byte first.
private func powerOfTwo(_ exponent: Int, modulo modulus: [UInt8]) -> [UInt8] {
    var value = [UInt8](repeating: 0, count: modulus.count)
    value[value.count - 1] = 1
    for _ in 0..<exponent {
        var carry = 0
        for index in value.indices.reversed() {
            let doubled = Int(value[index]) << 1 | carry
            value[index] = UInt8(truncatingIfNeeded: doubled)
            carry = doubled >> 8
        }
        guard carry == 1 || !value.lexicographicallyPrecedes(modulus) else { continue }
        var borrow = 0
        for index in value.indices.reversed() {
            let difference = Int(value[index]) - Int(modulus[index]) - borrow
            value[index] = UInt8(truncatingIfNeeded: difference)
            borrow = difference < 0 ? 1 : 0
        }
    }
    return value
}
