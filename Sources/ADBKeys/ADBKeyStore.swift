import Glibc

/// Where a host's keys lie: a folder with `adbkey` and `adbkey.pub`, and the keys that `ADB_VENDOR_KEYS` names.
///
/// Shared with `adb`, which reads and makes the same files.
package struct ADBKeyStore: Sendable {
    /// Usually `~/.android`.
    package var folder: String
    /// Files, or folders whose `*.adb_key` are taken.
    package var vendorPaths: [String]
    /// What the public key is called in dialogs and files: `user@host`.
    package var name: String

    package init(folder: String, vendorPaths: [String] = [], name: String) {
        self.folder = folder
        self.vendorPaths = vendorPaths
        self.name = name
    }

    /// The store that `adb` would use in this environment.
    package init(environment: [String: String]) throws(KeyError) {
        guard let home = environment["HOME"], !home.isEmpty else {
            throw KeyError(.unreadable, "HOME is not set, so there is no folder for the key of adb")
        }
        var host = [CChar](repeating: 0, count: 256)
        let named = gethostname(&host, host.count - 1) == 0
        let hostName = String(decoding: host.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        self.init(
            folder: "\(home)/.android",
            vendorPaths: environment["ADB_VENDOR_KEYS"]?.split(separator: ":").map(String.init) ?? [],
            name: "\(environment["LOGNAME"] ?? environment["USER"] ?? "unknown")@\(named ? hostName : "unknown")")
    }

    package var keyFile: String { "\(folder)/adbkey" }

    /// The user's own key, made when there is none.
    ///
    /// Several processes may do so at once: one makes the file, all use it. `adbkey.pub` is written where it is missing
    /// and never read, since it follows from the key.
    package func userKey() throws(KeyError) -> ADBKey {
        if !KeyFile.exists(keyFile) {
            try KeyFile.makeFolder(folder)
            _ = try KeyFile.create(keyFile, ADBKey.generate().pem(), mode: 0o600)
        }
        let key = try Self.load(keyFile)
        if !KeyFile.exists("\(keyFile).pub") {
            // For people and other tools; a key in a folder that cannot be written to is as good.
            _ = try? KeyFile.create("\(keyFile).pub", Array(key.publicKey.text(name: name).utf8), mode: 0o644)
        }
        return key
    }

    /// The user's key, then those of `ADB_VENDOR_KEYS`, each once: what is offered to a device, in this order.
    ///
    /// What is wrong with a vendor's file is reported, and the others are used; without the user's own key it throws.
    package func allKeys(report: (KeyError) -> Void = { _ in }) throws(KeyError) -> [ADBKey] {
        var keys = [try userKey()]
        for path in vendorPaths {
            do throws(KeyError) {
                for file in try Self.files(at: path) {
                    do throws(KeyError) {
                        let key = try Self.load(file)
                        if !keys.contains(where: { $0.publicKey == key.publicKey }) { keys.append(key) }
                    } catch { report(error) }
                }
            } catch { report(error) }
        }
        return keys
    }

    /// Reads one private key.
    package static func load(_ file: String) throws(KeyError) -> ADBKey {
        let bytes = try KeyFile.read(file)
        do {
            return try ADBKey(pem: bytes)
        } catch {
            throw error.of(file)
        }
    }

    private static func files(at path: String) throws(KeyError) -> [String] {
        guard KeyFile.isFolder(path) else { return [path] }
        return try KeyFile.names(in: path).filter { $0.hasSuffix(".adb_key") }.map { "\(path)/\($0)" }
    }
}
