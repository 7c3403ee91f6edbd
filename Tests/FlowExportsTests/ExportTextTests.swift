import Testing

@testable import FlowExports

/// What is written in a text, and what is a variable in it.
struct ExportTextTests {
    @Test(
        arguments: [
            ("", []), ("plain", [.literal("plain")]), ("${A}", [.variable("A")]),
            ("${ A }b", [.variable("A"), .literal("b")]),
            ("a${B}c${D}", [.literal("a"), .variable("B"), .literal("c"), .variable("D")]),
            ("\\${A}", [.literal("${A}")]), ("$A {b} $", [.literal("$A {b} $")]), ("${A", [.literal("${A")]),
            ("$${A}", [.literal("$"), .variable("A")]), ("${maestro.copiedText}", [.copied]),
            ("${maestro.platform}", [.literal("android")]), ("${KNOWN}!", [.literal("value!")]),
        ] as [(String, [ExportText.Part])])
    func aTextHasItsParts(_ text: String, _ parts: [ExportText.Part]) throws {
        #expect(try ExportText(text, in: ["KNOWN": ExportText("value")]).parts == parts)
    }

    /// Maestro reads up to the last brace.
    @Test(arguments: ["${a + b}", "${output.a}", "${1}", "${}", "${true}", "${A}, {b}"])
    func anExpressionIsFound(_ text: String) {
        #expect(throws: ScriptFound.self) { try ExportText(text, in: [:]) }
    }

    @Test(arguments: [("a.b", "a.b"), ("a\\.b", "a\\.b"), (".*(a|b)+c?", ".*(a|b)+c?")])
    func awkReadsAnExpressionAsMaestroDoes(_ pattern: String, _ shared: String) {
        #expect(ShellPattern.shared(pattern) == shared)
    }

    @Test(arguments: ["*a", "a**", "(", "a)", "a(?:b)", "\\d", "\\", "[a]", "a{2}", "^a", "a$", "(|+a)"])
    func awkReadsAnExpressionOtherwise(_ pattern: String) { #expect(ShellPattern.shared(pattern) == nil) }
}
