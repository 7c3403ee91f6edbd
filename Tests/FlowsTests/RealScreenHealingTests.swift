import Foundation
import Hierarchies
import Screens
import TestSupport
import Testing

@testable import Flows

/// Elements of real screens, looked for on other versions of them.
struct RealScreenHealingTests {
    /// Which real apps: one half was looked at while the healer was made, the other was only counted.
    enum Half: String, CaseIterable, Sendable {
        case seen, heldBack

        /// By the app, so that no two screens of one are in different halves.
        init(_ app: String) {
            let hash = app.utf8.reduce(UInt32(2_166_136_261)) { ($0 ^ UInt32($1)) &* 16_777_619 }
            self = hash & 0x100 == 0 ? .heldBack : .seen
        }
    }

    enum Ending: Sendable {
        /// The selector still finds it.
        case kept
        /// The selector finds something else.
        case misled
        case right, unsure, wrong
        /// The mutation put it where no finger gets, and nothing else was taken for it.
        case outOfReach
    }

    static let files = SharedData.files(below: "dumps")

    /// Of docs/flows.md's figures, which take minutes and are printed; else a sample.
    private static let isWhole = ProcessInfo.processInfo.environment["THIMBLE_HEALING"] == "whole"

    /// The screens of one half, at most so many of an app.
    static func screens(_ half: Half, perApp: Int) -> [(hierarchy: Hierarchy, screen: Screen)] {
        var count: [String: Int] = [:]
        return files.compactMap { file in
            guard let bytes = try? SharedData.bytes(file),
                let hierarchy = try? Hierarchy(reading: bytes, file: file, as: nil, limits: DumpLimits())
            else { return nil }
            let screen = Screen(hierarchy)
            // Dumps of iOS name no app: then it is where they come from.
            let source = file.split(separator: "/").last?.split(separator: "_").first.map(String.init) ?? file
            let app = screen.packageName.isEmpty ? source : screen.packageName
            guard Half(app) == half, count[app, default: 0] < perApp else { return nil }
            count[app, default: 0] += 1
            return (hierarchy, screen)
        }
    }

    /// What becomes of some elements of a screen under every mutation.
    static func endings(_ hierarchy: Hierarchy, _ screen: Screen, elements: Int) async -> [(Mutation, Ending)] {
        let builder = SelectorChainBuilder(screen, hierarchy)
        let all = screen.elements.filter {
            $0.window == .app && $0.actions.contains(.tap)
                && $0.states.isDisjoint(with: [.covered, .offscreen, .disabled])
        }
        var endings: [(Mutation, Ending)] = []
        // Spread over the screen.
        let stride = max(1, all.count / elements)
        for (place, element) in all.enumerated() where place % stride == stride / 2 && place / stride < elements {
            let chain = builder.chain(for: element)
            guard chain.kind == .unique else { continue }
            let memory = ElementMemory(element, on: screen)
            for mutation in Mutation.allCases {
                // Other tests run on the same threads.
                await Task.yield()
                let mutant = MutantScreen(hierarchy, mutation, of: element, on: screen)
                endings.append((mutation, ending(of: element, memory, chain, hierarchy, mutant, mutation)))
            }
        }
        return endings
    }

    private static func ending(
        of element: Element, _ memory: ElementMemory, _ chain: SelectorChain, _ hierarchy: Hierarchy,
        _ mutant: MutantScreen, _ mutation: Mutation
    ) -> Ending {
        var own = Set(element.node..<max(hierarchy.nodes[element.node].end, element.node + 1))
        own.formUnion(element.mergedNodes)
        let now = Screen(mutant.hierarchy)
        func isOwn(_ node: Int) -> Bool { !mutation.isRemoval && mutant.origins[node].map(own.contains) == true }
        if let hit = SelectorMatcher(mutant.hierarchy, size: now.size).resolve(chain.selectors[0]).hit {
            return isOwn(hit) ? .kept : .misled
        }
        let healer = ElementHealer(memory: memory, alternatives: Array(chain.selectors.dropFirst()))
        guard let healed = healer.heal(on: now, mutant.hierarchy)?.element else {
            let isThere = now.elements.contains {
                isOwn($0.node) && $0.states.isDisjoint(with: [.covered, .offscreen])
            }
            return isThere || mutation.isRemoval ? .unsure : .outOfReach
        }
        let touched = now.element(touchedAt: healed.tapPoint, in: mutant.hierarchy)
        return isOwn(healed.node) || touched.map { isOwn($0.node) } == true ? .right : .wrong
    }

    @Test(
        "On other versions of real screens four of five are healed right, and hardly anything else is taken for them",
        .enabled(if: !files.isEmpty, "no shared data"), arguments: Half.allCases)
    func healing(half: Half) async throws {
        var tally: [Mutation: [Ending: Int]] = [:]
        let screens = Self.screens(half, perApp: Self.isWhole ? 8 : 3)
        #expect(screens.count >= 20)
        for (hierarchy, screen) in screens {
            for (mutation, ending) in await Self.endings(hierarchy, screen, elements: Self.isWhole ? 6 : 4) {
                tally[mutation, default: [:]][ending, default: 0] += 1
            }
        }
        func count(_ endings: Set<Ending>, where isMeant: (Mutation) -> Bool) -> Int {
            tally.filter { isMeant($0.key) }.reduce(0) {
                $0 + $1.value.filter { endings.contains($0.key) }.values.reduce(0, +)
            }
        }
        let asked = count([.right, .unsure, .wrong], where: \.isFair)
        let right = count([.right], where: \.isFair)
        let wrong = count([.wrong], where: \.isFair)
        // What is not there is not found again.
        let removed = count([.unsure, .wrong], where: \.isRemoval)
        let mistaken = count([.wrong], where: \.isRemoval)
        if Self.isWhole {
            print("\(half): \(right) of \(asked) right, \(wrong) wrong; \(mistaken) of \(removed) removed found")
        }
        #expect(asked >= 500)
        #expect(right * 100 >= asked * 82, "\(right) of \(asked)")
        #expect(wrong * 100 <= asked, "\(wrong) of \(asked)")
        #expect(mistaken * 50 <= removed, "\(mistaken) of \(removed)")
    }
}
