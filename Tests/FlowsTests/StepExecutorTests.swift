import DeviceTestSupport
import Devices
import Hierarchies
import JSON
import Screens
import Testing
import Tools

@testable import Flows

@Suite struct StepExecutorTests {
    /// Plans a call by an element's label on the screen as it is, and does it.
    private func perform(
        _ tool: UITool, _ label: String? = nil, _ arguments: JSONObject = [:], on device: FakeDevice
    ) async throws -> StepOutcome {
        let executor = StepExecutor(device, clock: device.clock)
        let seen = try await executor.observe()
        var arguments = arguments
        if let label {
            let element = try #require(seen.screen.elements.first { $0.label.hasPrefix(label) && !$0.actions.isEmpty })
            arguments["element"] = .integer(Int64(element.id))
        }
        let action = try Action(ToolCall(tool.rawValue, arguments), on: seen.screen, seen.hierarchy)
        return try await executor.perform(FlowStep(action, on: seen.fingerprint), seen: seen)
    }

    @Test func aTapThatOpensAPageChanges() async throws {
        let device = FakeDevice(.settings)
        let outcome = try await perform(.tap, "Network", on: device)
        #expect(outcome.verification.word == "changed")
        #expect(outcome.verification.description.contains("Network & internet"))
        #expect(device.page == "network")
        #expect(outcome.warnings.isEmpty)
        #expect(outcome.isSettled)
    }

    @Test func aSwitchTellsItsState() async throws {
        let device = FakeDevice(.settings)
        _ = try await perform(.tap, "Network", on: device)
        let outcome = try await perform(.tap, "Airplane", on: device)
        #expect(outcome.verification == .changed("4 switch Airplane mode: off → on"))
        #expect(device.isOn("airplane"))
    }

    @Test func noChangeIsReportedAsNoChange() async throws {
        let outcome = try await perform(.tap, "Battery", on: FakeDevice(.settings))
        #expect(outcome.verification == .unchanged)
        #expect(!outcome.verification.isConfirmed)
    }

    @Test func aLateReactionIsStillSeen() async throws {
        let outcome = try await perform(.tap, "Network", on: FakeDevice(.settings, .reactsLate(dumps: 4)))
        #expect(outcome.verification.isConfirmed)
    }

    @Test func aMovingScreenIsSaidToMove() async throws {
        let outcome = try await perform(.tap, "Network", on: neverSettlingDevice(.settings))
        #expect(!outcome.isSettled)
        #expect(outcome.warnings.contains(.stillMoving(dumps: 12)))
    }

    @Test("What moved since it was planned is touched where it lies now")
    func aMovedTarget() async throws {
        let device = FakeDevice(.settings, .shifts(after: 2, by: 300))
        let executor = StepExecutor(device, clock: device.clock)
        let seen = try await executor.observe()
        let row = try #require(seen.screen.elements.first { $0.label.hasPrefix("Connected") && !$0.actions.isEmpty })
        let call = ToolCall("tap", ["element": .integer(Int64(row.id))])
        let action = try Action(call, on: seen.screen, seen.hierarchy)
        device.clock.advance(by: .seconds(5))
        let outcome = try await executor.perform(FlowStep(action, on: seen.fingerprint), seen: seen)
        #expect(device.page == "devices")
        let moved = outcome.warnings.contains { if case .targetMoved = $0 { true } else { false } }
        #expect(moved)
    }

