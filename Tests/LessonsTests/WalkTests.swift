import Agents
import Hierarchies
import JSON
import Screens
import SimulatedPhones
import Testing
import Tools

@testable import Lessons

@Suite struct WalkTests {
    /// The walks of a course's first and last task whose check held, and some taps.
    private func walks(_ name: String, seed: UInt64 = 7) async throws -> [Walk.Outcome] {
        var course = try Courses.course(name)
        course.tasks = course.tasks.prefix(1) + course.tasks.suffix(1)
        var outcomes: [Walk.Outcome] = []
        try await Courses.curriculum([course], seed: seed).teach(course) { _, outcome in
            if outcome.isDone { outcomes.append(outcome) }
        }
        return outcomes
    }

    @Test("Each step's node is an element of its screen that affords the call", arguments: Courses.names)
    func nodes(name: String) async throws {
        let walks = try await walks(name)
        #expect(!walks.isEmpty)
        for step in walks.flatMap(\.lessons) {
            let hierarchy = try Hierarchy(reading: Array(step.screen.utf8), file: step.id)
            let screen = Screen(hierarchy)
            var call = step.call
            if let node = step.node {
                let element = try #require(screen.elements.first { $0.node == node }, "\(step.id)")
                call.arguments["element"] = .integer(Int64(element.id))
            }
            #expect(throws: Never.self, "\(step.id)") { try ToolRegistry.ui.validate(call, on: screen) }
        }
    }

    @Test(
        "A step's history is the one before, and at least a sentence more; the last step is done", arguments: ["mail"])
    func histories(name: String) async throws {
        for walk in try await walks(name) {
            #expect(walk.lessons.last?.call.name == UITool.done.rawValue)
            for (step, next) in zip(walk.lessons, walk.lessons.dropFirst()) {
                #expect(next.history.starts(with: step.history))
                #expect(next.history.count > step.history.count)
                #expect(next.instruction == step.instruction)
            }
        }
    }

    @Test func equalSeedsGiveEqualLessons() async throws {
        var texts: [[String]] = []
        for seed: UInt64 in [7, 7, 8] {
            texts.append(
                try await walks("contacts", seed: seed).flatMap(\.lessons).map { JSONValue.object($0.json).print() })
        }
        #expect(texts[0] == texts[1])
        #expect(texts[0] != texts[2])
    }

    @Test("Who makes a walk's calls again does what the task asks", arguments: ["notes", "settings", "bank"])
    func replay(name: String) async throws {
        let course = try Courses.course(name)
        let pools = try Courses.pools.get()
        var generator = SeededGenerator(seed: 5)
        for task in course.tasks.prefix(6) {
            let phone = SimulatedPhone(apps: [course.app], startingIn: course.app.package)
            let state = phone.appState(course.app.package) ?? [:]
            let instances =
                try task.single.map { [$0] }
                ?? task.instances(in: state, pools: pools, using: &generator, file: name)
            let undone = try instances.first { try !phone.holds($0.check, in: course.app.package) }
            guard let instance = undone, let instruction = instance.phrasings["en"]?.first else { continue }
            let walk = Walk(
                id: task.id, set: "walks", app: course.app, instruction: instruction, steps: instance.steps,
                check: instance.check)
            let outcome = try await walk.go(on: phone, using: generator)
            #expect(outcome.isDone, "\(task.id): \(outcome.ending.message)")
            let trial = TaskTrial(
                app: name, declaration: course.app, task: instance, language: "en", instruction: instruction)
            let verdict = try await trial.run(Replayer(outcome.lessons), on: phone, maxSteps: 30)
            #expect(verdict.isDone && verdict.saysDone, "\(task.id)")
        }
    }

    @Test("A slider is pulled to its end") func slider() async throws {
        let course = try Courses.course("browser")
        let task = try #require(course.tasks.first { $0.id == "text-size" }?.single)
        let walk = Walk(
            id: "slider", set: "walks", app: course.app, instruction: "As large as it can be", steps: task.steps,
            check: task.check)
        let phone = SimulatedPhone(apps: [course.app], startingIn: course.app.package)
        let outcome = try await walk.go(on: phone, using: SeededGenerator(seed: 1))
        #expect(outcome.isDone)
        #expect(outcome.lessons.map(\.call.name) == ["tap", "tap", "swipe", "done"])
    }

    @Test("On a phone where it was done before, the walk ends at the control and leaves it alone")
    func again() async throws {
        let course = try Courses.course("settings")
        var walk = Walk(
            id: "dark", set: "walks", app: course.app, instruction: "Use the dark theme",
            steps: [AppTask.Step(verb: "tap", object: "Display"), AppTask.Step(verb: "tap", object: "Dark theme")],
            check: "state.dark")
        walk.isRepeated = true
        var phone = SimulatedPhone(apps: [course.app])
        try phone.setState(course.app.package, "dark", true)
        _ = phone.launch(course.app.package)
        let outcome = try await walk.go(on: phone, using: SeededGenerator(seed: 1))
        #expect(outcome.isDone)
        #expect(outcome.lessons.map(\.call.name) == ["tap", "done"])
    }

    @Test("Detours are in the histories of the steps behind them, and no lessons themselves")
    func detours() async throws {
        let course = try Courses.course("settings")
        let task = try #require(course.tasks.first { $0.id == "dark-theme" }?.single)
        var walk = Walk(
            id: "dark", set: "walks", app: course.app, instruction: "Use the dark theme", steps: task.steps,
            check: task.check)
        walk.detours = 1
        let phone = SimulatedPhone(apps: [course.app], startingIn: course.app.package)
        let outcome = try await walk.go(on: phone, using: SeededGenerator(seed: 1))
        #expect(outcome.isDone)
        let calls = outcome.lessons.map(\.call.name)
        #expect(calls.filter { $0 != "back" } == ["tap", "tap", "done"])
        #expect(calls.count { $0 == "back" } == 2)
        for step in outcome.lessons where step.call.name == "back" {
            #expect(step.history.last?.hasPrefix("tapped ") == true)
        }
        #expect(outcome.lessons.last?.history.count == 6)
    }

    @Test("What comes up of itself is sent away by the button that changes nothing", arguments: 0..<20)
    func popUps(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let popUp = PopUp.random(using: &generator)
        if case .notice(_, _, let buttons) = popUp.interruption { #expect(buttons.contains(popUp.way)) }
    }
}

/// Makes the calls of a walk once more.
private actor Replayer: Planner {
    nonisolated let name = "replayer"
    private var rest: ArraySlice<WalkStep>

    init(_ steps: [WalkStep]) { rest = steps[...] }

    func plan(_ instruction: String, on screen: Screen, history: [String]) async throws -> Plan {
        let next = rest.popFirst()
        let step = try #require(next)
        var call = step.call
        if let node = step.node {
            call.arguments["element"] = .integer(Int64(try #require(screen.elements.first { $0.node == node }).id))
        }
        return Plan(calls: [PlannedCall(call: call, confidence: 1)])
    }
}
