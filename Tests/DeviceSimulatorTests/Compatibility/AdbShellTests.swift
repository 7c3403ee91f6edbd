import ADBKeys
import ADBTransport
import DeviceSimulator
import Foundation
import Synchronization
import TestSupport
import Testing

/// PyPI's `adb-shell` speaks the wire protocol's first version, with checksums, and has signers of its own.
@Suite(
    "adb-shell drives a simulated device", .serialized, .hangGuard,
    .enabled(if: ADBPeer.python != nil, "no adb-shell: run tools/peers/adb-peers"))
struct AdbShellTests {
    private let client = PythonClient(script: "adb_shell_client.py")

    private func withAdbd(
        gate: DeviceGate = .open, _ body: (Adbd, _ port: String) async throws -> Void
    ) async throws {
        let adbd = try await Adbd.start(try emptyDevice(), gate: gate)
        let result: Result<Void, any Error>
        do {
            result = .success(try await body(adbd, String(adbd.port)))
        } catch {
            result = .failure(error)
        }
        await adbd.stop()
        try result.get()
    }

    private struct Shell: Decodable {
        var said: String
        var streamed: String
        var size: Int
    }

    @Test("runs commands, streams them, and takes bytes from exec")
    func shell() async throws {
        try await withAdbd { adbd, port in
            let content = ADBCompatibilityTests.content(300_000)
            adbd.device.withState { try? $0.files.write(content, to: "/sdcard/bytes", at: $0.seconds) }
            let report = try await client.report(Shell.self, [port, "shell", "/sdcard/bytes"])
            #expect(report.said == "a\nb\n")
            #expect(report.streamed == "1\n2\n3\n")
            #expect(report.size == 300_000)
        }
    }

    private struct Files: Decodable {
        var stat: [Int]
        var isListed: Bool
        var reason: String
    }

    @Test("pushes, lists and pulls 3 MB, and is told what is missing")
    func files() async throws {
        try await withTemporaryFolder { folder in
            try await withAdbd { adbd, port in
                let content = ADBCompatibilityTests.content(3_000_000)
                let (there, back) = (folder.appending(path: "there"), folder.appending(path: "back"))
                try Data(content).write(to: there)
                let report = try await client.report(
                    Files.self, [port, "files", there.path, "/data/local/tmp/file", back.path])
                #expect(report.stat.dropFirst() == [content.count, 1_700_000_000])
                #expect(report.isListed)
                #expect(report.reason.contains("No such file or directory"))
                #expect(adbd.device.bytes("/data/local/tmp/file") == Bytes(content))
                #expect(try Bytes(Data(contentsOf: back)) == Bytes(content))
            }
        }
    }

    private struct Key: Decodable { var publicKey: String }

    private struct Entry: Decodable {
        var isIn: Bool
        var isAsked: Bool
        var said: String
    }

    /// What becomes of a key that adb-shell made and signs with.
    enum Admission: CaseIterable {
        case known, accepted, denied
    }

    @Test("AUTH: a key is known, accepted or denied", arguments: Admission.allCases, ["cryptography", "rsa"])
    func access(_ admission: Admission, _ signer: String) async throws {
        try await withTemporaryFolder { folder in
            let file = folder.appending(path: "adbkey").path
            let text = try await client.report(Key.self, ["0", "make_key", file]).publicKey
            let key = try ADBPublicKey(text: text)
            let offered = Mutex<[String]>([])
            let gate = DeviceGate.KeyCheck(
                token: { (0..<ADBKey.tokenLength).map { _ in .random(in: 0...255) } },
                knows: { admission == .known && key.verifies($0, token: $1) },
                allows: { text in
                    offered.withLock { $0.append(text) }
                    return admission == .accepted
                })
            try await withAdbd(gate: .keys(gate)) { _, port in
                let seconds = admission == .denied ? "0.5" : "20"
                let entry = try await client.report(Entry.self, [port, "enter", signer, file, seconds])
                #expect(entry.isIn == (admission != .denied))
                #expect(entry.said == (admission == .denied ? "" : "in\n"))
                #expect(entry.isAsked == (admission != .known))
            }
            #expect(
                try offered.withLock { $0 }.map { try ADBPublicKey(text: $0) } == (admission == .known ? [] : [key]))
        }
    }
}
