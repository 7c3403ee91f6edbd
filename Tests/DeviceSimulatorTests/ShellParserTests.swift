import DeviceSimulator
import SimulatedPhones
import TestSupport
import Testing

@Suite("The shell's parser ends, and keeps its limits")
struct ShellParserTests {
    @Test("Random command lines are parsed or refused, and run to an end", arguments: 0..<8)
    func fuzz(seed: UInt64) throws {
        var random = SeededGenerator(state: seed)
        let pieces = [
            "echo", "a", "'", "\"", "\\", "$", "$(", ")", "(", "{", "}", ";", "&&", "||", "|", "&", ">", "<", ">>",
            "2>&1",
            "if", "then", "else", "fi", "for", "in", "do", "done", "while", "false", "true", "!", "*", "[", "]", "`",
            "#",
            "\n", " ", " ", " ", "${x:-", "${", "x=1", "cat", "read x", "exit", "/sdcard/*", "é", "\u{1F600}", "test",
            "grep .",
        ]
        let device = try emptyDevice()
        for _ in 0..<400 {
            let count = Int.random(in: 1...14, using: &random)
            let line = (0..<count).compactMap { _ in pieces.randomElement(using: &random) }.joined(
                separator: Bool.random(using: &random) ? " " : "")
            let parsed = try? ShellParser.parse(line)
            let outcome = device.outcome(line)
            #expect(parsed != nil || outcome.code == 1, "\(line)")
        }
    }

    @Test("Depth and length have limits")
    func limits() {
        let deep = String(repeating: "(", count: 5_000) + "true" + String(repeating: ")", count: 5_000)
        #expect(throws: ShellSyntaxError.self) { try ShellParser.parse(deep) }
        let fallbacks = "echo " + String(repeating: "${x:-", count: 5_000)
        #expect(throws: ShellSyntaxError.self) { try ShellParser.parse(fallbacks) }
        #expect { try ShellParser.parse(String(repeating: "a", count: 200_000)) } throws: {
            ($0 as? ShellSyntaxError)?.code == .tooLong
        }
    }

    @Test("A row of prefixes is no depth")
    func prefixes() throws {
        let line = String(repeating: "nohup ", count: 20_000) + "echo done"
        #expect(try emptyDevice().outcome(line).output == "done\n")
    }
}
