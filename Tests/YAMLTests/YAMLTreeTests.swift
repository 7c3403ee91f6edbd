import Testing
import YAML

@Suite("YAML as it is written")
struct YAMLTreeTests {
    /// The tree in short: texts, quoted when they were quoted, with brackets and braces.
    private func short(_ tree: YAMLTree) -> String {
        switch tree.content {
        case .scalar(let text, let isPlain): isPlain ? text : "'\(text)'"
        case .sequence(let elements): "[" + elements.map(short).joined(separator: ",") + "]"
        case .mapping(let members):
            "{" + members.map { "\(short($0.key)):\(short($0.value))" }.joined(separator: ",") + "}"
        }
    }

    private func read(_ text: String, _ change: (inout YAMLLimits) -> Void = { _ in }) throws(YAMLError) -> YAMLTree? {
        var limits = YAMLLimits()
        change(&limits)
        return try YAMLTree.parse(Array(text.utf8), limits: limits)
    }

    @Test(
        "documents",
        arguments: [
            ("a: 1\nb: [x, 'y', \"z\"]", "{a:1,b:[x,'y','z']}"), ("- - 1\n  - 2\n- {k: v}", "[[1,2],{k:v}]"),
            ("text: |\n  one\n  two\n", "{text:'one\ntwo\n'}"), ("a: &x [1]\nb: *x", "{a:[1],b:[1]}"),
            ("a:\n", "{a:}"), ("设置: مرحبا", "{设置:مرحبا}"), ("k: 1\nk: 2", "{k:1,k:2}"),
            ("first: 1\n---\nsecond: 2", "{first:1}"),
        ])
    func documents(_ text: String, _ tree: String) throws {
        #expect(try read(text).map(short) == tree)
    }

    @Test("no document is none", arguments: ["", "# nothing\n", "   \n"])
    func none(_ text: String) throws { #expect(try read(text) == nil) }

    @Test("every node knows its place")
    func places() throws {
        let tree = try #require(try read("a: 1\nb:\n  - x\n  - y: z\n"))
        let deep = try #require(tree["b"]?.elements?[1]["y"])
        #expect((deep.line, deep.column) == (4, 8))
    }

    @Test(
        "what is no YAML is refused with its place",
        arguments: [
            ("a: [1", 1), ("a: 1\n b: 2", 2), ("\"open", 1), ("a: *nobody", 1), ("a: 1\n\tb: 2", 2), ("{a: 1]", 1),
        ])
    func malformed(_ text: String, _ line: Int) {
        let error = #expect(throws: YAMLError.self) { try read(text) }
        #expect(error?.code == .malformed)
        #expect(error.map { abs($0.line - line) <= 1 } == true)
    }

    @Test("aliases that stand for billions are refused before they are made")
    func bomb() {
        let lines = (1...20).map { "a\($0): &a\($0) [*a\($0 - 1), *a\($0 - 1), *a\($0 - 1), *a\($0 - 1)]" }
        let error = #expect(throws: YAMLError.self) { try read("a0: &a0 x\n" + lines.joined(separator: "\n")) }
        #expect(error?.code == .tooLarge)
    }

    @Test("limits")
    func limits() {
        let deep = #expect(throws: YAMLError.self) { try read(String(repeating: "[", count: 100)) { $0.depth = 10 } }
        #expect(deep?.code == .tooDeep)
        let wide = #expect(throws: YAMLError.self) { try read("[1, 2, 3, 4]") { $0.nodes = 4 } }
        #expect(wide?.code == .tooLarge)
        let long = #expect(throws: YAMLError.self) { try read("abc") { $0.bytes = 2 } }
        #expect(long?.code == .tooLarge)
    }
}
