import DeviceSimulator
import NIOCore
import Testing

@Suite("Faults strike where they are told to")
struct FaultTests {
    @Test(
        "A fault is read and written alike",
        arguments: [
            "drop@shell:", "drop@sync:#2=100", "drop-input@sync:=7", "busy@shell:uiautomator", "slow@shell:ls=50",
            "exit@shell:am start#1=3",
            "truncate@shell:uiautomator=10",
            "stale@shell:uiautomator", "dialog@shell:input=call", "refuse@sync:", "hang@exec:", "garbage@tcp:7",
            "reboot@shell:x", "idle-timeout@shell:",
        ])
    func roundTrip(_ text: String) throws { #expect(try Fault(parsing: text).description == text) }

    @Test(
        "A fault that is none is told the choices",
        arguments: [
            ("drop", "KIND@SERVICE-PREFIX"), ("fall@shell:", "drop, drop-input, reboot, idle-timeout"),
            ("drop@x#0", "number from 1"),
            ("slow@x", "milliseconds"), ("exit@x=256", "0 to 255"), ("dialog@x=love", "low-battery"),
            ("hang@x=1", "no argument"),
            ("slow@x=60001", "60000"),
        ])
    func refusals(_ text: String, _ words: String) {
        #expect { try Fault(parsing: text) } throws: { "\($0)".contains(words) }
    }

    @Test("The N-th call that matches is struck, and no other")
    func counting() throws {
        var plan = FaultPlan([try Fault(parsing: "refuse@shell:ls#2"), try Fault(parsing: "exit@sync:=3")])
        let services = ["shell:ls", "shell:pwd", "shell,v2,raw:cd /; ls -l", "shell:ls", "sync:"]
        #expect(services.map { plan.effect(on: $0) } == [nil, nil, .refuse, nil, .exitCode(3)])
    }

    @Test(
        "Each kind does to a session what it says",
        arguments: [
            ("refuse@shell:", "refused"), ("hang@shell:", "open"), ("drop@shell:=3", "hel drop"),
            ("drop@shell:=99", "hello\n drop"),
            ("idle-timeout@shell:", " drop"), ("reboot@shell:", " reboot"), ("garbage@shell:", " garbage"),
            ("slow@shell:=5", "hello\n closed 5"),
        ])
    func session(_ fault: String, _ wanted: String) throws {
        let device = try emptyDevice(faults: [fault])
        guard var session = device.open("shell:echo hello") else {
            #expect(wanted == "refused")
            return
        }
        let output = session.open()
        var seen = String(buffer: output.bytes)
        if let effect = output.connection { seen += " \(effect)" }
        if output.isClosed { seen += " closed" }
        if output.delay > .zero { seen += " \(output.delay.nanoseconds / 1_000_000)" }
        #expect(seen == (wanted == "open" ? "" : wanted))
    }

    @Test("A stale dump says that all is well and leaves the old file; a cut one is cut")
    func dumps() throws {
        let device = try emptyDevice(faults: ["stale@shell:uiautomator#1", "truncate@shell:uiautomator#2=0"])
        _ = device.outcome("echo old > /sdcard/d.xml")
        for wanted in ["old\n", ""] {
            var session = try #require(
                device.open("shell:uiautomator dump /sdcard/d.xml 1>/dev/null; cat /sdcard/d.xml"))
            #expect(String(buffer: session.open().bytes) == wanted)
        }
    }
}
