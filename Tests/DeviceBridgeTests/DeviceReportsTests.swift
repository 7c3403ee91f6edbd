import Devices
import Hierarchies
import Testing

@testable import DeviceBridge

@Suite("What Android's commands print is understood")
struct DeviceReportsTests {
    @Test(
        "the size that counts is the override",
        arguments: [
            ("Physical size: 1080x2400\n", Size(width: 1080, height: 2400)),
            ("Physical size: 1080x2400\r\nOverride size: 720x1600\r\n", Size(width: 720, height: 1600)),
            ("WARNING: linker: libdvm.so\nPhysical size: 480x800", Size(width: 480, height: 800)),
        ])
    func size(_ text: String, _ size: Size) { #expect(DeviceReports.size(text) == size) }

    @Test("no size is no size", arguments: ["", "Physical size: wide", "error: no devices"])
    func noSize(_ text: String) { #expect(DeviceReports.size(text) == nil) }

    @Test(
        "the rotation, whichever command tells it",
        arguments: [
            ("  mCurrentRotation=ROTATION_90", 1), ("mRotation=3 mAltOrientation=false", 3),
            ("      SurfaceOrientation: 2", 2), ("mCurrentRotation=ROTATION_0", 0),
        ])
    func rotation(_ text: String, _ turns: Int) { #expect(DeviceReports.rotation(text) == turns) }

    @Test(
        "the app in front",
        arguments: [
            (
                "  mCurrentFocus=Window{4d8cf9b u0 com.android.settings/com.android.settings.Settings}",
                "com.android.settings", "com.android.settings/com.android.settings.Settings"
            ),
            (
                "  mCurrentFocus=Window{1f2 u0 PopupWindow:8a}\n  mFocusedApp=ActivityRecord{9b u0 org.x.notes/.Main t12}",
                "org.x.notes", "org.x.notes/.Main"
            ),
            (
                "mResumedActivity: ActivityRecord{62f u0 com.google.android.deskclock/com.android.deskclock.DeskClock t8}",
                "com.google.android.deskclock", "com.google.android.deskclock/com.android.deskclock.DeskClock"
            ),
        ])
    func foreground(_ text: String, _ package: String, _ activity: String) {
        #expect(DeviceReports.foreground(text) == ForegroundApp(package: package, activity: activity))
    }

    @Test("a screen with nothing in front", arguments: ["  mCurrentFocus=null\n  mFocusedApp=null", ""])
    func noForeground(_ text: String) { #expect(DeviceReports.foreground(text) == nil) }

    @Test("properties, also those of several lines")
    func properties() {
        let text = "[ro.product.model]: [Pixel 8]\r\n[ro.empty]: []\n[persist.note]: [one\ntwo]\nnonsense\n"
        #expect(
            DeviceReports.properties(text)
                == ["ro.product.model": "Pixel 8", "ro.empty": "", "persist.note": "one\ntwo"])
    }

    @Test("components among what `cmd package` prints")
    func components() {
        let text =
            "priority=0 preferredOrder=0 match=0x108000 specificIndex=-1 isDefault=false\n"
            + "com.android.settings/.Settings\nNo activity found\n"
        #expect(DeviceReports.components(text).map(\.activity) == ["com.android.settings/.Settings"])
    }
}

@Suite("A dump is whole, or it is not taken")
struct UIAutomatorDumpTests {
    static let whole =
        "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?><hierarchy rotation=\"0\"><node "
        + String(repeating: "x", count: 300) + "/></hierarchy>"

    private func verdict(_ output: String, _ errors: String = "", code: Int? = 0) -> UIAutomatorDump.Verdict {
        UIAutomatorDump.verdict(
            ShellResult(output: Array(output.utf8), errorOutput: Array(errors.utf8), exitCode: code))
    }

    @Test(
        "what stands around the hierarchy is left out",
        arguments: [
            whole, "WARNING: linker: /system/lib/x.so\n" + whole, whole + "UI hierchary dumped to: /dev/tty\n",
        ])
    func taken(_ output: String) { #expect(verdict(output) == .whole(Array(Self.whole.utf8))) }

    @Test("no two attempts share a file")
    func ownFiles() {
        let files = (0..<100).map { _ in UIAutomatorDump.newFile() }
        #expect(Set(files).count == files.count)
        #expect(files.allSatisfy { UIAutomatorDump.command(compressed: true, file: $0).hasSuffix("rm -f \($0)") })
    }

    @Test("an animated screen is told apart from other failures")
    func notIdle() {
        #expect(verdict("", "ERROR: could not get idle state.\n") == .notIdle)
        #expect(verdict("ERROR: could not get idle state.\ncat: no such file", code: nil) == .notIdle)
    }

    @Test(
        "what is not whole is not taken, and why is said",
        arguments: [
            ("", "", "the dump is empty"),
            ("", "ERROR: null root node returned by UiTestAutomationBridge.\n", "ERROR: null root node"),
            ("", "Killed\n", "Killed"),
            (String(whole.dropLast(40)), "", "the dump is cut off"),
            ("<?xml version='1.0'?><hierarchy rotation=\"0\" />", "", "the dump holds no window"),
        ])
    func broken(_ output: String, _ errors: String, _ why: String) {
        guard case .broken(let reason) = verdict(output, errors) else {
            Issue.record("taken: \(output)")
            return
        }
        #expect(reason.hasPrefix(why))
    }
}

@Suite("The warm server's HTTP")
struct HTTPExchangeTests {
    @Test(
        "an answer, however its length is told",
        arguments: [
            "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\npongrest",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\npo\r\n2;x=y\r\nng\r\n0\r\n\r\n",
            "HTTP/1.0 200 OK\r\nConnection: close\r\n\r\npong",
        ])
    func answer(_ text: String) throws {
        let answer = try #require(HTTPExchange.answer(Array(text.utf8)))
        #expect(answer.status == 200)
        #expect(String(decoding: answer.body, as: UTF8.self) == "pong")
    }

    @Test(
        "half an answer is none",
        arguments: [
            "", "HTTP/1.1 200 OK\r\nContent-Le", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\npong",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\npong", "SSH-2.0-OpenSSH\r\n\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7fffffffffffffff\r\nx\r\n",
        ])
    func half(_ text: String) { #expect(HTTPExchange.answer(Array(text.utf8)) == nil) }
}

@Suite("Where devices and servers are")
struct AddressTests {
    @Test(
        "host and port, or a serial",
        arguments: [
            ("127.0.0.1:5601", "127.0.0.1", 5601), ("[::1]:5601", "::1", 5601),
            ("phone.example.org:5555", "phone.example.org", 5555),
        ])
    func address(_ name: String, _ host: String, _ port: Int) throws {
        let found = try #require(DeviceFinder.address(name))
        #expect(found == (host, port))
    }

    @Test(
        "serials are no addresses",
        arguments: ["emulator-5554", "R58M12ABCDE", "host:", ":5555", "host:0", "host:99999"])
    func serial(_ name: String) { #expect(DeviceFinder.address(name) == nil) }

    @Test(
        "adb's variables say where its server is",
        arguments: [
            ([:], "127.0.0.1:5037"), (["ANDROID_ADB_SERVER_PORT": "5099"], "127.0.0.1:5099"),
            (["ADB_SERVER_SOCKET": "tcp:10.0.0.2:5038", "ANDROID_ADB_SERVER_PORT": "1"], "10.0.0.2:5038"),
            (["ADB_SERVER_SOCKET": "tcp:5038"], "127.0.0.1:5038"),
        ])
    func server(_ environment: [String: String], _ address: String) {
        #expect("\(ServerAddressProbe.address(environment))" == address)
    }
}
