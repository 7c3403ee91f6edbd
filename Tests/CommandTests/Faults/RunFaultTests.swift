import Agents
import DeviceBridge
import DeviceSimulator
import Devices
import Flows
import Foundation
import JSON
import SimulatedPhones
import Synchronization
import TestSupport
import Testing

@testable import thimble

/// A run on a phone where something goes wrong.
struct RunFault: Sendable, CustomStringConvertible {
    let fault: String
    /// The exit codes that it may end with; 0 only where the phone's state proves it.
    let codes: Set<Int32>

    var description: String { fault }

    init(_ fault: String, _ codes: Int32...) {
        self.fault = fault
        self.codes = Set(codes)
    }

    /// What is nobody's business but the client's, and what a planner can deal with.
    static let harmless: [RunFault] = [
        .init("truncate@shell:uiautomator#2", 0), .init("truncate@shell:uiautomator#3=0", 0),
        .init("stale@shell:uiautomator#1", 0), .init("busy@shell:uiautomator", 0), .init("exit@shell:uiautomator=1", 0),
        .init("slow@shell:uiautomator#2=30", 0), .init("slow@shell:input#1=30", 0),
    ]
    static let dialogs: [RunFault] = ["low-battery", "notice", "not-responding", "call"].flatMap { name in
        ["shell:uiautomator#1", "shell:uiautomator#2", "shell:input#1", "shell:input#2"].map {
            RunFault("dialog@\($0)=\(name)", 0)
        }
    }
    /// The app is gone with all that was done in it, or the tap with its report.
    static let setbacks: [RunFault] = [
        .init("dialog@shell:input#1=crashed", 0, 1), .init("dialog@shell:uiautomator#4=crashed", 0, 1),
        .init("exit@shell:input#1=1", 0, 1), .init("exit@shell:input=1", 0, 1), .init("refuse@shell:input#1", 0, 1),
        .init("refuse@shell:input", 1),
    ]
    static let losses: [RunFault] =
        ["drop", "drop=3", "idle-timeout", "reboot", "garbage", "hang", "slow=5000"].flatMap { kind in
            ["shell:input#1", "shell:input#2", "shell:uiautomator#1", "shell:uiautomator#4"].map { place in
                let parts = kind.split(separator: "=")
                return RunFault("\(parts[0])@\(place)" + (parts.count > 1 ? "=\(parts[1])" : ""), 69)
            }
        } + [
            .init("truncate@shell:uiautomator", 69), .init("stale@shell:uiautomator", 69),
            .init("truncate@shell:uiautomator=0", 69), .init("refuse@shell:uiautomator", 69),
        ]

    static let all = harmless + dialogs + setbacks + losses
    /// For further apps: what strikes at the first call, or always.
    static let early = all.filter { !$0.fault.contains("#2") && !$0.fault.contains("#4") }
}

/// Under each fault a run ends with done only where the phone's state proves it, and otherwise says what happened.
@Suite("A run tells the truth whatever goes wrong", .serialized, .hangGuard)
struct RunFaultTests {
    @Test("In the settings")
    func settings() async throws { try await run([.airplane], RunFault.all) }

    @Test("In two other apps")
    func others() async throws { try await run([.milk, .track], RunFault.early) }

    /// Two runs at a time: all at once would starve whatever else is tested.
    private func run(_ tasks: [FaultyTask], _ faults: [RunFault]) async throws {
        let rows = tasks.flatMap { task in faults.map { (task, $0) } }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (index, (task, fault)) in rows.enumerated() {
                if index >= 2 { try await group.next() }
                group.addTask {
                    do { try await run(task, fault) } catch { Issue.record("\(task), \(fault): \(error)") }
                }
            }
            try await group.waitForAll()
        }
    }

    private func run(_ task: FaultyTask, _ fault: RunFault) async throws {
        let phone = try task.phone([fault.fault])
        var limits = DeviceLimits()
        // What is not to end by its limit would hang if it waited at all.
        let endsByLimit = fault.fault.hasPrefix("hang") || fault.fault.hasSuffix("=5000")
        let limit = endsByLimit ? Duration.milliseconds(300) : .beyondHangGuard
        (limits.command, limits.dump) = (limit, limit)
        let lines = Mutex("")
        let journal = RunJournal { line in lines.withLock { $0 += line } }
        var hasty = StepExecutor.Limits()
        hasty.patience = .milliseconds(100)
        let limitsOfSteps = hasty
        let result = try await SimulatedLender(phone: phone, limits: limits).withDevice(.any) { device in
            await Agent(
                StepExecutor(device, limits: limitsOfSteps), planner: BaselinePlanner(), observers: [journal]
            ).run(task.instruction)
        }
        let name: Comment = "\(task), \(fault)"

        let code = result.ending.exitCode
        #expect(fault.codes.contains(code), "\(name): \(result.ending.message)")
        #expect(code != 0 || task.isDone(on: phone), "\(name): reported done")
        if case .deviceLost(let error) = result.ending {
            #expect(error.serial == phone.serial && error.service?.isEmpty == false, "\(name): \(error)")
        }
        let record = RunJournal.read(Array(lines.withLock { $0 }.utf8))
        #expect(record.isComplete && record.brokenLines.isEmpty, name)
        #expect(record.events.last?["exit_code"]?.integer == Int64(code), name)
        // The flow holds no tap that was not made.
        let taps = result.flow?.components(separatedBy: "tapOn").count ?? 1
        let done = record.events("act").count { $0["action"]?.string?.hasPrefix("tap ") == true }
        #expect(taps - 1 <= done, "\(name): \(result.flow ?? "")")
    }

    @Test("A permission dialog that a run begins under is sent away")
    func permission() async throws {
        // The clock asks at its first start whether it may notify.
        let phone = try FaultyTask.phone("clock", [])
        let result = try await SimulatedLender(phone: phone).withDevice(.any) { device in
            await Agent(StepExecutor(device), planner: BaselinePlanner()).run("tap Timer")
        }
        #expect(result.ending.exitCode == 0, "\(result.ending.message)")
        #expect(phone.withState { $0.phone.hierarchyXML() }.contains("Timer"))
    }
}
