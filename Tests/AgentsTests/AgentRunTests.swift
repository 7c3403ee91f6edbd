import DeviceTestSupport
import Devices
import Flows
import JSON
import Synchronization
import Testing
import Tools

@testable import Agents

@Suite struct AgentRunTests {
    private struct Outcome {
        var result: RunResult
        var journal: MemoryJournal
        var planner: ScriptedPlanner?
        var device: FakeDevice

        var histories: [[String]] { planner?.asked.histories.withLock { $0 } ?? [] }
    }

    private func run(
        _ lines: [ScriptedPlanner.Line], on device: FakeDevice, repeats: Bool = false,
        instruction: String = "do it", consent: any Consent = BlanketConsent.granted,
        policy change: (inout RunPolicy) -> Void = { _ in }
    ) async -> Outcome {
        var policy = RunPolicy()
        change(&policy)
        let journal = MemoryJournal()
        let planner = ScriptedPlanner(lines: lines, repeats: repeats, clock: device.clock)
        let agent = Agent(
            StepExecutor(device, clock: device.clock), planner: planner, policy: policy, consent: consent,
            observers: [journal.observer])
        let result = await agent.run(instruction)
        return Outcome(result: result, journal: journal, planner: planner, device: device)
    }

    private func baseline(_ instruction: String, on device: FakeDevice, maxSteps: Int = 30) async -> Outcome {
        var policy = RunPolicy()
        policy.maxSteps = maxSteps
        let journal = MemoryJournal()
        let agent = Agent(
            StepExecutor(device, clock: device.clock), planner: BaselinePlanner(), policy: policy,
            consent: BlanketConsent.refused, observers: [journal.observer])
        return Outcome(result: await agent.run(instruction), journal: journal, planner: nil, device: device)
    }

    // MARK: The baseline

    @Test(
        "The baseline finds its way over pages and stops when the screen shows the goal",
        arguments: [
            ("turn on airplane mode", "airplane", 2), ("Turn airplane mode on", "airplane", 2),
            ("enable bluetooth", "bluetooth", 2),
        ])
    func turnsOn(_ instruction: String, _ name: String, _ steps: Int) async {
        let outcome = await baseline(instruction, on: FakeDevice(.settings))
        #expect(outcome.result.ending == .done(summary: nil))
        #expect(outcome.result.steps == steps)
        #expect(outcome.device.isOn(name))
        #expect(outcome.result.changed)
    }

    @Test func whatIsOffAlreadyIsLeftAlone() async {
        let outcome = await baseline("turn off airplane mode", on: FakeDevice(.settings))
        #expect(outcome.result.ending.word == "done")
        #expect(!outcome.device.isOn("airplane"))
        #expect(outcome.result.steps == 1)
    }

    @Test func looksFurtherDownAListAndComesBackOutOfDeadEnds() async {
        let below = await baseline("open about phone", on: FakeDevice(.settings))
        #expect(below.result.ending.word == "done")
        #expect(below.device.page == "about")
        #expect(below.device.log.contains("swipe up"))
        let nowhere = await baseline("turn on the coffee machine", on: FakeDevice(.settings))
        #expect(nowhere.result.ending.exitCode == 1)
        #expect(nowhere.result.steps < 10)
    }

    @Test func goesToTheSettingsForWhatIsNotHere() async throws {
        var phone = FakePhone.settings
        phone.first = "launcher"
        let outcome = await baseline("turn on airplane mode", on: FakeDevice(phone))
        #expect(outcome.result.ending.word == "done")
        #expect(outcome.device.isOn("airplane"))
        let flow = try #require(outcome.result.flow)
        #expect(flow.hasPrefix("appId: \"com.android.settings\""))
    }

    @Test(arguments: ["rating", "permission"]) func popUpsAreSentAway(_ page: String) async {
        let outcome = await baseline("turn on airplane mode", on: interruptingDevice(.settings, after: 1, with: page))
        #expect(outcome.result.ending.word == "done")
        #expect(outcome.device.isOn("airplane"))
    }

    @Test func searchesAndStops() async {
        let outcome = await baseline("search for cats", on: FakeDevice(.mail))
        #expect(outcome.result.ending.word == "done")
        #expect(outcome.result.steps == 1)
        #expect(outcome.device.page == "results")
        #expect(outcome.device.text("app:id/query") == "cats")
    }

    // MARK: Endings

    @Test func theEndings() async {
        let answered = await run([.call(.answer, nil, ["text": "42"])], on: FakeDevice(.settings))
        #expect(answered.result.ending == .answered("42"))
        let infeasible = await run([.call(.infeasible, nil, ["reason": "no"])], on: FakeDevice(.settings))
        #expect(infeasible.result.ending == .infeasible(reason: "no"))
        #expect(infeasible.result.ending.exitCode == 1)
        let failing = await run([.fails], on: FakeDevice(.settings))
        #expect(failing.result.ending.word == "planner_failed")
        #expect(failing.result.ending.exitCode == 69)
    }

