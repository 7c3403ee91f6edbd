import Devices
import FlowDocuments
import Foundation
import Hierarchies
import Screens
import SimulatedPhones
import Testing

@testable import Flows

/// Steps recorded on simulated apps, replayed on other versions of their screens.
struct HealingTests {
    /// One step, and the phone just before it.
    struct Recorded: Sendable {
        var app: String
        var phone: SimulatedPhone
        var hierarchy: Hierarchy
        var element: Element
        var flow: FlowDocument
        /// What the step leads to.
        var after: Hierarchy
    }

    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(
        path: "../../fixtures/apps")

    static func phones() throws -> [(String, SimulatedPhone)] {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".yaml") }
        return try names.sorted().map { name in
            let bytes = [UInt8](try Data(contentsOf: folder.appending(path: name)))
            let app = try AppDeclaration(yaml: bytes, file: name)
            return (name, SimulatedPhone(apps: [app], startingIn: app.package))
        }
    }

    /// Every step that changes something on the first screens of every app.
    static func recorded() async throws -> [Recorded] {
        var steps: [Recorded] = []
        for (name, phone) in try phones() {
            var todo = [(phone, 0)]
            var count = 0
            var seen: Set<ScreenFingerprint> = []
            while !todo.isEmpty, seen.count < 3, count < Self.perApp {
                let (phone, depth) = todo.removeFirst()
                let device = PhoneDevice(phone)
                let hierarchy = try await Settler(device, clock: device.clock).settle().hierarchy
                let screen = Screen(hierarchy)
                guard seen.insert(screen.fingerprint).inserted else { continue }
                let builder = SelectorChainBuilder(screen, hierarchy)
                for element in screen.elements
                where element.window == .app && element.actions.contains(.tap)
                    && element.states.isDisjoint(with: [.covered, .offscreen, .disabled]) && count < Self.perApp
                {
                    let trial = PhoneDevice(device.phone)
                    try await trial.tap(at: element.tapPoint)
                    let after = try await Settler(trial, clock: trial.clock).settle().hierarchy
                    guard !after.saysTheSame(as: hierarchy),
                        let step = try step(on: element, screen, builder)
                    else { continue }
                    count += 1
                    steps.append(
                        Recorded(
                            app: name, phone: device.phone, hierarchy: hierarchy, element: element, flow: step,
                            after: after))
                    if depth < 2 { todo.append((trial.phone, depth + 1)) }
                }
            }
        }
        return steps
    }

    private static func step(on element: Element, _ screen: Screen, _ builder: SelectorChainBuilder) throws
        -> FlowDocument?
    {
        let chain = builder.chain(for: element)
        guard chain.kind == .unique else { return nil }
        let target = Action.Target(
            point: element.tapPoint, chain: chain, label: element.label, fingerprint: element.fingerprint,
            memory: ElementMemory(element, on: screen))
        let lines = try FlowStep(.tap(target), on: screen.fingerprint).print()
        return try FlowDocument(reading: Array("appId: app\n---\n\(lines)".utf8), file: "recorded.yaml")
    }

    private static let perApp = 10

    enum Ending { case kept, right, unsure, wrong, wrongAndPassed, misled }

    static func replay(_ step: Recorded, _ mutation: Mutation) async throws -> Ending {
        let mutant = MutantScreen(step.hierarchy, mutation, of: step.element, on: Screen(step.hierarchy))
        let phone = MutantPhone(PhoneDevice(step.phone), mutant)
        var options = FlowRunOptions()
        options.heals = true
        options.keepsScreens = false
        // A mutant stands still: what is not there at once does not come.
        options.lookup = .seconds(3)
        options.healPatience = .seconds(1)
        let runner = FlowRunner(phone, files: FlowTexts(texts: [:]), clock: phone.clock, options: options) {
            _ throws(FlowScriptError) in throw FlowScriptError(.noEngine, "none")
        }
        let result = await runner.run(step.flow)
        guard let touch = phone.touches.first else { return .unsure }
        let isRight = step.element.bounds.contains(touch) && !mutation.isRemoval
        let isHeal = result.commands.first?.heal != nil
        if isRight { return isHeal ? .right : .kept }
        if !isHeal { return .misled }
        let now = try await phone.settled()
        return now.saysTheSame(as: step.after) ? .wrongAndPassed : .wrong
    }

    @Test("Of 500 mutants and more, nineteen of twenty are healed right, and none wrong")
    func mutants() async throws {
        let steps = try await Self.recorded()
        var tally: [Mutation: [Ending: Int]] = [:]
        for step in steps {
            for mutation in Mutation.basic {
                // Other tests run on the same threads.
                await Task.yield()
                let ending = try await Self.replay(step, mutation)
                tally[mutation, default: [:]][ending, default: 0] += 1
            }
        }
        var healed = 0
        var right = 0
        for (mutation, endings) in tally.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            // Nor is what is not there found again.
            #expect(endings[.wrong] == nil && endings[.wrongAndPassed] == nil, "\(mutation)")
            guard mutation.isFair else { continue }
            right += endings[.right] ?? 0
            healed += [Ending.right, .unsure, .wrong, .wrongAndPassed].reduce(0) { $0 + (endings[$1] ?? 0) }
        }
        #expect(healed >= 500)
        #expect(Double(right) >= 0.95 * Double(healed), "\(right) of \(healed)")
    }
}
