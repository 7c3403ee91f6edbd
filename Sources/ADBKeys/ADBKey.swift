import COpenSSL

/// A host's key: RSA with 2048 bits, as `adb` keeps it in `~/.android/adbkey`.
///
/// It signs the tokens of AUTH and is the client's key in TLS. It never appears in a description.
package struct ADBKey: Sendable, CustomStringConvertible {
    /// What devices know it by.
    package let publicKey: ADBPublicKey
    private let handle: KeyHandle

    private init(_ handle: KeyHandle) throws(KeyError) {
        self.handle = handle
        publicKey = try handle.publicKey()
    }

    /// Makes a new key; takes about a tenth of a second.
    package static func generate() throws(KeyError) -> ADBKey {
        let what = "no key could be made"
        let context = try Owned(EVP_PKEY_CTX_new_id(EVP_PKEY_RSA, nil), what) { EVP_PKEY_CTX_free($0) }
        try check(EVP_PKEY_keygen_init(context.pointer), what)
        try check(EVP_PKEY_CTX_set_rsa_keygen_bits(context.pointer, CInt(8 * ADBPublicKey.modulusLength)), what)
        var key: OpaquePointer?
        try check(EVP_PKEY_generate(context.pointer, &key), what)
        return try ADBKey(KeyHandle(key, what))
    }

    /// Reads a key in PEM, PKCS#8 or PKCS#1; one with a passphrase is refused.
    package init(pem: [UInt8]) throws(KeyError) {
        // Written into a buffer of the library's: one made around our bytes would read them after they are gone.
        let bio = try Owned(BIO_new(BIO_s_mem()), "no memory") { BIO_free($0) }
        guard BIO_write(bio.pointer, pem, CInt(pem.count)) == CInt(pem.count) else {
            throw KeyError(.malformed, "the key is empty")
        }
        // Without a function of ours the library would ask on the terminal.
        let key = PEM_read_bio_PrivateKey(bio.pointer, nil, { _, _, _, _ in -1 }, nil)
        try self.init(KeyHandle(key, "no private key in PEM without a passphrase", .malformed))
    }

    /// The key in PEM, PKCS#8; it is a secret.
    package func pem() throws(KeyError) -> [UInt8] {
        try written("the key could not be written") {
            PEM_write_bio_PKCS8PrivateKey($0, handle.pointer, nil, nil, 0, nil, nil)
        }
    }

    /// Bytes of a token.
    package static let tokenLength = 20

    /// DigestInfo of SHA-1 (RFC 8017, 9.2, note 1) up to the digest, whose place the token takes.
    static let digestInfo: [UInt8] = [
        0x30, 0x21, 0x30, 0x09, 0x06, 0x05, 0x2b, 0x0e, 0x03, 0x02, 0x1a, 0x05, 0x00, 0x04, 0x14,
    ]

    /// Signs the token of AUTH, 20 bytes: PKCS#1 v1.5, the token standing for a SHA-1 digest and not hashed again.
    ///
    /// The DigestInfo is put together here, since some systems forbid SHA-1 signatures in libcrypto as a whole.
    package func sign(token: [UInt8]) throws(KeyError) -> [UInt8] {
        guard token.count == Self.tokenLength else {
            throw KeyError(.malformed, "a token of \(token.count) bytes, it has \(Self.tokenLength)")
        }
        let what = "the token could not be signed"
        let context = try Owned(EVP_PKEY_CTX_new(handle.pointer, nil), what) { EVP_PKEY_CTX_free($0) }
        try check(EVP_PKEY_sign_init(context.pointer), what)
        try check(EVP_PKEY_CTX_set_rsa_padding(context.pointer, RSA_PKCS1_PADDING), what)
        let digest = Self.digestInfo + token
        var signature = [UInt8](repeating: 0, count: ADBPublicKey.modulusLength)
        var length = signature.count
        try check(EVP_PKEY_sign(context.pointer, &signature, &length, digest, digest.count), what)
        return Array(signature.prefix(length))
    }

    /// A new certificate over this key for TLS.
    package func certificate() throws(KeyError) -> ADBCertificate { try ADBCertificate(signedBy: handle) }

    package var description: String { "ADBKey(2048 bits)" }
}
