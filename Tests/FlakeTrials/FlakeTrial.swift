import Devices
import FlowDocuments
import Flows
import SimulatedPhones
import Synchronization

/// One flow that is run under one fault, begun anew as a suite does it.
package struct FlakeTrial: Sendable {
    package var flow: MadeFlow
    package var fault: InjectedFault

    package init(_ flow: MadeFlow, _ fault: InjectedFault) {
        self.flow = flow
        self.fault = fault
    }

    package struct Outcome: Sendable {
        /// Of the last attempt.
        package var verdict: FlakeVerdict
        package var attempts: Int
        package var infrastructureFailures: [String]
        /// What is wrong with it; empty when nothing is.
        package var complaints: [String]
        package var hasStruck: Bool
        package var looks: Int
        package var touches: Int
        package var failure: String
    }

    package func run() async throws -> Outcome {
        let device = FaultyPhone(flow.phone, fault)
        return outcome(of: try await results(on: device), device)
    }

    /// The phone as the flow leaves it when it passes.
    func phoneAfterwards() async throws -> SimulatedPhone? {
        let device = FaultyPhone(flow.phone, fault)
        return try await results(on: device).last?.status == .passed ? device.now : nil
    }

    /// Whether the flow ends as it must, and again on the phone that it leaves: one that does not cannot be begun anew.
    func isTrueTwice() async throws -> Bool {
        let device = FaultyPhone(flow.phone, fault)
        for _ in 0..<2 where try await results(on: device).last?.status.rawValue != flow.truth.rawValue { return false }
        return true
    }

    private func results(on device: FaultyPhone) async throws -> [FlowResult] {
        // Nothing in a run waits, so without this no other test of the process would have its turn.
        await Task.yield()
        let results = Mutex<[FlowResult]>([])
        var options = FlowRunOptions()
        options.keepsScreens = false
        let runner = FlowRunner(
            AndroidFlowDevice(device), files: flow, clock: device.clock, options: options
        ) { _ throws(FlowScriptError) in throw FlowScriptError(.noEngine, "none") }
        var suite = FlowSuiteRunner.Options()
        suite.progress = { result in
            results.withLock { $0.append(result) }
            device.endAttempt()
            // Whoever begins a flow anew does so a while later.
            device.clock.advance(by: .seconds(40))
        }
        let plan = try WorkspacePlan([flow.name], in: flow)
        _ = await FlowSuiteRunner([runner], options: suite, now: { .zero }).run(plan)
        return results.withLock { $0 }
    }

    private func outcome(of results: [FlowResult], _ device: FaultyPhone) -> Outcome {
        let verdicts = results.map { FlakeVerdict(rawValue: $0.status.rawValue) ?? .failed }
        let last = verdicts.last ?? .failed
        let failures = results.filter { $0.status == .infrastructure }.map { $0.failure?.message ?? "" }
        var complaints: [String] = []
        var allowed = fault.verdicts(of: flow.truth)
        // What lies under an app's own dialog is not visible.
        if fault.isOfTheApp, flow.isBrokenByPresence { allowed.insert(.passed) }
        if !allowed.contains(last) { complaints.append("\(last) instead of \(flow.truth)") }
        for failure in failures where !fault.signs.contains(where: failure.contains) {
            complaints.append("an infrastructure failure says “\(failure)”")
        }
        // A verdict that comes before the last attempt would have been the last.
        if verdicts.dropLast().contains(where: { $0 != .infrastructure }) {
            complaints.append("begun anew for nothing")
        }
        let failure = results.last?.failure?.message ?? ""
        // BACK takes an app's own dialog away, and what it was meant for is missing then.
        if last == .failed, flow.truth == .passed, allowed.contains(last), !fault.kind.isBeyondPromise,
            !failure.contains("is in front"), !flow.text.contains("- back")
        {
            complaints.append("does not say what lies over the app: \(failure)")
        }
        return Outcome(
            verdict: last, attempts: results.count, infrastructureFailures: failures, complaints: complaints,
            hasStruck: device.hasStruck, looks: device.uses.looks, touches: device.uses.touches, failure: failure)
    }
}
