import Devices
import FlowDocuments
import Flows
import Hierarchies
import Testing

/// What runs make of dialogs that the system puts over the app, and of devices that are slow or boot anew.
struct ObstructionTests {
    private typealias Item = RecordingFlowDevice.Item

    private static let notice = [
        Item(text: "System update", id: "com.android.systemui:id/alertTitle", package: "com.android.systemui"),
        Item(text: "Later", id: "android:id/button2", package: "com.android.systemui"),
    ]
    private static let app = [Item(text: "Go", package: "app")]

    @Test(
        "What is not seen for a dialog of the system is no verdict on the app",
        arguments: [
            "- assertVisible: Gone", "- assertNotVisible: Gone", "- tapOn: Gone", "- back", "- inputText: x",
            "- tapOn: {point: \"50%,50%\"}", "- tapOn: {text: Gone, optional: true}",
            "- runFlow: {when: {visible: Gone}, commands: [back]}", "- scrollUntilVisible: {element: Gone}",
        ])
    func stays(command: String) async throws {
        let device = RecordingFlowDevice { looks, _ in looks == 0 ? Self.app : Self.notice }
        let result = try await device.run("- assertVisible: Go\n- waitForAnimationToEnd\n\(command)")
        #expect(result.status == .infrastructure)
        #expect(result.failure?.message == "“System update” of com.android.systemui lies over the app")
        #expect(device.actions.isEmpty)
    }

    @Test(
        "One that goes by itself is waited for",
        arguments: [
            ("- assertVisible: Go", FlowStatus.passed), ("- assertNotVisible: Gone", .passed), ("- tapOn: Go", .passed),
            ("- back", .passed), ("- assertNotVisible: Go", .failed), ("- assertVisible: Gone", .failed),
        ])
    func passes(command: String, status: FlowStatus) async throws {
        let device = RecordingFlowDevice { looks, _ in (1...60).contains(looks) ? Self.notice : Self.app }
        let result = try await device.run("- assertVisible: Go\n- waitForAnimationToEnd\n\(command)")
        #expect(result.status == status)
    }

    @Test("A flow that deals with it goes on", arguments: ["- tapOn: Later", "- assertVisible: System update\n- back"])
    func answered(commands: String) async throws {
        let device = RecordingFlowDevice { _, actions in actions == 0 ? Self.notice : Self.app }
        let result = try await device.run("\(commands)\n- tapOn: Go")
        #expect(result.status == .passed)
        #expect(device.actions.count == 2)
    }

    @Test("A touch that may have gone to it is not taken for done")
    func touched() async throws {
        let device = RecordingFlowDevice { looks, actions in
            actions > 0 && looks < 10 ? Self.notice : Self.app
        }
        let result = try await device.run("- tapOn: Go\n- assertVisible: Go")
        #expect(result.status == .infrastructure)
        #expect(result.failure?.message.contains("the touch may be lost") == true)
    }

    @Test(
        "A dialog that an app brings up is the app's own, and is named",
        arguments: [
            ("com.android.permissioncontroller", "com.android.permissioncontroller:id/grant_dialog", "Allow it?"),
            ("android", "android:id/aerr_wait", "Clock isn’t responding"),
            ("com.android.systemui", "com.android.systemui:id/notification_panel", "Clear all"),
        ])
    func own(package: String, id: String, title: String) async throws {
        let device = RecordingFlowDevice { _, _ in [Item(text: title, id: id, package: package)] }
        let result = try await device.run("- assertVisible: Go")
        #expect(result.status == .failed)
        #expect(result.failure?.message.hasSuffix("; “\(title)” of \(package) is in front") == true)
    }

    @Test("“System UI isn't responding” is not the app's")
    func systemUI() async throws {
        let device = RecordingFlowDevice { _, _ in
            [
                Item(text: "System UI isn’t responding", id: "android:id/alertTitle", package: "android"),
                Item(text: "Wait", id: "android:id/aerr_wait", package: "android"),
            ]
        }
        #expect(try await device.run("- assertVisible: Go").status == .infrastructure)
    }

    @Test("A window ends with a look that is begun when it is over, so slow looks do not shorten it")
    func slowLooks() async throws {
        // The looks begin at 0, 3 and 6 s; 2 s of each count.
        let device = RecordingFlowDevice(lookTime: .seconds(3)) { looks, _ in
            looks >= 2 ? Self.app : []
        }
        let result = try await device.run("- extendedWaitUntil: {visible: Go, timeout: 4000}")
        #expect(result.status == .passed)
        #expect(device.looks == 3)
    }

    @Test("A device that is slow scrolls as far as a quick one")
    func slowScroll() async throws {
        let device = RecordingFlowDevice(lookTime: .seconds(7)) { _, actions in
            actions < 4 ? [Item(text: "row \(actions)")] : Self.app
        }
        #expect(try await device.run("- scrollUntilVisible: {element: Go}").status == .passed)
    }

    @Test("What goes away before it is touched is looked for anew")
    func vanishing() async throws {
        let device = RecordingFlowDevice { looks, _ in
            (1...3).contains(looks)
                ? [] : [Item(text: "Go", bounds: Rect(left: 0, top: looks == 0 ? 0 : 500, right: 100, bottom: 600))]
        }
        #expect(try await device.run("- tapOn: Go").status == .passed)
        #expect(device.actions == [.tap(Point(x: 50, y: 550))])
    }

    @Test("A flow in which the device booted anew has no verdict", arguments: ["Go", "Gone"])
    func reboot(text: String) async throws {
        let device = RecordingFlowDevice(boots: ["1", "2"]) { _, _ in Self.app }
        let result = try await device.run("- assertVisible: \(text)")
        #expect(result.status == .infrastructure)
        #expect(result.failure?.message == "the device booted anew during the flow")
    }
}
