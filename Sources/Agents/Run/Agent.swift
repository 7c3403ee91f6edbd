internal import Devices
package import Flows

/// Carries an instruction out on a device: observe, plan, act, settle, verify, record, until one of the endings.
///
/// It performs nothing that the policy forbids or the person refuses, reports no step done that the next screen does
/// not bear out, and ends within its limits whatever device and planner do.
package struct Agent: Sendable {
    package let executor: StepExecutor
    package let planner: any Planner
    package let policy: RunPolicy
    package let consent: any Consent
    package let observers: [any RunObserver]

    /// - Parameters:
    ///   - executor: reaches the device, and brings the clock.
    ///   - planner: chooses each step.
    ///   - policy: what the run may do, and for how long.
    ///   - consent: asked before what cannot be taken back, unless the policy grants everything.
    ///   - observers: told each event in its turn, before the run goes on.
    package init(
        _ executor: StepExecutor, planner: any Planner, policy: RunPolicy = RunPolicy(),
        consent: any Consent = BlanketConsent.refused, observers: [any RunObserver] = []
    ) {
        self.executor = executor
        self.planner = planner
        self.policy = policy
        self.consent = consent
        self.observers = observers
    }

    /// Runs until an ending; a cancelled task ends the run in order.
    package func run(_ instruction: String) async -> RunResult {
        var run = AgentRun(self, instruction)
        return await run.toTheEnd()
    }
}
