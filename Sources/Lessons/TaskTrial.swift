package import Agents
import Devices
import Flows
package import SimulatedPhones

/// A task put to an agent on a simulated phone in this process.
package struct TaskTrial: Sendable {
    /// The name of the app's file.
    package var app: String
    package var declaration: AppDeclaration
    package var task: TaskInstance
    package var language: String
    package var instruction: String

    package init(
        app: String, declaration: AppDeclaration, task: TaskInstance, language: String, instruction: String
    ) {
        self.app = app
        self.declaration = declaration
        self.task = task
        self.language = language
        self.instruction = instruction
    }

    package struct Verdict: Sendable {
        /// Whether the check holds at the end.
        package var isDone: Bool
        /// Whether the run said that it is done.
        package var saysDone: Bool
        package var result: RunResult
    }

    /// Runs the agent on a phone, within so many steps.
    /// - Throws: for a check that cannot be read.
    package func run(_ planner: any Planner, on phone: SimulatedPhone, maxSteps: Int) async throws -> Verdict {
        let device = PhoneDevice(phone)
        var policy = RunPolicy()
        policy.grantsEverything = true
        policy.maxSteps = maxSteps
        // The phone's clock stands still while a planner thinks.
        let result = await Agent(StepExecutor(device, clock: device.clock), planner: planner, policy: policy)
            .run(instruction)
        var last = device.phone
        last.advance(by: .seconds(3))
        let saysDone = if case .done = result.ending { true } else { false }
        return Verdict(
            isDone: try last.holds(task.check, in: declaration.package), saysDone: saysDone, result: result)
    }
}
