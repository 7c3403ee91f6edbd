import Patterns
import Testing

struct PatternTests {
    @Test(
        arguments: [
            ("^(a|b$)c", ["ac", "acx"], ["bc", "b", "xac"]),
            ("(^a|b)", ["a", "ax", "xb"], ["xa", ""]),
            ("a^b", [], ["ab", "a", "b"]),
            ("a$b", [], ["ab", "a", "b"]),
            ("^$", [""], ["a", "\n"]),
            ("$^", [""], ["a"]),
            ("^a$|^b$", ["a", "b"], ["ab", "ba", ""]),
            ("^^a$$", ["a"], ["aa"]),
            ("a|$", ["", "b", "xa"], []),
            ("(^|x)a", ["a", "xa", "bxa"], ["ba"]),
            ("a($|x)", ["a", "ba", "axb"], ["ab"]),
            ("", ["", "a"], []),
            ("[]", [], ["", "a"]),
            ("^[^]$", ["a", "\n", "😀"], ["", "ab"]),
        ]
    )
    func `anchors hold where they stand`(source: String, accepted: [String], refused: [String]) throws {
        try check(source, accepted, refused)
    }

    @Test(
        arguments: [
            (#"\bfoo\b"#, ["foo", "a foo b", "(foo)", "foo-"], ["food", "afoo", "foo_", "foo1"]),
            (#"\Boo\B"#, ["fooz", "xooy"], ["oo", "foo", "ooz"]),
            (#"^\b"#, ["a", "a "], ["", " a"]),
            (#"\b$"#, ["a", " a"], ["", "a "]),
            (#"^\B$"#, [""], ["a"]),
            (#"a\bb"#, [], ["ab", "a b"]),
            (#"\b^a"#, ["a"], [" a", "ba"]),
            (#"\ba|b\b"#, ["a", "b", "ab", "a-"], ["xay", "bx"]),
            (#"é\b"#, ["éa"], ["é", "é "]),
        ]
    )
    func `word boundaries look at both sides`(source: String, accepted: [String], refused: [String]) throws {
        try check(source, accepted, refused)
    }

    @Test(
        arguments: [
            (#"^\d\D\w\W\s\S$"#, ["1a_-\u{FEFF}x"], ["1a_- "]),
            (#"^.$"#, ["a", "é", "😀"], ["\n", "\r", "\u{2028}", "\u{2029}", "ab"]),
            (#"^\t\n\v\f\r\0\cJ\x41\u0042\u{43}\uD83D\uDE00$"#, ["\t\n\u{B}\u{C}\r\0\nABC😀"], [""]),
            (#"^\^\$\\\.\*\+\?\(\)\[\]\{\}\|\/\-$"#, [#"^$\.*+?()[]{}|/-"#], []),
            (#"^[\b\-\]a-c^-]+$"#, ["\u{8}-]abc^"], ["d", ""]),
            (#"^[\w-.]+$"#, ["a-.b"], ["a,b"]),
            (#"^[+-.]$"#, ["+", ",", "-", "."], ["/", "*"]),
            (#"^{a}]$"#, ["{a}]"], ["a"]),
            (#"^\@\_\"\ \:$"#, ["@_\" :"], []),
            (#"^a{2}b{1,}c{0,2}?d*?e+?f??$"#, ["aabde", "aabbccddeef"], ["abde", "aabcccde"]),
            (#"^(?:ab)(?<name>c)(d)$"#, ["abcd"], ["abc"]),
            (#"^(a*)*b$"#, ["b", "aab"], ["a", ""]),
            (#"^(|a){3}b$"#, ["b", "aaab"], ["aaaab"]),
            (#"^(x??)*?a"#, ["xxa", "a"], ["ba"]),
            ("(^){2}a|($)*b|(^$){1,}", ["ab", "xb", ""], ["xa"]),
            (#"^x{0}y$"#, ["y"], ["xy"]),
            (#"^\uD83D$"#, [], ["😀", ""]),
        ]
    )
    func `syntax means what ECMA-262 says`(source: String, accepted: [String], refused: [String]) throws {
        try check(source, accepted, refused)
    }

    private func check(_ source: String, _ accepted: [String], _ refused: [String]) throws {
        let pattern = try Pattern(source)
        for text in accepted { #expect(pattern.matches(text), "\(source) on \(text.debugDescription)") }
        for text in refused { #expect(!pattern.matches(text), "\(source) on \(text.debugDescription)") }
    }
}
