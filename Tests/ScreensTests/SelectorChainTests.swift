import Hierarchies
import JSON
import TestSupport
import Testing

@testable import Screens

@Suite struct SelectorChainTests {
    static func chains(_ hierarchy: Hierarchy) -> [(element: Element, chain: SelectorChain)] {
        let screen = Screen(hierarchy)
        let builder = SelectorChainBuilder(screen, hierarchy)
        return screen.elements.map { ($0, builder.chain(for: $0)) }
    }

    @Test("Every selector of a chain finds a node of its element, and all but numbered ones find nothing else")
    func sound() {
        let matcher = SelectorMatcher(SelectorMatcherTests.rows, size: Size(width: 1000, height: 2000))
        let chains = Self.chains(SelectorMatcherTests.rows)
        #expect(chains.count > 6)
        for (element, chain) in chains {
            for selector in chain.selectors {
                let match = matcher.resolve(selector)
                #expect(match.isUnique != (selector.index != nil))
                #expect(match.hit.map { element.mergedNodes.contains($0) || $0 == element.node } == true)
            }
        }
    }

    @Test("A switch in a row of its like is named by the row's words before its number")
    func row() throws {
        let chain = try #require(Self.chains(SelectorMatcherTests.rows).first { $0.element.node == 6 }).chain
        #expect(chain.kind == .unique)
        #expect(chain.selectors.last?.index == 1)
        #expect(chain.selectors.first?.relations.isEmpty == false)
    }

    @Test("A row whose middle is a button's is touched beside it")
    func inset() throws {
        var tree = SelectorTree()
        let root = tree.add(at: Rect(0, 0, 1000, 2000))
        let row = tree.add(id: "app:id/bar", flags: .clickable, at: Rect(0, 100, 1000, 100), below: root)
        tree.add("Mic", flags: .clickable, at: Rect(400, 100, 200, 100), below: row)
        let (element, chain) = try #require(Self.chains(tree.hierarchy).first { $0.element.node == row })
        #expect(chain.selectors.first == Selector(id: "bar"))
        let point = try #require(chain.inset).point(in: element.bounds)
        #expect(element.bounds.contains(point) && !Rect(400, 100, 200, 100).contains(point))
    }

    @Test("A text that counts comes after what lasts")
    func jitter() throws {
        var tree = SelectorTree()
        let root = tree.add(at: Rect(0, 0, 1000, 2000))
        tree.add("Inbox", at: Rect(0, 100, 900, 100), below: root)
        tree.add("3 new", id: "app:id/new", flags: .clickable, at: Rect(0, 300, 100, 100), below: root)
        let chain = try #require(Self.chains(tree.hierarchy).first { $0.element.label == "3 new" }).chain
        #expect(chain.selectors.first == Selector(id: "new"))
        #expect(chain.selectors.contains(Selector(text: "3 new")))
    }

    @Test("What a secret field holds is in no selector", arguments: ["hunter2", "Pass"])
    func secret(password: String) {
        var tree = SelectorTree()
        let root = tree.add(at: Rect(0, 0, 1000, 2000))
        tree.add(
            password, flags: [.clickable, .password], description: "field \(password)", hint: "PIN",
            at: Rect(0, 100, 900, 100), below: root)
        tree.add("Other", flags: .clickable, at: Rect(0, 300, 900, 100), below: root)
        for (_, chain) in Self.chains(tree.hierarchy) {
            for selector in chain.selectors { #expect(!selector.json.print().contains(password)) }
        }
    }

    static let dumps = (SharedData.files(below: "dumps/appium") + SharedData.files(below: "dumps/uiautomator"))
        .enumerated()
        .filter { $0.offset % 7 == 0 }.map(\.element)

    @Test(
        "On real dumps nine elements of ten are named without a number or a place",
        .enabled(if: !dumps.isEmpty, "no shared data"))
    func real() throws {
        var counts: [SelectorChain.Kind: Int] = [:]
        for file in Self.dumps {
            guard let bytes = try? SharedData.bytes(file), let hierarchy = try? Hierarchy(reading: bytes, file: file)
            else { continue }
            let matcher = SelectorMatcher(hierarchy, size: Screen(hierarchy).size)
            for (element, chain) in Self.chains(hierarchy)
            where !element.actions.isEmpty && element.states.isDisjoint(with: [.covered, .offscreen]) {
                counts[chain.kind, default: 0] += 1
                if chain.kind == .unique, let first = chain.selectors.first {
                    #expect(matcher.resolve(first).isUnique, "\(file) \(element.id)")
                }
            }
        }
        let all = counts.values.reduce(0, +)
        #expect(counts[.unique, default: 0] * 10 >= all * 9, "\(counts)")
    }
}
