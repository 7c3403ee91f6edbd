import Hierarchies
import JSON
import Testing

@testable import Screens

@Suite struct SelectorPatternTests {
    @Test(
        "A pattern matches a whole text, in either case, as a regular expression or by its very characters",
        arguments: [
            ("Wi-Fi", "wi-fi", true), ("Wi-Fi", "Wi-Fi settings", false), ("Wi.*", "Wi-Fi", true),
            ("ÜBER", "über", true), ("straße", "STRASSE", false),
            ("Sign in (2)", "Sign in (2)", true), ("Sign in (2)", "sign in (2)", false),
            ("Sign in \\(2\\)", "sign in (2)", true), ("[", "[", true), ("[", "x", false),
            ("C++", "C++", true), ("a b", "a\nb", true), ("a\nb", "a\nb", true), ("a.b", "a\nb", true),
            ("é", "e\u{301}", false), ("\\d+ new", "12 new", true), ("", "", true), ("a\\", "a\\", true),
        ])
    func text(source: String, value: String, isMatch: Bool) {
        #expect(PatternMatcher(SelectorPattern(source)).matchesText(value) == isMatch)
    }

    @Test(
        "An id's pattern matches the whole id or what follows the last slash, and never by its characters alone",
        arguments: [
            ("title", "android:id/title", true), ("android:id/title", "android:id/title", true),
            ("id/title", "android:id/title", false), ("a[b", "x/a[b", true), ("t.tle", "android:id/title", true),
            ("a(1)", "a(1)", false),
        ])
    func id(source: String, value: String, isMatch: Bool) {
        #expect(PatternMatcher(SelectorPattern(source)).matchesID(value) == isMatch)
    }

    static let hostile = [
        "", "plain", "a.b*c", "\\", "\\Q", "$(reboot)", "${x}", "[1] {2} (3)", "^a|b$", "+1", "日本", "🙂?", "a\tb", "-",
    ]

    @Test("A literal matches its own text, and none of the other texts", arguments: hostile)
    func literal(text: String) {
        let pattern = SelectorPattern.literal(text)
        #expect(pattern.literalValue == text)
        let matcher = PatternMatcher(pattern)
        #expect(Self.hostile.filter(matcher.matches) == [text])
    }

    @Test("An expression too long to be one is taken literally")
    func limit() {
        let long = String(repeating: "a", count: SelectorPattern.maximalExpressionLength) + ".*"
        #expect(PatternMatcher(SelectorPattern(long)).matchesText(long))
        #expect(!PatternMatcher(SelectorPattern(long)).matchesText(long + "b"))
    }
}

@Suite struct SelectorMatcherTests {
    /// A column of rows, each with a title and a switch, and one clickable "Twin" after one that is not.
    static let rows: Hierarchy = {
        var tree = SelectorTree()
        let root = tree.add(at: Rect(0, 0, 1000, 2000))
        for (place, title) in ["Sound", "Display", "Battery"].enumerated() {
            let row = tree.add(id: "app:id/row", at: Rect(0, 200 * place, 1000, 200), below: root)
            tree.add(title, id: "app:id/title", at: Rect(50, 200 * place + 50, 300, 100), below: row)
            tree.add(id: "app:id/switch", flags: .clickable, at: Rect(800, 200 * place + 50, 100, 100), below: row)
        }
        tree.add("Twin", at: Rect(0, 1000, 100, 100), below: root)
        tree.add("Twin", flags: .clickable, at: Rect(0, 1200, 100, 100), below: root)
        tree.add("Far", at: Rect(0, 1995, 100, 100), below: root)
        return tree.hierarchy
    }()

