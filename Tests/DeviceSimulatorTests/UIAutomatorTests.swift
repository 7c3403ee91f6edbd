import DeviceSimulator
import JSON
import NIOCore
import SimulatedPhones
import Testing

/// What uiautomator2's server answers, beyond what the real client asks of it in `ExportedScriptTests`.
@Suite("uiautomator2's server answers") struct UIAutomatorTests {
    /// Calls methods one after the other on a device whose server runs, and gives the answers.
    private static func answers(_ calls: [(String, JSONValue)], on device: SimulatedDevice) throws -> [JSONValue] {
        _ = device.run("touch /data/local/tmp/u2.jar")
        let command = "shell:CLASSPATH=/data/local/tmp/u2.jar app_process / com.wetest.uia2.Main -p 9008"
        var server = try #require(device.open(command))
        #expect(String(buffer: server.open().bytes).contains("Starting Server"))
        return try calls.map { method, parameters in
            var session = try #require(device.open("tcp:9008"))
            _ = session.open()
            let body = (["jsonrpc": "2.0", "id": 7, "method": .string(method), "params": parameters] as JSONValue)
                .print()
            let request = "POST /jsonrpc/0 HTTP/1.1\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
            let answer = String(buffer: session.receive(ByteBuffer(string: request)).bytes)
            let parts = answer.split(separator: "\r\n\r\n", maxSplits: 1)
            return try JSONValue(parsing: Array(try #require(parts.last).utf8))
        }
    }

    @Test(
        "Keys have names, and numbers",
        arguments: [
            ("pressKey", "volume_up", "6"), ("pressKey", "volume_down", "4"), ("pressKeyCode", 24, "6"),
            ("pressKey", "no such key", "5"),
        ] as [(String, JSONValue, String)])
    func keys(_ method: String, _ key: JSONValue, _ volume: String) throws {
        let device = try emptyDevice()
        #expect(try Self.answers([(method, [key])], on: device).first?["result"] == true)
        #expect(device.withState { $0.phone.setting("volume_music_speaker", in: .system) } == volume)
    }

    @Test("The screen turns, and stays so", arguments: [("natural", 0), ("left", 1), ("upsidedown", 2), ("right", 3)])
    func turns(_ name: String, _ rotation: Int) throws {
        let device = try emptyDevice()
        let answers = try Self.answers([("setOrientation", [.string(name)]), ("deviceInfo", [])], on: device)
        #expect(answers.last?["result"]?["displayRotation"]?.integer == Int64(rotation))
        #expect(device.withState { $0.phone.setting("accelerometer_rotation", in: .system) } == "0")
    }

    @Test("A finger goes down, moves and comes up")
    func finger() throws {
        let (device, other) = (try notesDevice(), try notesDevice())
        for device in [device, other] { _ = device.run("monkey -p com.example.notes 1") }
        let before = device.withState { $0.phone.hierarchyXML() }
        _ = try Self.answers(
            [
                ("injectInputEvent", [0, 500, 1800, 0]), ("injectInputEvent", [2, 500, 1200, 0]),
                ("injectInputEvent", [1, 500, 900, 0]),
            ], on: device)
        _ = try Self.answers([("swipe", [500, 1800, 500, 900, 20])], on: other)
        let after = device.withState { $0.phone.hierarchyXML() }
        #expect(after != before)
        #expect(after == other.withState { $0.phone.hierarchyXML() })
    }

    @Test(
        "What it does not know is an error",
        arguments: [
            ("objInfo", [[:]]), ("click", [1]), ("swipe", [1, 2, 3, 4]), ("injectInputEvent", [9, 1, 1, 0]),
            ("setOrientation", ["sideways"]), ("setClipboard", ["label"]), ("pressKey", [4]),
        ] as [(String, JSONValue)])
    func unknown(_ method: String, _ parameters: JSONValue) throws {
        let answer = try Self.answers([(method, parameters)], on: try emptyDevice()).first
        #expect(answer?["error"]?["code"] == -32601 && answer?["result"] == nil && answer?["id"] == 7)
    }

    @Test("Numbers beyond all bounds are cut", arguments: [1e300, -1e300, 9e18])
    func bounds(_ number: Double) throws {
        let large = JSONValue.array([JSONValue](repeating: .number(number), count: 5))
        let device = try emptyDevice()
        let calls = ["click", "swipe", "pressKeyCode", "dumpWindowHierarchy"].map { ($0, large) }
        for answer in try Self.answers(calls, on: device) { #expect(answer["result"] != nil) }
        #expect(device.withState { $0.phone.uptime } < .seconds(1000))
    }
}
