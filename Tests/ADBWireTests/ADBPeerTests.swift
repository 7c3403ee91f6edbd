import ADBKeys
import ADBWire
import Foundation
import TestSupport
import Testing

/// The harness around real `adb`s, and what their servers' lists look like to us.
@Suite(.enabled(if: !ADBPeer.all.isEmpty, "no adb is installed")) struct ADBPeerTests {
    @Test(arguments: ADBPeer.all) func serverIsTheSessionsOwn(_ peer: ADBPeer) async throws {
        try await peer.withSession { session in
            let devices = try await session.run("devices", "-l")
            #expect(devices.status == 0, "\(devices.errorText)")
            #expect(devices.text.contains("List of devices attached"))
            // Heading and daemon noise are no devices; nobody else's devices are seen.
            #expect(DeviceListEntry.list(parsing: devices.text + devices.errorText) == [])
            let refused = try await session.run("-s", "nobody", "get-state")
            #expect(refused.status == 1)
            #expect(refused.errorText.contains("device 'nobody' not found"))
            // The server made its key in the session's home, where our store finds it.
            let store = try ADBKeyStore(environment: session.environment)
            #expect(store.folder == session.home.appending(path: ".android").path)
            #expect(FileManager.default.fileExists(atPath: store.keyFile))
            #expect(throws: Never.self) { try store.userKey() }
        }
    }

    @Test func killsWhatIsLate() async throws {
        let sleep = try #require(Program.named("sleep"))
        let output = try await sleep.run(["1000"], limit: .milliseconds(50))
        #expect(output.isLate)
        #expect(output.status == SIGKILL)
    }

    @Test func passesInputAndOutput() async throws {
        let shell = try #require(Program.named("sh"))
        let output = try await shell.run(["-c", "cat; echo wrong >&2; exit 7"], input: [1, 0, 255])
        #expect(output.stdout == [1, 0, 255])
        #expect(output.errorText == "wrong\n")
        #expect(output.status == 7)
        #expect(!output.isLate)
    }
}
