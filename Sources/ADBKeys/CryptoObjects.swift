import COpenSSL

/// Owns one object of libcrypto.
///
/// Not copyable, so that each is freed once. The pointer never leaves the function that made the owner.
struct Owned: ~Copyable {
    let pointer: OpaquePointer
    private let free: (OpaquePointer?) -> Void

    /// Takes what a function of the library returned; nil there means that it failed.
    init(
        _ pointer: OpaquePointer?, _ what: String, free: @escaping (OpaquePointer?) -> Void
    ) throws(KeyError) {
        guard let pointer else { throw .library(what) }
        self.pointer = pointer
        self.free = free
    }

    deinit { free(pointer) }
}

/// Throws unless a function of the library returned 1.
func check(_ result: CInt, _ what: String) throws(KeyError) {
    guard result == 1 else { throw .library(what) }
}

/// The one owner of an `EVP_PKEY`.
final class KeyHandle: @unchecked Sendable {
    // Unchecked because the compiler knows nothing of C: the key is never changed once it is here, and libcrypto lets
    // several threads use a key that nobody changes.
    let pointer: OpaquePointer

    init(_ pointer: OpaquePointer?, _ what: String, _ code: KeyError.Code = .cryptography) throws(KeyError) {
        guard let pointer else { throw .library(what, code) }
        self.pointer = pointer
    }

    deinit { EVP_PKEY_free(pointer) }

    /// Modulus and exponent, checked to be what ADB knows.
    func publicKey() throws(KeyError) -> ADBPublicKey {
        guard EVP_PKEY_get_base_id(pointer) == EVP_PKEY_RSA else {
            throw KeyError(.wrongKind, "the key is not an RSA key")
        }
        guard EVP_PKEY_get_bits(pointer) == CInt(8 * ADBPublicKey.modulusLength) else {
            throw KeyError(.wrongKind, "the key has \(EVP_PKEY_get_bits(pointer)) bits, ADB knows 2048 alone")
        }
        let modulus = try number(OSSL_PKEY_PARAM_RSA_N)
        let exponent = try number(OSSL_PKEY_PARAM_RSA_E)
        let word = BN_get_word(exponent.pointer)
        guard let word = UInt32(exactly: word) else {
            throw KeyError(.wrongKind, "the key's public exponent does not fit 32 bits")
        }
        var bytes = [UInt8](repeating: 0, count: ADBPublicKey.modulusLength)
        guard BN_bn2binpad(modulus.pointer, &bytes, CInt(bytes.count)) == bytes.count else {
            throw .library("the modulus could not be read")
        }
        return ADBPublicKey(modulus: bytes, exponent: word)
    }

    private func number(_ name: String) throws(KeyError) -> Owned {
        var number: OpaquePointer?
        try check(EVP_PKEY_get_bn_param(pointer, name, &number), "the key's \(name) could not be read")
        return try Owned(number, "the key's \(name) could not be read") { BN_free($0) }
    }
}

/// Runs a function that writes to a BIO, and gives what it wrote.
func written(_ what: String, _ write: (OpaquePointer) -> CInt) throws(KeyError) -> [UInt8] {
    let bio = try Owned(BIO_new(BIO_s_mem()), "no memory") { BIO_free($0) }
    try check(write(bio.pointer), what)
    var bytes = [UInt8](repeating: 0, count: Int(BIO_ctrl_pending(bio.pointer)))
    guard BIO_read(bio.pointer, &bytes, CInt(bytes.count)) == bytes.count else { throw .library(what) }
    return bytes
}
