import ADBKeys
import Foundation
import TestSupport
import Testing

/// What `adb` and `openssl` say of the same keys; skipped where they are not installed.
@Suite struct KeyWitnessTests {
    static let openssl = Program.named("openssl")

    /// Each `adb` makes a key; we read it, and write its `.pub` byte for byte.
    @Test(
        .enabled(if: !ADBPeer.all.isEmpty, "no adb is installed"), arguments: ADBPeer.all)
    func readsKeysOfADB(_ peer: ADBPeer) async throws {
        try await withTemporaryFolder { folder in
            let file = folder.appending(path: "adbkey").path
            let made = try await peer.program.run(
                ["keygen", file], environment: ["HOME": folder.path, "LOGNAME": "tester", "HOSTNAME": "here"])
            #expect(made.status == 0, "\(made.errorText)")
            let theirs = try String(contentsOfFile: file + ".pub", encoding: .utf8)
            let name = theirs.split(separator: " ", maxSplits: 1).last.map(String.init) ?? ""
            let key = try ADBKeyStore.load(file)
            #expect(try key.publicKey.text(name: name) == theirs.trimmingCharacters(in: .newlines))
            #expect(try ADBPublicKey(text: theirs) == key.publicKey)
        }
    }

    /// Our key is a key for `adb`, which finds the same public key in it.
    @Test(
        .enabled(if: ADBPeer.all.contains { $0.major >= 30 }, "no adb that knows pubkey is installed"))
    func adbReadsOurKey() async throws {
        let peer = try #require(ADBPeer.all.last)
        try await withTemporaryFolder { folder in
            let store = ADBKeyStore(folder: folder.path, name: "tester@here")
            let key = try store.userKey()
            let told = try await peer.program.run(["pubkey", store.keyFile], environment: ["HOME": folder.path])
            #expect(try ADBPublicKey(text: told.text) == key.publicKey, "\(told.errorText)")
        }
    }

    @Test(.enabled(if: openssl != nil, "no openssl is installed")) func opensslVerifiesSignature() async throws {
        let openssl = try #require(Self.openssl)
        try await withTemporaryFolder { folder in
            let key = try ADBKey.generate()
            let files = ["key", "token", "signature"].map { folder.appending(path: $0) }
            let token = (0..<20).map { _ in UInt8.random(in: 0...255) }
            try Data(key.pem()).write(to: files[0])
            try Data(token).write(to: files[1])
            try Data(key.sign(token: token)).write(to: files[2])
            let verified = try await openssl.run([
                "pkeyutl", "-verify", "-inkey", files[0].path, "-in", files[1].path, "-sigfile", files[2].path,
                "-pkeyopt", "digest:sha1",
            ])
            #expect(verified.status == 0, "\(verified.errorText)")
            let signed = try await openssl.run([
                "pkeyutl", "-sign", "-inkey", files[0].path, "-in", files[1].path, "-pkeyopt", "digest:sha1",
            ])
            #expect(key.publicKey.verifies(signed.stdout, token: token))
        }
    }

    /// PKCS#1 is read too; keys of other kinds and lengths, and locked ones, are refused.
    @Test(
        .enabled(if: openssl != nil, "no openssl is installed"),
        arguments: [
            ("genrsa -traditional 2048", nil),
            ("genrsa 2048", nil),
            ("genrsa 1024", "the key has 1024 bits, ADB knows 2048 alone"),
            ("genpkey -algorithm ed25519", "the key is not an RSA key"),
            ("genrsa -aes128 -passout pass:secret 2048", "no private key in PEM without a passphrase"),
        ])
    func readsKeysOfOpenSSL(arguments: String, refusal: String?) async throws {
        let openssl = try #require(Self.openssl)
        let made = try await openssl.run(arguments.split(separator: " ").map(String.init))
        #expect(made.status == 0, "\(made.errorText)")
        if let refusal {
            let error = #expect(throws: KeyError.self) { try ADBKey(pem: made.stdout) }
            #expect(error?.message.hasPrefix(refusal) == true)
        } else {
            let modulus = try await openssl.run(["rsa", "-noout", "-modulus"], input: made.stdout)
            let hexadecimal = try ADBKey(pem: made.stdout).publicKey.modulus.map { byte in
                (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
            #expect(modulus.text == "Modulus=\(hexadecimal.joined())\n")
        }
    }

    @Test(.enabled(if: openssl != nil, "no openssl is installed")) func opensslReadsCertificate() async throws {
        let openssl = try #require(Self.openssl)
        let certificate = try ADBKey.generate().certificate()
        try await withTemporaryFolder { folder in
            let file = folder.appending(path: "certificate")
            try Data(certificate.pem).write(to: file)
            // It is its own authority, so this checks the signature and the dates.
            let verified = try await openssl.run(["verify", "-check_ss_sig", "-CAfile", file.path, file.path])
            #expect(verified.status == 0, "\(verified.text)\(verified.errorText)")
            let told = try await openssl.run(
                ["x509", "-noout", "-subject", "-issuer", "-ext", "keyUsage"], input: certificate.pem)
            #expect(told.text.contains("subject=C = US, O = Android, CN = Adb\nissuer=C = US, O = Android, CN = Adb\n"))
            #expect(told.text.contains("Digital Signature, Certificate Sign, CRL Sign"))
            let der = try await openssl.run(["x509", "-outform", "DER"], input: certificate.pem)
            #expect(der.stdout == certificate.der)
        }
    }
}