    @Test("On another screen than the planned one nothing is touched")
    func aGoneTarget() async throws {
        let device = FakeDevice(.settings, .turns(after: 3, to: "permission"))
        let executor = StepExecutor(device, clock: device.clock)
        let seen = try await executor.observe()
        let row = try #require(seen.screen.elements.first { $0.label.hasPrefix("Connected") && !$0.actions.isEmpty })
        let action = try Action(
            ToolCall("tap", ["element": .integer(Int64(row.id))]), on: seen.screen, seen.hierarchy)
        device.clock.advance(by: .seconds(5))
        let error = await #expect(throws: StepError.self) {
            try await executor.perform(FlowStep(action, on: seen.fingerprint), seen: seen)
        }
        #expect(error?.code == .targetGone)
        #expect(device.log.isEmpty)
    }

    @Test("A position is the last resort, on the planned screen alone, and is reported")
    func byPosition() async throws {
        let device = FakeDevice(.settings)
        let executor = StepExecutor(device, clock: device.clock)
        let seen = try await executor.observe()
        let target = Action.Target(
            point: Point(x: 500, y: 320),
            chain: SelectorChain(selectors: [], position: .absolute(Point(x: 500, y: 320))))
        let outcome = try await executor.perform(FlowStep(.tap(target), on: seen.fingerprint), seen: seen)
        #expect(outcome.warnings.contains(.pointFallback))
        #expect(device.page == "network")
        await #expect(throws: StepError.self) {
            try await executor.perform(FlowStep(.tap(target), on: seen.fingerprint))
        }
    }

    // MARK: Text

    @Test func textIsReadBack() async throws {
        let device = FakeDevice(.mail)
        device.setText("old", of: "app:id/user")
        let outcome = try await perform(.type, "User name", ["text": "Ann"], on: device)
        #expect(outcome.verification == .textRead)
        #expect(outcome.textMethod == .inputText)
        #expect(device.text("app:id/user") == "Ann")
        #expect(device.log.contains("erase 3"))
    }

    @Test(arguments: [FakeDevice.Fault.losesText, .losesCharacters(keeping: 2)])
    func lostTextIsReportedAndNeverSubmitted(_ fault: FakeDevice.Fault) async throws {
        let device = FakeDevice(.mail, fault)
        let outcome = try await perform(.type, "Search", ["text": "hello", "submit": true], on: device)
        let found = device.text("app:id/query")
        #expect(outcome.verification == .textDiffers(expected: "hello", found: found.isEmpty ? nil : found))
        #expect(outcome.warnings.contains(.notSubmitted))
        #expect(!device.log.contains("key KEYCODE_ENTER"))
        #expect(device.page == "form")
    }

    @Test func submittingGoesOn() async throws {
        let device = FakeDevice(.mail)
        let outcome = try await perform(.type, "Search", ["text": "hello", "submit": true], on: device)
        #expect(outcome.verification == .textRead)
        #expect(device.page == "results")
    }

    @Test(arguments: [(FakeDevice.Fault.none, true), (.losesText, false), (.losesCharacters(keeping: 3), false)])
    func aPasswordIsComparedByLengthAndNeverShown(_ fault: FakeDevice.Fault, _ arrives: Bool) async throws {
        let outcome = try await perform(.type, "Password", ["text": "hunter2"], on: FakeDevice(.mail, fault))
        #expect(outcome.verification == (arrives ? .textRead : .textDiffers(expected: nil, found: nil)))
        #expect(!"\(outcome.verification) \(outcome.diff) \(outcome.warnings)".contains("hunter2"))
    }

    // MARK: Apps and waiting

    @Test(arguments: [
        ("Clock", "org.example.clock"), ("clock app", "org.example.clock"),
        ("com.android.settings", "com.android.settings"), ("SETTINGS", "com.android.settings"),
    ])
    func appsAreFoundByTheirName(_ name: String, _ package: String) async throws {
        let device = FakeDevice(.settings)
        let outcome = try await perform(.openApp, nil, ["app": .string(name)], on: device)
        #expect(outcome.action == .launchApp(package))
        #expect(device.log == ["launch \(package)"])
    }

    @Test func aLaunchThatAnotherAppCoversIsNotDone() async throws {
        let device = FakeDevice(.settings, .turns(after: 3, to: "launcher"))
        let outcome = try await perform(.openApp, nil, ["app": "Clock"], on: device)
        #expect(outcome.verification == .otherAppInFront("com.android.launcher3"))
        #expect(!outcome.verification.isConfirmed)
    }

    @Test func aLaunchOfTheAppInFrontIsDone() async throws {
        let outcome = try await perform(.openApp, nil, ["app": "Settings"], on: FakeDevice(.settings))
        #expect(outcome.verification == .appInFront)
        #expect(outcome.verification.isConfirmed)
    }

    @Test(arguments: [("Telegram", StepError.Code.noSuchApp), ("org.example.absent", .noSuchApp)])
    func anAppThatIsNotThereIsSaid(_ name: String, _ code: StepError.Code) async throws {
        let error = await #expect(throws: StepError.self) {
            try await perform(.openApp, nil, ["app": .string(name)], on: FakeDevice(.settings))
        }
        #expect(error?.code == code)
    }

    @Test func aWholeNameWinsOverABeginning() {
        let apps = [InstalledApp(package: "a.b", label: "Mail"), InstalledApp(package: "a.c", label: "Mail Pro")]
        #expect(AppName("mail").matches(among: apps).map(\.package) == ["a.b"])
        #expect(AppName("pro").matches(among: apps).map(\.package) == ["a.c"])
        #expect(AppName("Mai").matches(among: apps).isEmpty)
        let twins = [InstalledApp(package: "a.b", label: "Mail One"), InstalledApp(package: "a.c", label: "Mail Two")]
        #expect(AppName("mail").matches(among: twins).count == 2)
    }

    @Test(arguments: [
        ("Clock", "com.android.deskclock"), ("Messages", "com.android.messaging"), ("Email", "com.android.email"),
        ("mail app", "com.android.email"), ("Files", "com.android.documentsui"), ("Phone", "com.android.dialer"),
    ])
    func withoutLabelsThePackageTells(_ name: String, _ package: String) {
        let apps = ["deskclock", "messaging", "email", "documentsui", "dialer", "settings"]
            .map { InstalledApp(package: "com.android.\($0)") }
        #expect(AppName(name).matches(among: apps).map(\.package) == [package])
    }

    @Test func aTextIsWaitedForNoLongerThanAllowed() async throws {
        let device = FakeDevice(.settings)
        let outcome = try await perform(.wait, nil, ["seconds": 5, "text": "Nowhere"], on: device)
        #expect(outcome.warnings == [.textNotShown])
        #expect(outcome.verification == .unchanged)
        let late = FakeDevice(.settings, .turns(after: 9, to: "about"))
        let shown = try await perform(.wait, nil, ["seconds": 5, "text": "device name"], on: late)
        #expect(shown.warnings.isEmpty)
        #expect(shown.verification.isConfirmed)
    }

    @Test(arguments: [FakeDevice.Fault.dies(after: 2), .hangs(after: 2)])
    func aLostDeviceFailsTheStep(_ fault: FakeDevice.Fault) async throws {
        let device = FakeDevice(.settings, fault)
        let error = await #expect(throws: StepError.self) { try await perform(.tap, "Network", on: device) }
        #expect(error?.code == .deviceFailed)
        #expect(error?.cause?.serial == "fake-1")
    }
}
