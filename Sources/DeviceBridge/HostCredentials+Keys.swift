package import ADBKeys
package import ADBTransport

extension HostCredentials {
    /// The keys that adb itself would show: `~/.android/adbkey`, made when absent, and those of `ADB_VENDOR_KEYS`.
    package init(_ store: ADBKeyStore) throws(KeyError) {
        let own = try store.userKey()
        let keys = try store.allKeys()
        self.init(
            signers: keys.map { key in { token in try key.sign(token: token) } },
            publicKey: try own.publicKey.text(name: store.name), certificate: try own.certificate().pem,
            privateKey: try own.pem())
    }
}
