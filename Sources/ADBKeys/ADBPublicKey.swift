import COpenSSL

/// An RSA-2048 public key in the form of AOSP's `android_pubkey`.
///
/// The blob is 524 bytes, little endian: the modulus's length in words (64), -1/n mod 2^32, n, 2^4096 mod n, e. The
/// second and fourth only save a device some work; they are computed, and not believed when read.
package struct ADBPublicKey: Sendable, Hashable {
    package static let modulusLength = 256
    package static let blobLength = 524

    /// Most significant byte first.
    package let modulus: [UInt8]
    package let exponent: UInt32

    /// Takes a modulus of 256 bytes, most significant first, whose first bit and last are 1.
    init(modulus: [UInt8], exponent: UInt32) {
        self.modulus = modulus
        self.exponent = exponent
    }

    /// Reads a blob.
    package init(blob: [UInt8]) throws(KeyError) {
        guard blob.count == Self.blobLength else {
            throw KeyError(.malformed, "a public key of \(blob.count) bytes, it has \(Self.blobLength)")
        }
        guard blob[0..<4].elementsEqual([64, 0, 0, 0]) else {
            throw KeyError(.malformed, "a public key whose modulus is not said to have 64 words")
        }
        modulus = blob[8..<(8 + Self.modulusLength)].reversed()
        guard modulus[0] & 0x80 != 0, modulus[Self.modulusLength - 1] & 1 == 1 else {
            throw KeyError(.malformed, "a public key whose modulus is even, or shorter than 2048 bits")
        }
        exponent = blob[520..<524].reversed().reduce(0) { $0 << 8 | UInt32($1) }
        guard exponent >= 3, exponent & 1 == 1 else {
            throw KeyError(.malformed, "a public key with the exponent \(exponent)")
        }
    }

    /// Reads the text of `adbkey.pub`, or of AUTH: the blob in base64, then white space, a name, perhaps a NUL.
    package init(text: String) throws(KeyError) {
        let body = text.prefix { !$0.isWhitespace && $0 != "\0" }
        guard let blob = Base64.decode(body) else {
            throw KeyError(.malformed, "a public key that is not base64")
        }
        try self.init(blob: blob)
    }

    /// The key that a certificate is about, as TLS has it.
    package init(certificate der: [UInt8]) throws(KeyError) {
        let what = "bytes that are no X.509 certificate"
        let parsed = der.withUnsafeBufferPointer { bytes in
            var start = bytes.baseAddress
            return d2i_X509(nil, &start, bytes.count)
        }
        guard let parsed else { throw .library(what, .malformed) }
        let certificate = try Owned(parsed, what) { X509_free($0) }
        self = try KeyHandle(X509_get_pubkey(certificate.pointer), "a certificate without a key", .malformed)
            .publicKey()
    }

    /// The blob, 524 bytes.
    package func blob() throws(KeyError) -> [UInt8] {
        func bytes(_ word: UInt32) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) } }
        let lowest = modulus.suffix(4).reduce(0) { $0 << 8 | UInt32($1) }
        return bytes(64) + bytes(Self.negatedInverse(of: lowest)) + modulus.reversed()
            + (try montgomerySquare()).reversed() + bytes(exponent)
    }

    /// The text of `adbkey.pub`, without an end of line, as `adb` writes it.
    ///
    /// The name is for people alone; usually `user@host`.
    package func text(name: String) throws(KeyError) -> String {
        Base64.encode(try blob()) + " " + name
    }

    /// Whether a signature is this key's over a token.
    package func verifies(_ signature: [UInt8], token: [UInt8]) -> Bool {
        guard let handle = try? handle(),
            let context = try? Owned(
                EVP_PKEY_CTX_new(handle.pointer, nil), "no memory", free: { EVP_PKEY_CTX_free($0) })
        else { return false }
        // A signature that does not fit leaves its reason in the thread's queue.
        defer { ERR_clear_error() }
        let digest = ADBKey.digestInfo + token
        return EVP_PKEY_verify_init(context.pointer) == 1
            && EVP_PKEY_CTX_set_rsa_padding(context.pointer, RSA_PKCS1_PADDING) == 1
            && EVP_PKEY_verify(context.pointer, signature, signature.count, digest, digest.count) == 1
    }

    /// -1/n mod 2^32 of an odd n, by Newton's iteration: each round doubles the bits that are right, from 3 on.
    private static func negatedInverse(of n: UInt32) -> UInt32 {
        var inverse = n
        for _ in 0..<4 { inverse &*= 2 &- n &* inverse }
        return 0 &- inverse
    }

    /// 2^4096 mod n, most significant byte first.
    private func montgomerySquare() throws(KeyError) -> [UInt8] {
        let what = "2^4096 mod n could not be computed"
        let context = try Owned(BN_CTX_new(), what) { BN_CTX_free($0) }
        let n = try Owned(BN_bin2bn(modulus, CInt(modulus.count), nil), what) { BN_free($0) }
        let square = try Owned(BN_new(), what) { BN_free($0) }
        let result = try Owned(BN_new(), what) { BN_free($0) }
        try check(BN_set_bit(square.pointer, CInt(16 * Self.modulusLength)), what)
        try check(BN_div(nil, result.pointer, square.pointer, n.pointer, context.pointer), what)
        var bytes = [UInt8](repeating: 0, count: Self.modulusLength)
        guard BN_bn2binpad(result.pointer, &bytes, CInt(bytes.count)) == bytes.count else { throw .library(what) }
        return bytes
    }

    /// The key as libcrypto has it.
    private func handle() throws(KeyError) -> KeyHandle {
        let what = "the public key could not be used"
        let n = try Owned(BN_bin2bn(modulus, CInt(modulus.count), nil), what) { BN_free($0) }
        let builder = try Owned(OSSL_PARAM_BLD_new(), what) { OSSL_PARAM_BLD_free($0) }
        try check(openssl_push_rsa_public_key(builder.pointer, n.pointer, exponent), what)
        guard let parameters = OSSL_PARAM_BLD_to_param(builder.pointer) else { throw .library(what) }
        defer { OSSL_PARAM_free(parameters) }
        let context = try Owned(EVP_PKEY_CTX_new_id(EVP_PKEY_RSA, nil), what) { EVP_PKEY_CTX_free($0) }
        try check(EVP_PKEY_fromdata_init(context.pointer), what)
        var key: OpaquePointer?
        try check(EVP_PKEY_fromdata(context.pointer, &key, openssl_selection_public_key(), parameters), what)
        return try KeyHandle(key, what)
    }
}
