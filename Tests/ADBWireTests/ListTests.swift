import ADBWire
import Testing

@Suite struct ListTests {
    struct Case: Sendable {
        let line: String
        let serial: String
        let state: ConnectionState
        var stateText: String?
        var fields: [String?] = [nil, nil, nil, nil, nil]

        /// Lines of real servers, and the odd ones that their source allows.
        static let all = [
            Case(line: "emulator-5554\tdevice", serial: "emulator-5554", state: .device),
            Case(line: "127.0.0.1:5555\toffline", serial: "127.0.0.1:5555", state: .offline),
            Case(line: "localhost:5555\tunauthorized", serial: "localhost:5555", state: .unauthorized),
            Case(line: "my own phone\tdevice", serial: "my own phone", state: .device),
            Case(line: "two  spaces\trecovery", serial: "two  spaces", state: .recovery),
            Case(
                line: "????????????\tno permissions; see [http://developer.android.com/tools/device.html]",
                serial: "????????????", state: .noPermissions,
                stateText: "no permissions; see [http://developer.android.com/tools/device.html]"),
            Case(
                line:
                    "emulator-5554          device product:sdk_gphone64 model:sdk_gphone64 device:emu64xa transport_id:1",
                serial: "emulator-5554", state: .device, fields: [nil, "sdk_gphone64", "sdk_gphone64", "emu64xa", "1"]),
            Case(
                line:
                    "0A1B2C usb no         device usb:1-4 product:p model:m device:d transport_id:18446744073709551615",
                serial: "0A1B2C usb no", state: .device,
                fields: ["usb:1-4", "p", "m", "d", "18446744073709551615"]),
            Case(
                line: "localhost:5555         device product: model: device: transport_id:2", serial: "localhost:5555",
                state: .device, fields: [nil, "", "", "", "2"]),
            Case(
                line: "0123 no permissions (user in plugdev group; are your udev rules wrong?); "
                    + "see [http://developer.android.com/tools/device.html] usb:1-4 transport_id:3",
                serial: "0123", state: .noPermissions,
                stateText: "no permissions (user in plugdev group; are your udev rules wrong?); "
                    + "see [http://developer.android.com/tools/device.html]",
                fields: ["usb:1-4", nil, nil, nil, "3"]),
            Case(
                line: "(no serial number)     unauthorized transport_id:4", serial: "(no serial number)",
                state: .unauthorized, fields: [nil, nil, nil, nil, "4"]),
            Case(
                line: "adb-X1._adb-tls-connect._tcp authorizing transport_id:5", serial: "adb-X1._adb-tls-connect._tcp",
                state: .authorizing, fields: [nil, nil, nil, nil, "5"]),
            Case(line: "x\tzombie", serial: "x", state: .unknown, stateText: "zombie"),
        ]
    }

    @Test(arguments: Case.all) func readsDeviceLine(_ expected: Case) throws {
        let found = try #require(DeviceListEntry.list(parsing: expected.line).first)
        #expect(found.serial == expected.serial)
        #expect(found.state == expected.state)
        #expect(found.stateText == expected.stateText ?? expected.state.rawValue)
        #expect(
            [found.path, found.product, found.model, found.device, found.transportID.map { "\($0)" }]
                == expected.fields)
    }

    @Test(arguments: ["\n", "\r\n"]) func readsListAmongNoise(end: String) {
        let lines = [
            "* daemon not running; starting now at tcp:5037", "* daemon started successfully",
            "adb server version (41) doesn't match this client (36); killing...", "List of devices attached", "",
            "a\tdevice", "lonely", "\tdevice", "stateless\t transport_id:1", "b\toffline", "",
        ]
        let found = DeviceListEntry.list(parsing: lines.joined(separator: end))
        #expect(found.map(\.serial) == ["a", "b"])
        #expect(found.map(\.state) == [.device, .offline])
    }

    @Test(arguments: ["\n", "\r\n"]) func readsForwardRules(end: String) {
        let lines = [
            "emulator-5554 tcp:6100 tcp:7100", "* daemon started successfully",
            "my own phone tcp:6101 localabstract:a name with spaces", "(reverse) localabstract:x tcp:9", "", "nonsense",
            "host-17 tcp:1 nonsense",
        ]
        #expect(
            ForwardRule.list(parsing: lines.joined(separator: end)) == [
                ForwardRule(serial: "emulator-5554", local: "tcp:6100", remote: "tcp:7100"),
                ForwardRule(serial: "my own phone", local: "tcp:6101", remote: "localabstract:a name with spaces"),
                ForwardRule(serial: "(reverse)", local: "localabstract:x", remote: "tcp:9"),
            ])
    }

    @Test func writesForwardRules() {
        let rule = ForwardRule(serial: "a b", local: "tcp:1", remote: "dev:/dev/x")
        #expect(ForwardRule.list(parsing: rule.line) == [rule])
    }
}
