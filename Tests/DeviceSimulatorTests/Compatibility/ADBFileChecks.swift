import DeviceSimulator
import Foundation
import TestSupport
import Testing

extension ADBCompatibilityTests {
    /// A folder tree of a session, by relative path.
    private static let tree: [String: [UInt8]] = [
        "big": content(3_000_000), "empty": [], "one/two/three": Array("deep".utf8), "one/café 中文": content(70_000),
    ]

    private static func write(_ tree: [String: [UInt8]], to folder: URL) throws {
        for (path, bytes) in tree {
            let file = folder.appending(path: path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(bytes).write(to: file)
        }
    }

    @Test("pushes 3 MB and pulls them back", arguments: ADBDriver.all)
    func file(_ driver: ADBDriver) async throws {
        let bench = try driver.bench()
        let (there, back) = (bench.session.home.appending(path: "there"), bench.session.home.appending(path: "back"))
        let content = Self.content(3_000_000)
        try Data(content).write(to: there)
        let pushed = try await bench.adb("push", there.path, "/data/local/tmp/there")
        #expect(pushed.status == 0, "\(pushed.errorText)")
        #expect(bench.device.bytes("/data/local/tmp/there") == Bytes(content))
        let pulled = try await bench.adb("pull", "/data/local/tmp/there", back.path)
        #expect(pulled.status == 0, "\(pulled.errorText)")
        #expect(try Bytes(Data(contentsOf: back)) == Bytes(content))
    }

    @Test("pushes a folder tree and pulls it back", arguments: ADBDriver.all)
    func folder(_ driver: ADBDriver) async throws {
        let bench = try driver.bench()
        let (there, back) = (bench.session.home.appending(path: "tree"), bench.session.home.appending(path: "copy"))
        try Self.write(Self.tree, to: there)
        let pushed = try await bench.adb("push", there.path, "/sdcard/")
        #expect(pushed.status == 0, "\(pushed.errorText)")
        for (path, bytes) in Self.tree {
            #expect(bench.device.bytes("/sdcard/tree/\(path)") == Bytes(bytes), "\(path)")
        }
        let pulled = try await bench.adb("pull", "/sdcard/tree", back.path)
        #expect(pulled.status == 0, "\(pulled.errorText)")
        for (path, bytes) in Self.tree {
            #expect(try Bytes(Data(contentsOf: back.appending(path: path))) == Bytes(bytes), "\(path)")
        }
    }

    @Test("a file that is not there ends in 1, and is named", arguments: ADBDriver.all)
    func missing(_ driver: ADBDriver) async throws {
        let bench = try driver.bench()
        let pulled = try await bench.adb("pull", "/sdcard/none", bench.session.home.path)
        #expect(pulled.status == 1)
        // The first STAT has no place for a reason.
        let reason =
            driver.isLegacy
            ? "remote object '/sdcard/none' does not exist"
            : "failed to stat remote object '/sdcard/none': No such file or directory"
        #expect((pulled.text + pulled.errorText).contains(reason))
        let pushed = try await bench.adb("push", bench.session.home.appending(path: "none").path, "/sdcard/none")
        #expect(pushed.status == 1)
    }

    @Test("a push that the device refuses ends in 1 with the device's reason", arguments: ADBDriver.all)
    func refused(_ driver: ADBDriver) async throws {
        let bench = try driver.bench()
        let file = bench.session.home.appending(path: "refused")
        try Data(Self.content(3_000_000)).write(to: file)
        let pushed = try await bench.adb("push", file.path, "/system/refused")
        #expect(pushed.status == 1)
        #expect((pushed.text + pushed.errorText).contains("Read-only file system"))
        let after = try await bench.adb("shell", "echo on")
        #expect(after.text == "on\n")
    }

    @Test("lists a folder with mode, size and name", arguments: ADBDriver.all)
    func list(_ driver: ADBDriver) async throws {
        let bench = try driver.bench()
        _ = bench.device.run("mkdir -p /sdcard/listed/folder; printf 12345 > /sdcard/listed/file")
        let output = try await bench.adb("ls", "/sdcard/listed")
        #expect(output.status == 0)
        let rows = output.text.split(separator: "\n").map { $0.split(separator: " ") }.filter { $0.count == 4 }
        let found = Dictionary(uniqueKeysWithValues: rows.map { (String($0[3]), $0) })
        #expect(Set(found.keys) == [".", "..", "folder", "file"])
        #expect(found["file"]?[1] == "00000005")
        // S_IFREG and S_IFDIR.
        #expect(found["file"]?[0].hasPrefix("000081") == true)
        #expect(found["folder"]?[0].hasPrefix("000041") == true)
    }

    @Test("exec-out carries any bytes", arguments: ADBDriver.all)
    func execOut(_ driver: ADBDriver) async throws {
        let bench = try driver.bench()
        let content = Self.content(1_000_000)
        bench.device.withState { try? $0.files.write(content, to: "/data/local/tmp/out", at: $0.seconds) }
        let output = try await bench.adb("exec-out", "cat /data/local/tmp/out")
        #expect(Bytes(output.stdout) == Bytes(content))
        #expect(output.status == 0)
    }

    @Test("exec-in carries any bytes", arguments: ADBDriver.all)
    func execIn(_ driver: ADBDriver) async throws {
        let bench = try driver.bench()
        let content = Self.content(1_000_000)
        let sent = try await bench.adb("exec-in", "cat > /data/local/tmp/in", input: content)
        #expect(sent.status == 0)
        // adb does not wait for the device: the bytes may be on their way still.
        var count = ""
        for _ in 0..<100 where count != "1000000\n" {
            count = try await bench.adb("shell", "stat -c %s /data/local/tmp/in").text
        }
        #expect(bench.device.bytes("/data/local/tmp/in") == Bytes(content))
    }
}
