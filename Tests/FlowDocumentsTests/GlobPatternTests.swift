import FlowDocuments
import Testing

struct GlobPatternTests {
    @Test(arguments: [
        ("*", "a.yaml", true), ("*", "a/b.yaml", false), ("**", "a/b/c.yaml", true), ("a/*", "a/b.yaml", true),
        ("a/*", "a/b/c.yaml", false), ("**/c.yaml", "a/b/c.yaml", true), ("**/c.yaml", "c.yaml", false),
        ("?.yaml", "é.yaml", true), ("?", "/", false), ("[a-c]x", "bx", true), ("[!a-c]x", "bx", false),
        ("[]]", "]", true), ("{one,two/*}.yaml", "two/b.yaml", true), ("{one,}x", "x", true), (#"\*"#, "*", true),
        (#"\*"#, "a", false), ("", "", true), ("***", "a/b", true), ("a**z", "a/b/z", true), ("A", "a", false),
    ]) func aPathFitsAPattern(_ pattern: String, _ path: String, _ fits: Bool) throws {
        #expect(try #require(GlobPattern(pattern)).matches(path) == fits)
    }

    @Test(arguments: ["[a", "{a,b", "{a,{b}}", "[]", String(repeating: "{a,b}", count: 9)])
    func whatDoesNotEndOrExplodesIsNoPattern(_ pattern: String) { #expect(GlobPattern(pattern) == nil) }

    @Test func manyStarsAreReadInOnePass() throws {
        let pattern = try #require(GlobPattern(String(repeating: "*a", count: 200) + "b"))
        #expect(!pattern.matches(String(repeating: "a", count: 2000)))
    }
}