    static let cases: [(Selector, [Int])] = [
        (Selector(text: "Sound"), [2]),
        (Selector(id: "switch"), [3, 6, 9]),
        (Selector(id: "switch", index: 1), [6]),
        (Selector(id: "switch", index: -1), [9]),
        (Selector(id: "switch", index: 3), []),
        (Selector(text: "Twin"), [11, 10]),
        (Selector(text: "Twin", index: 0), [10]),
        (Selector(text: "Far"), []),
        (Selector(id: "switch", relations: [.init(.below, Selector(text: "Sound"))]), [6, 9]),
        (Selector(id: "title", relations: [.init(.above, Selector(text: "Display"))]), [2]),
        (Selector(id: "switch", relations: [.init(.rightOf, Selector(text: "Sound"))]), [3, 6, 9]),
        (Selector(id: "title", relations: [.init(.leftOf, Selector(text: "Sound"))]), []),
        (Selector(id: "row", relations: [.init(.containsChild, Selector(text: "Display"))]), [4]),
        (Selector(relations: [.init(.containsDescendant, Selector(text: "Display"))]), [0, 4]),
        (
            Selector(
                id: "switch",
                relations: [
                    .init(.childOf, Selector(id: "row", relations: [.init(.containsChild, Selector(text: "Battery"))]))
                ]), [9]
        ),
        (Selector(id: "switch", relations: [.init(.childOf, Selector(text: "Nothing"))]), []),
    ]

    @Test("Selectors find the nodes that Maestro finds, in its order", arguments: cases.indices)
    func resolve(place: Int) {
        let (selector, expected) = Self.cases[place]
        let match = SelectorMatcher(Self.rows, size: Size(width: 1000, height: 2000)).resolve(selector)
        #expect(match.nodes == expected, "\(selector.json)")
        #expect(match.isUnique == (expected.count == 1 && selector.index == nil))
    }

    @Test(
        "A node stays when a tenth of it is on the screen",
        arguments: [
            (Rect(50, 50, 200, 100), true), (Rect(-50, 1260, 200, 100), true), (Rect(-200, 1300, 200, 100), false),
            (Rect(-10, -10, 5000, 5000), true), (Rect(10, 10, 0, 0), false), (Rect(10, 10, 0, 5), true),
            (Rect(701, 0, 200, 100), false),
        ])
    func pruning(rect: Rect, isVisible: Bool) {
        #expect(OnscreenNodes.isVisible(rect, on: Size(width: 720, height: 1280)) == isVisible)
    }

    @Test("Of matches beside a node the nearest comes first, clickable ones before others")
    func nearestFirst() {
        var tree = SelectorTree()
        let root = tree.add(at: Rect(0, 0, 1000, 2000))
        let far = tree.add("Edit", at: Rect(0, 900, 100, 100), below: root)
        let near = tree.add("Edit", at: Rect(0, 300, 100, 100), below: root)
        tree.add("Address", at: Rect(0, 100, 100, 100), below: root)
        let button = tree.add("Edit", flags: .clickable, at: Rect(0, 1500, 100, 100), below: root)
        let selector = Selector(text: "Edit", relations: [.init(.below, Selector(text: "Address"))])
        let size = Size(width: 1000, height: 2000)
        #expect(SelectorMatcher(tree.hierarchy, size: size).resolve(selector).nodes == [button, near, far])
        let inOrder = SelectorMatcher(tree.hierarchy, size: size, order: .document).resolve(selector)
        #expect(inOrder.nodes == [button, far, near])
    }

    static let sized: [(Selector.SizeCondition?, Set<Selector.Trait>, [Int])] = [
        (.init(width: 100, height: 100), [], [2]),
        (.init(width: 110, tolerance: 10), [], [1, 2]),
        (.init(height: 40), [], [1]),
        (nil, [.square], [2]),
        (nil, [.text], [1, 3]),
        (nil, [.text, .longText], [3]),
    ]

    @Test("Size and traits are conditions like others", arguments: sized.indices)
    func sizeAndTraits(place: Int) {
        var tree = SelectorTree()
        let root = tree.add(at: Rect(0, 0, 1000, 2000))
        tree.add("Label", at: Rect(0, 0, 120, 40), below: root)
        tree.add(at: Rect(0, 100, 100, 100), below: root)
        tree.add(String(repeating: "long ", count: 50), at: Rect(0, 300, 900, 300), below: root)
        var selector = Selector()
        (selector.size, selector.traits) = (Self.sized[place].0, Self.sized[place].1)
        let match = SelectorMatcher(tree.hierarchy, size: Size(width: 1000, height: 2000)).resolve(selector)
        #expect(match.nodes == Self.sized[place].2)
    }
}
