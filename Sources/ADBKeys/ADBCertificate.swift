import COpenSSL

/// A self-signed certificate over a host's or a device's key, for TLS.
///
/// Peers look at its key alone. Subject, validity and extensions are those of AOSP (`x509_generator.cpp`): C=US,
/// O=Android, CN=Adb, ten years.
package struct ADBCertificate: Sendable, Hashable {
    package let der: [UInt8]
    package let pem: [UInt8]

    private static let seconds = 10 * 365 * 24 * 60 * 60
    private static let subject = [("C", "US"), ("O", "Android"), ("CN", "Adb")]
    private static let extensions = [
        (NID_basic_constraints, "critical,CA:TRUE"),
        (NID_key_usage, "critical,keyCertSign,cRLSign,digitalSignature"),
        (NID_subject_key_identifier, "hash"),
    ]

    init(signedBy key: KeyHandle) throws(KeyError) {
        let what = "the certificate could not be made"
        let certificate = try Owned(X509_new(), what) { X509_free($0) }
        let x509 = certificate.pointer
        // Version 3 is told as 2.
        try check(X509_set_version(x509, 2), what)
        try check(ASN1_INTEGER_set(X509_get_serialNumber(x509), 1), what)
        guard X509_gmtime_adj(X509_getm_notBefore(x509), 0) != nil,
            X509_gmtime_adj(X509_getm_notAfter(x509), Self.seconds) != nil
        else { throw .library(what) }
        try check(X509_set_pubkey(x509, key.pointer), what)
        let name = X509_get_subject_name(x509)
        for (field, value) in Self.subject {
            try check(X509_NAME_add_entry_by_txt(name, field, MBSTRING_ASC, value, -1, -1, 0), what)
        }
        try check(X509_set_issuer_name(x509, name), what)
        var context = X509V3_CTX()
        X509V3_set_ctx(&context, x509, x509, nil, nil, 0)
        for (id, value) in Self.extensions {
            let made = try Owned(X509V3_EXT_conf_nid(nil, &context, id, value), what) { X509_EXTENSION_free($0) }
            try check(X509_add_ext(x509, made.pointer, -1), what)
        }
        guard X509_sign(x509, key.pointer, EVP_sha256()) > 0 else { throw .library(what) }
        der = try written(what) { i2d_X509_bio($0, x509) }
        pem = try written(what) { PEM_write_bio_X509($0, x509) }
    }
}
