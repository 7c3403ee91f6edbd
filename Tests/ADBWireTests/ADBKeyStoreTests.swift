import ADBKeys
import Foundation
import TestSupport
import Testing

@Suite struct ADBKeyStoreTests {
    private func permissions(_ path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }

    @Test func makesKeyWhereThereIsNone() async throws {
        try await withTemporaryFolder { folder in
            let store = ADBKeyStore(folder: folder.appending(path: "deep/.android").path, name: "tester@here")
            let key = try store.userKey()
            #expect(try permissions(store.keyFile) == 0o600)
            #expect(try permissions(store.folder) == 0o750)
            let text = try String(contentsOfFile: store.keyFile + ".pub", encoding: .utf8)
            #expect(try text == key.publicKey.text(name: "tester@here"))
            #expect(try store.userKey().publicKey == key.publicKey)
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: store.folder).sorted() == ["adbkey", "adbkey.pub"])
        }
    }

    /// Whoever is first makes the key, and all have the same one.
    @Test func makesOneKeyForAll() async throws {
        try await withTemporaryFolder { folder in
            let store = ADBKeyStore(folder: folder.appending(path: ".android").path, name: "tester@here")
            let keys = try await withThrowingTaskGroup(of: ADBPublicKey.self) { group in
                for _ in 0..<8 { group.addTask { try store.userKey().publicKey } }
                return try await group.reduce(into: Set()) { $0.insert($1) }
            }
            #expect(keys.count == 1)
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: store.folder).sorted() == ["adbkey", "adbkey.pub"])
        }
    }

    /// A public file that says something else is left alone, and not believed.
    @Test func leavesFilesAlone() async throws {
        try await withTemporaryFolder { folder in
            let store = ADBKeyStore(folder: folder.path, name: "tester@here")
            let key = try ADBKey.generate()
            try Data(key.pem()).write(to: URL(filePath: store.keyFile))
            try Data("mine".utf8).write(to: URL(filePath: store.keyFile + ".pub"))
            #expect(try store.userKey().publicKey == key.publicKey)
            #expect(try Data(contentsOf: URL(filePath: store.keyFile + ".pub")) == Data("mine".utf8))
        }
    }

    @Test func offersVendorKeysOnceEach() async throws {
        try await withTemporaryFolder { folder in
            let keys = try (0..<3).map { _ in try ADBKey.generate() }
            let vendor = folder.appending(path: "vendor")
            try FileManager.default.createDirectory(at: vendor, withIntermediateDirectories: false)
            for (name, bytes) in try [
                ("adbkey", keys[0].pem()), ("single", keys[1].pem()), ("vendor/a.adb_key", keys[2].pem()),
                ("vendor/b.adb_key", keys[0].pem()), ("vendor/c.adb_key", Array("broken".utf8)),
                ("vendor/d.pem", Array("not looked at".utf8)),
            ] {
                try Data(bytes).write(to: folder.appending(path: name))
            }
            let store = ADBKeyStore(
                folder: folder.path,
                vendorPaths: ["single", "missing", "vendor"].map { folder.appending(path: $0).path }, name: "x")
            var wrong: [KeyError] = []
            let offered = try store.allKeys { wrong.append($0) }
            #expect(offered.map(\.publicKey) == keys.map(\.publicKey))
            #expect(wrong.map(\.code) == [.unreadable, .malformed])
            #expect(wrong.map(\.file) == ["missing", "vendor/c.adb_key"].map { folder.appending(path: $0).path })
            #expect(wrong.first?.message == "cannot be opened: No such file or directory")
        }
    }

    @Test func saysWhatIsWrongWithTheUsersKey() async throws {
        try await withTemporaryFolder { folder in
            let file = folder.appending(path: "adbkey")
            let store = ADBKeyStore(folder: folder.path, name: "x")
            try Data("broken".utf8).write(to: file)
            let broken = #expect(throws: KeyError.self) { try store.userKey() }
            #expect(broken?.code == .malformed)
            #expect(broken?.description.hasPrefix("\(file.path): no private key in PEM") == true)
            try Data(count: 100_000).write(to: file)
            #expect(throws: KeyError(.malformed, "more than 65536 bytes, which no key has", file: file.path)) {
                try store.userKey()
            }
            // A folder's name is taken by a file.
            let blocked = ADBKeyStore(folder: file.path, name: "x")
            let error = #expect(throws: KeyError.self) { try blocked.userKey() }
            #expect(error?.code == .unwritable)
        }
    }

    @Test func followsTheEnvironment() throws {
        let store = try ADBKeyStore(environment: [
            "HOME": "/home/someone", "ADB_VENDOR_KEYS": "/a:/b c:", "LOGNAME": "someone", "USER": "other",
        ])
        #expect(store.folder == "/home/someone/.android")
        #expect(store.vendorPaths == ["/a", "/b c"])
        #expect(store.name.hasPrefix("someone@"))
        #expect(throws: KeyError.self) { try ADBKeyStore(environment: [:]) }
    }
}