    @Test func nothingChangedIsStated() async {
        let outcome = await run([.call(.tap, "Battery")], on: FakeDevice(.settings))
        #expect(outcome.result.ending.word == "done")
        #expect(!outcome.result.changed)
        #expect(outcome.result.message.contains("no step changed anything"))
        #expect(outcome.result.exitCode == 1)
        #expect(outcome.journal.record.events("verify").first?["result"] == "unchanged")
        #expect(outcome.histories.last == ["tapped row \"Battery\"; nothing changed"])
        #expect(outcome.result.flow == nil || outcome.result.flow?.contains("Battery") == false)
    }

    @Test(arguments: [
        [], [ScriptedPlanner.Line.call(.openApp, nil, ["app": "Settings"])], [.call(.wait, nil, ["seconds": 1])],
    ])
    func whatNeedsNoChangeIsDone(_ lines: [ScriptedPlanner.Line]) async {
        let outcome = await run(lines, on: FakeDevice(.settings))
        #expect(!outcome.result.changed)
        #expect(outcome.result.message.contains("nothing had to be done"))
        #expect(outcome.result.exitCode == 0)
    }

    @Test(arguments: [(FakeDevice.Fault.losesCharacters(keeping: 2), true), (.none, false)])
    func aFlowMarksWhatWasNotReadBack(_ fault: FakeDevice.Fault, _ isMarked: Bool) async throws {
        let outcome = await run(
            [.call(.type, "Search", ["text": "hello"])], on: FakeDevice(.mail, fault))
        let flow = try #require(outcome.result.flow)
        #expect(flow.contains("hello"))
        #expect(flow.contains(#""unconfirmed":"text_differs""#) == isMarked)
    }

    @Test(arguments: [1, 3]) func theStepLimitEnds(_ limit: Int) async {
        let lines: [ScriptedPlanner.Line] = [.call(.tap, "Network"), .call(.back)]
        let outcome = await run(lines, on: FakeDevice(.settings), repeats: true) { policy in
            policy.maxSteps = limit
            policy.repeats = 100
        }
        #expect(outcome.result.ending == .stepLimit(limit))
        #expect(outcome.result.steps == limit)
    }

    @Test func theTimeLimitEnds() async {
        let outcome = await run([.call(.tap, "Network"), .call(.back)], on: FakeDevice(.settings), repeats: true) {
            $0.time = .seconds(3)
            $0.repeats = 1_000
            $0.repeatsOnScreen = 1_000
            $0.maxSteps = 1_000
        }
        #expect(outcome.result.ending == .timeLimit)
    }

    @Test func aPlannerThatSaysNothingIsLeft() async {
        let outcome = await run([.hangs], on: FakeDevice(.settings))
        #expect(outcome.result.ending.word == "planner_failed")
        #expect(outcome.journal.record.isComplete)
    }

    @Test func circlesAreNoticed() async {
        let lines: [ScriptedPlanner.Line] = [.call(.tap, "Network"), .call(.back)]
        let outcome = await run(lines, on: FakeDevice(.settings), repeats: true)
        #expect(outcome.result.ending.word == "stuck")
        #expect(outcome.result.message.contains("tap row \"Network & internet\""))
        #expect(outcome.result.steps == 4)
    }

    @Test func theNextAlternativeIsTriedBeforeGivingUp() async {
        let ranked = ScriptedPlanner.Line.ranked([(.tap, "Battery", [:]), (.tap, "Network", [:])])
        let outcome = await run([ranked, ranked, ranked], on: FakeDevice(.settings))
        #expect(outcome.device.page == "network")
        #expect(outcome.journal.record.events("plan").contains { $0["passed_over"] == 1 })
    }

    @Test func callsThatCannotBeMadeAreRefusedAndThenGivenUp() async {
        let outcome = await run([.nonsense], on: FakeDevice(.settings), repeats: true)
        #expect(outcome.result.ending.word == "stuck")
        #expect(outcome.device.log.isEmpty)
        #expect(outcome.histories.last?.count == 2)
    }

    @Test(arguments: [0, 2, 4, 7]) func aLostDeviceEndsTheRunWithItsSerial(_ operations: Int) async {
        for device in [deadDevice(.settings, after: operations), silentDevice(.settings, after: operations)] {
            let outcome = await run([.call(.tap, "Network"), .call(.tap, "Airplane")], on: device)
            guard case .deviceLost(let error) = outcome.result.ending else {
                Issue.record("\(outcome.result.ending)")
                continue
            }
            #expect(error.serial == "fake-1")
            #expect(outcome.result.ending.exitCode == 69)
            #expect(outcome.journal.record.isComplete)
        }
    }

