import Devices
import FlowDocuments
import SimulatedPhones
import Testing

@testable import Flows

/// The words of flows on Android.
struct AndroidNamesTests {
    @Test("Android has every key of the language", arguments: FlowKeys.names)
    func keys(_ name: String) throws {
        let key = try #require(AndroidNames.key(name))
        #expect(KeyCode(named: key.name) == key)
    }

    @Test("Lock puts the phone to sleep, and power wakes it")
    func lock() async throws {
        let phone = try #require(try HealingTests.phones().first?.1)
        let device = PhoneDevice(phone)
        let flow = AndroidFlowDevice(device)
        try await flow.perform(.pressKey("lock"))
        #expect(!device.phone.isAwake)
        try await flow.perform(.pressKey("power"))
        #expect(device.phone.isAwake)
    }

    @Test(
        "A permission is meant by its short name, its own, or its whole name",
        arguments: [
            ("sms", ["android.permission.READ_SMS", "android.permission.RECEIVE_SMS", "android.permission.SEND_SMS"]),
            ("CAMERA", ["android.permission.CAMERA"]), ("com.example.SPEAK", ["com.example.SPEAK"]), ("all", []),
        ])
    func permissions(_ name: String, _ meant: [String]) {
        #expect(AndroidNames.permissions(name) == meant)
    }
}
