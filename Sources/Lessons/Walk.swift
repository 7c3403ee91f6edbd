package import Agents
import Devices
import Flows
package import SimulatedPhones

/// A task carried out once by somebody who knows the way, for the lessons that come of it.
package struct Walk: Sendable {
    package var id: String
    package var set: String
    package var app: AppDeclaration
    package var instruction: String
    /// Of the instruction and the phone.
    package var language = "en"
    /// Where the phone's app has other words than the steps.
    package var rewording: Rewording?
    package var steps: [AppTask.Step]
    /// Nil where there is nothing to check but that each step was done.
    package var check: String?
    /// How often, of one, a step is preceded by a wrong one.
    package var detours = 0.0
    /// How often, of one, something comes up after a tap.
    package var popUps = 0.0
    /// Whether the phone is already as the task wants it.
    package var isRepeated = false
    /// Where the second of two tasks begins that are done in a row.
    package var secondStart: Int?
    /// Whether what is not in view ends the walk.
    package var isTapHere = false

    package init(
        id: String, set: String, app: AppDeclaration, instruction: String, steps: [AppTask.Step], check: String? = nil
    ) {
        self.id = id
        self.set = set
        self.app = app
        self.instruction = instruction
        self.steps = steps
        self.check = check
    }

    /// What came of a walk.
    package struct Outcome: Sendable {
        package var lessons: [WalkStep]
        package var ending: RunEnding
        /// Whether the task was done as far as its check tells, and the guide said so.
        package var isDone: Bool
        /// Whether every text that was typed stands in the instruction.
        package var isSaid: Bool
        /// Whether the last thing tapped shows a state of its own, as a switch does.
        package var endsAtControl: Bool
        /// The phone as it was left.
        package var phone: SimulatedPhone
    }

    /// Goes the way on a phone, through the agent's own loop, so that histories read as they do in a run.
    package func go(on phone: SimulatedPhone, using generator: SeededGenerator) async throws -> Outcome {
        let device = PhoneDevice(phone)
        let guide = Guide(self, on: device, using: generator)
        var policy = RunPolicy()
        policy.grantsEverything = true
        policy.maxSteps = 60
        let result = await Agent(StepExecutor(device, clock: device.clock), planner: guide, policy: policy)
            .run(instruction)
        let isFinished = if case .done = result.ending { true } else { false }
        var last = device.phone
        last.advance(by: .seconds(3))
        let holds = try check.map { check throws(DeclarationError) in try last.holds(check, in: app.package) } ?? true
        return Outcome(
            lessons: await guide.lessons, ending: result.ending, isDone: isFinished && holds,
            isSaid: await guide.isSaid, endsAtControl: await guide.endsAtControl,
            phone: device.phone)
    }

    /// What a label of the declaration is called on the phone.
    func translate(_ label: String) -> String { rewording?.apply(label) ?? app.text(label, language: language) }
}
