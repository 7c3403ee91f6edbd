import ADBTransport
import ADBWire
import DeviceBridge
import DeviceSimulator
import Devices
import Hierarchies
import JSON
import TestSupport
import Testing

@Suite("A device behind ADB", .hangGuard)
struct ADBDeviceTests {
    /// Devices of different ages.
    enum Age: String, CaseIterable, Sendable {
        case today, beforeDelayedAck, beforeShellV2

        var features: ADBFeatures {
            var features = Adbd.features
            if self != .today { features.names.subtract(["delayed_ack", "sendrecv_v2"]) }
            if self == .beforeShellV2 { features.names.subtract(["shell_v2", "stat_v2", "ls_v2"]) }
            return features
        }
    }

    @Test("does what a device has to do, reached directly", arguments: Age.allCases)
    func direct(_ age: Age) async throws {
        let phone = try ProbePhone.device()
        try await ProbePhone.serve(phone, features: age.features) { adbd in
            try await DeviceCompatTest(device: adbd.client(), phone: phone).run()
        }
    }

    @Test("does what a device has to do, reached through a real adb server", arguments: ADBPeer.all)
    func throughServer(_ peer: ADBPeer) async throws {
        let phone = try ProbePhone.device()
        try await ProbePhone.serve(phone) { adbd in
            try await peer.withSession { session in
                try await session.run("start-server")
                let server = ADBServer(address: SmartSocket.Address(port: Int(session.port)))
                let serial = "127.0.0.1:\(adbd.port)"
                try await server.connect(serial)
                #expect(try await server.devices().map(\.serial) == [serial])
                let finder = DeviceFinder(
                    server: server, keys: { preconditionFailure("an open device asks for no key") })
                let device = try await finder.device(nil)
                try await DeviceCompatTest(device: device, phone: phone).run()
            }
        }
    }

    @Test("some adb is here to serve our client", .enabled(if: ADBPeer.all.isEmpty))
    func noServer() throws { try Test.cancel("no adb on PATH: the way through its server is not tested") }

    @Test(
        "types any script, by the way that the phone has",
        arguments: [
            ("größer ≠ kleiner", true, TextMethod.adbKeyboard), ("你好，世界 🌍", true, .adbKeyboard),
            ("مرحبا بالعالم", true, .adbKeyboard), ("plain", true, .inputText),
            ("größer ≠ kleiner", false, .clipboard), ("two\nlines", false, .clipboard),
        ])
    func anyScript(_ text: String, _ keyboard: Bool, _ method: TextMethod) async throws {
        let phone = try ProbePhone.device(keyboard: keyboard, installs: [ProbePhone.clipper])
        try await ProbePhone.serve(phone) { adbd in
            let device = adbd.client()
            let screen = try Hierarchy(reading: try await device.dump().bytes, file: "dump")
            try await device.tap(at: try #require(screen.place("words")))
            let former = try await device.setting("default_input_method", in: .secure)
            #expect(try await device.type(text) == method)
            #expect(phone.probe("text") == .string(text))
            #expect(try await device.setting("default_input_method", in: .secure) == former)
        }
    }

    @Test("takes dumps from the warm server when the user opts in, and pushes and starts it")
    func warmServer() async throws {
        let phone = try ProbePhone.device()
        try await ProbePhone.serve(phone) { adbd in
            let jar = Array("no real jar, but of its length".utf8)
            let device = adbd.client(server: .jar(jar))
            let dump = try await device.dump()
            #expect(dump.strategy == .server)
            let screen = try Hierarchy(reading: dump.bytes, file: "dump")
            #expect(screen.place("Count") != nil)
            #expect(try await device.pull("/data/local/tmp/u2.jar") == jar)
            #expect(try await device.dump().strategy == .server)
            try await device.tap(at: try #require(screen.place("words")))
            #expect(try await device.type("日本語") == .clipboard)
            #expect(phone.probe("text") == "日本語")
        }
    }

    @Test("a warm server that is not there is left for uiautomator's own dump")
    func noWarmServer() async throws {
        let phone = try ProbePhone.device()
        try await ProbePhone.serve(phone) { adbd in
            var limits = DeviceLimits()
            limits.launch = .milliseconds(50)
            let device = adbd.client(limits: limits, server: .installed)
            let dump = try await device.dump()
            #expect(dump.strategy == .uiautomator)
        }
    }

    @Test("a warm server that ends at once is not waited for, and its failure is told", .hangGuard)
    func failedServer() async throws {
        let phone = try ProbePhone.device(installs: [ProbePhone.clipper])
        try await ProbePhone.serve(phone) { adbd in
            var limits = DeviceLimits()
            limits.launch = .seconds(600)
            let device = adbd.client(limits: limits, server: .installed)
            let findings = await DeviceCheckup(device).findings()
            let dump = try #require(findings.first { $0.name == "dump" })
            #expect(dump.verdict == .limited)
            #expect(dump.detail.contains("could not find class"))
            #expect(findings.first { $0.name == "text" }?.detail.contains("dump server") == false)
            let screen = try Hierarchy(reading: try await device.dump().bytes, file: "dump")
            try await device.tap(at: try #require(screen.place("words")))
            #expect(try await device.type("日本語") == .clipboard)
            #expect(phone.probe("text") == "日本語")
        }
    }

    @Test("a command that reads finds the end of its input", arguments: Age.allCases)
    func noInput(_ age: Age) async throws {
        try await ProbePhone.serve(try ProbePhone.device(), features: age.features) { adbd in
            let result = try await adbd.client().shell("cat; echo end")
            #expect(result.text == "end\n")
            #expect(result.exitCode == 0)
        }
    }

    @Test("a folder that is not there is no empty folder", arguments: Age.allCases)
    func missingFolder(_ age: Age) async throws {
        try await ProbePhone.serve(try ProbePhone.device(), features: age.features) { adbd in
            let device = adbd.client()
            let error = await #expect(throws: DeviceError.self) { try await device.list("/sdcard/Nowhere") }
            #expect(error?.code == .noSuchFile)
            _ = try await device.shell("mkdir /sdcard/Empty")
            #expect(try await device.list("/sdcard/Empty").isEmpty)
        }
    }

    @Test("says that no way can carry a text")
    func rejected() async throws {
        let phone = try ProbePhone.device()
        try await ProbePhone.serve(phone) { adbd in
            let device = adbd.client()
            let error = await #expect(throws: DeviceError.self) { try await device.type("日本語") }
            #expect(error?.code == .textRejected)
            #expect(error?.message.contains("日本語") == false)
            #expect(phone.probe("text") == "")
        }
    }

    @Test("a secret is in no error", arguments: ["hunter2 ok", "geheim-ü"])
    func secret(_ text: String) async throws {
        let phone = try ProbePhone.device(faults: ["exit@shell=3"])
        try await ProbePhone.serve(phone) { adbd in
            let error = await #expect(throws: DeviceError.self) { try await adbd.client().type(text) }
            #expect(error.map { "\($0)" }?.contains(text) == false)
        }
    }
}
