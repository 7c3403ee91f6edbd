import Foundation
import Patterns
import TestSupport
import Testing

struct PatternOracleTests {
    /// ICU reads the same syntax; texts hold ASCII without line ends, where the two dialects agree.
    @Test(arguments: 0..<20)
    func `random patterns match where ICU finds a match`(seed: Int) throws {
        var random = RandomPattern(seed: UInt64(seed))
        for _ in 0..<40 {
            let source = random.pattern()
            let oracle = try NSRegularExpression(pattern: source)
            let pattern = try Pattern(source)
            for _ in 0..<30 {
                let text = random.text()
                let found = oracle.firstMatch(in: text, range: NSRange(location: 0, length: text.utf16.count)) != nil
                #expect(pattern.matches(text) == found, "\(source) on \"\(text)\"")
            }
        }
    }

    @Test(arguments: [
        "L", "Lu", "Ll", "Lt", "Lm", "Lo", "M", "N", "Nd", "Nl", "P", "Pd", "S", "Sc", "Z", "Zs", "C", "Cc",
        "Alphabetic",
        "White_Space", "Uppercase", "Lowercase", "ASCII", "Any",
    ])
    func `properties hold the scalars that ICU names`(property: String) throws {
        let set = try Pattern("^\\p{\(property)}$")
        let complement = try Pattern("^\\P{\(property)}$")
        let oracle = try NSRegularExpression(pattern: "^\\p{\(property)}\\z")
        // ICU takes U+0085 for a line end; Unicode changed the category of U+0295 between the versions of the two.
        for value in stride(from: UInt32(0x20), to: 0x600, by: 1) {
            guard let scalar = Unicode.Scalar(value), value != 0x85, value != 0x295 else { continue }
            let text = String(scalar)
            let found = oracle.firstMatch(in: text, range: NSRange(location: 0, length: text.utf16.count)) != nil
            #expect(set.matches(text) == found, "U+\(String(value, radix: 16))")
            #expect(complement.matches(text) != found, "U+\(String(value, radix: 16))")
        }
    }

    @Test func `categories and properties hold across all planes`() throws {
        let letters = try Pattern(#"^\p{L}$"#).automaton
        let other = try Pattern(#"^\p{C}$"#).automaton
        let unfit = try Pattern(#"^\p{Noncharacter_Code_Point}$"#).automaton
        for value in UInt32(0)...0x10_FFFF {
            let isSampled = value < 0x4000 || value % 61 == 0 || value & 0xFFFC == 0xFFFC || value & 0xFFFF < 2
            guard isSampled, let scalar = Unicode.Scalar(value) else { continue }
            func isIn(_ automaton: ScalarAutomaton) -> Bool { automaton.step(automaton.start, scalar) >= 0 }
            let properties = scalar.properties
            let (isLetter, isOther) =
                switch properties.generalCategory {
                case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: (true, false)
                case .control, .format, .privateUse, .unassigned, .surrogate: (false, true)
                default: (false, false)
                }
            guard isIn(letters) == isLetter, isIn(other) == isOther, isIn(unfit) == properties.isNoncharacterCodePoint
            else {
                Issue.record("U+\(String(value, radix: 16))")
                return
            }
        }
    }

    @Test(arguments: [
        ("gc=Lu", "Lu"), ("General_Category=Uppercase_Letter", "Lu"), ("Letter", "L"), ("Alpha", "Alphabetic"),
        ("space", "White_Space"), ("punct", "P"), ("digit", "Nd"), ("Cased_Letter", "LC"),
    ])
    func `long and short names are one property`(long: String, short: String) throws {
        #expect(try Pattern("\\p{\(long)}").automaton == Pattern("\\p{\(short)}").automaton)
    }
}