    @Test func aScreenThatNeverSettlesDoesNotHoldTheRun() async {
        let outcome = await run([.call(.tap, "Network")], on: neverSettlingDevice(.settings))
        #expect(outcome.result.ending.word == "done")
        #expect(outcome.journal.record.events("verify").first?["settled"] == false)
    }

    @Test func lostTextIsTold() async {
        let outcome = await run([.call(.type, "User", ["text": "Ann"])], on: deafFieldDevice(.mail))
        #expect(outcome.histories.last?.last?.hasSuffix("; the field is empty") == true)
        #expect(outcome.journal.record.events("verify").first?["confirmed"] == false)
    }

    @Test func anInterruptionIsToldToThePlanner() async {
        let device = interruptingDevice(.settings, after: 1, with: "permission")
        let outcome = await run([.call(.tap, "Network"), .call(.tap, "Deny")], on: device)
        #expect(outcome.histories[1].last == "a permission dialog came up")
        #expect(outcome.device.page == "network")
    }

    // MARK: Cancelling

    @Test(arguments: [1, 2, 5, 8]) func cancellingLeavesAWholeJournalAndTheFlowSoFar(_ touches: Int) async throws {
        let device = FakeDevice(.settings)
        let journal = MemoryJournal()
        let planner = ScriptedPlanner(
            lines: [.call(.tap, "Network"), .call(.tap, "Airplane")], repeats: true, clock: device.clock)
        var policy = RunPolicy()
        policy.repeats = 1_000
        policy.maxSteps = 1_000
        let canceller = Canceller(after: touches)
        let agent = Agent(
            StepExecutor(device, clock: device.clock), planner: planner, policy: policy,
            consent: BlanketConsent.granted, observers: [journal.observer, canceller])
        let task = Task { await agent.run("do it") }
        canceller.task.withLock { $0 = task }
        let result = await task.value
        #expect(result.ending == .cancelled)
        #expect(result.ending.exitCode == 130)
        #expect(journal.record.isComplete)
        #expect(journal.record.brokenLines.isEmpty)
        #expect(journal.record.events.last?["ending"] == "cancelled")
        if touches > 2 { #expect(result.flow?.contains("launchApp") == true) }
    }

    /// Cancels the run after so many events of verification, or at once.
    private final class Canceller: RunObserver {
        let task = Mutex<Task<RunResult, Never>?>(nil)
        private let left: Mutex<Int>

        init(after events: Int) { left = Mutex(events) }

        func note(_ event: RunEvent) {
            let isTime = left.withLock { left in
                left -= 1
                return left <= 0
            }
            if isTime { task.withLock { $0?.cancel() } }
        }
    }

    // MARK: Consent

    @Test func refusedConsentPerformsNothing() async {
        let consent = RecordingConsent(false)
        let outcome = await run([.call(.tap, "Delete account")], on: FakeDevice(.mail), consent: consent)
        #expect(outcome.result.ending.exitCode == 2)
        #expect(outcome.device.log.isEmpty)
        #expect(outcome.device.page == "form")
        #expect(consent.asked.withLock { $0 }.map(\.risk) == [.deletes])
        #expect(outcome.journal.record.events("consent").first?["granted"] == false)
        #expect(outcome.journal.record.events("act").isEmpty)
    }

    @Test func yesGrantsWithoutAsking() async {
        let consent = RecordingConsent(false)
        let outcome = await run([.call(.tap, "Delete account")], on: FakeDevice(.mail), consent: consent) {
            $0.grantsEverything = true
        }
        #expect(outcome.device.page == "deleted")
        #expect(consent.asked.withLock { $0.isEmpty })
        #expect(outcome.result.ending.exitCode == 0)
    }

    @Test func whatCostsNothingIsNotAsked() async {
        let consent = RecordingConsent(false)
        let outcome = await run([.call(.tap, "Continue")], on: FakeDevice(.mail), consent: consent)
        #expect(consent.asked.withLock { $0.isEmpty })
        #expect(outcome.device.page == "box")
    }

    // MARK: Flows

    @Test func aFlowHoldsWhatWasNeeded() async throws {
        let lines: [ScriptedPlanner.Line] = [
            .call(.tap, "Battery"), .call(.tap, "Connected"), .call(.back), .call(.tap, "Network"),
            .call(.tap, "Airplane"),
        ]
        let flow = try #require(await run(lines, on: FakeDevice(.settings)).result.flow)
        #expect(flow.hasPrefix("appId: \"com.android.settings\"\n---\n- launchApp:\n"))
        #expect(flow.contains("Network & internet"))
        #expect(flow.contains("Airplane mode"))
        #expect(!flow.contains("text: \"Battery\""))
        #expect(!flow.contains("- \"Connected devices\""))
        #expect(!flow.contains("- back"))
    }
}
