import Foundation
import TestSupport
import Testing

@testable import Hierarchies
@testable import Screens

/// What holds on every screen, made up or real.
@Suite struct ScreenLawTests {
    /// A flip of one attribute that must show.
    static let flips: [UINode.Flags] = [
        .checked, .enabled, .selected, .scrollable, .focused, .password, .longClickable,
    ]

    @Test("Laws hold on random trees", arguments: 0..<200)
    func randomTrees(seed: Int) {
        var generator = SeededGenerator(state: UInt64(seed))
        check(Hierarchy.random(&generator), flips: 40, &generator, Comment("seed \(seed)"))
    }

    @Test(
        "Laws hold on real dumps",
        .enabled(if: !realDumps.isEmpty, "no real dumps: THIMBLE_SHARED names the folder that has data/dumps"),
        arguments: realDumps)
    func realDump(file: String) throws {
        var generator = SeededGenerator(state: 7)
        let bytes = try SharedData.bytes(file)
        // Refusals are for the readers' own tests.
        guard let hierarchy = try? Hierarchy(reading: bytes, file: file) else { return }
        check(hierarchy, flips: 8, &generator, Comment("\(file)"))
    }

    static let realDumps = SharedData.files(below: "dumps")

    private func check(
        _ hierarchy: Hierarchy, flips count: Int, _ generator: inout SeededGenerator, _ comment: Comment
    ) {
        let screen = Screen(hierarchy)
        let text = TextRendering().render(screen)
        #expect(screen.elements.map(\.id) == Array(1..<screen.elements.count + 1), comment)
        #expect(Set(screen.elements.map(\.node)).count == screen.elements.count, "a node is offered twice: \(comment)")
        #expect(text == TextRendering().render(Screen(hierarchy)), comment)
        for (index, node) in hierarchy.nodes.enumerated() where node.flags.contains(.clickable) {
            let element = screen.elements.first { $0.node == index }
            #expect(element?.actions.contains(.tap) == true, "node \(index) cannot be tapped: \(comment)")
        }
        let plan = ElementPlan(NodeSurvey(hierarchy))
        for (index, words) in plan.words.enumerated() where isSeen(index, plan) {
            for label in [words.text, words.description] where !label.isEmpty {
                #expect(text.utf8.contains(label.utf8), "node \(index)'s \(label) is lost: \(comment)")
            }
        }
        let seen = hierarchy.nodes.indices.filter { isSeen($0, plan) }
        for _ in 0..<count {
            guard let index = seen.randomElement(using: &generator),
                let flag = Self.flips.randomElement(using: &generator)
            else { return }
            var flipped = hierarchy
            flipped.nodes[index].flags.formSymmetricDifference(flag)
            flipped.nodes[index].stated.insert(flag)
            #expect(
                TextRendering().render(Screen(flipped)) != text,
                "flipping \(flag.rawValue) of node \(index) does not show: \(comment)")
        }
    }

    private func isSeen(_ index: Int, _ plan: ElementPlan) -> Bool {
        var node = index
        while node >= 0 {
            if plan.facts[node].isHidden { return false }
            node = plan.survey.hierarchy.nodes[node].parent
        }
        return !plan.facts[index].visible.isEmpty
    }
}

extension String.UTF8View {
    fileprivate func contains(_ other: String.UTF8View) -> Bool {
        Data(self).range(of: Data(other)) != nil
    }
}

extension Hierarchy {
    /// A tree of up to a few dozen views with random classes, labels, states and places, some off the screen.
    static func random(_ generator: inout SeededGenerator) -> Hierarchy {
        let classes = [
            "FrameLayout", "LinearLayout", "TextView", "Button", "ImageView", "EditText", "Switch", "CheckBox",
            "RecyclerView", "SeekBar", "WebView",
        ]
        let words = ["Save", "Wi-Fi", "设置", "بحث", "On", "Save all", "12:30", "a\nb", "  ", ""]
        func make(_ depth: Int, _ box: Rect) -> View {
            var view = View(classes.randomElement(using: &generator) ?? "View", box)
            view.text = words.randomElement(using: &generator) ?? ""
            view.description = Bool.random(using: &generator) ? "" : words.randomElement(using: &generator) ?? ""
            view.id = Bool.random(using: &generator) ? "com.example.app:id/item" : ""
            for flag: UINode.Flags in [
                .clickable, .longClickable, .checkable, .checked, .selected, .focused, .scrollable, .password,
            ] where Int.random(in: 0..<8, using: &generator) == 0 {
                view.flags.insert(flag)
            }
            if Int.random(in: 0..<12, using: &generator) == 0 { view.without.insert(.enabled) }
            let count = depth == 0 ? 0 : Int.random(in: 0...4, using: &generator)
            for _ in 0..<count {
                let left = Int.random(in: -100...max(box.width, 1), using: &generator) + box.left
                let top = Int.random(in: -100...max(box.height, 1), using: &generator) + box.top
                let size = (Int.random(in: 0...400, using: &generator), Int.random(in: 0...300, using: &generator))
                view.children.append(make(depth - 1, Rect(left, top, size.0, size.1)))
            }
            return view
        }
        return Hierarchy([make(4, View.screen)])
    }
}
