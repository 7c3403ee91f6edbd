import Patterns
import Testing

struct PatternErrorTests {
    @Test(arguments: [
        ("a(b", PatternError.Code.unexpectedEnd, 1),
        ("a)b", .unbalanced, 1),
        ("ab[c", .unexpectedEnd, 2),
        ("a\\", .unexpectedEnd, 1),
        ("*a", .invalidQuantifier, 0),
        ("a|+", .invalidQuantifier, 2),
        ("a**", .invalidQuantifier, 2),
        ("a++", .invalidQuantifier, 2),
        ("{2}", .invalidQuantifier, 0),
        ("a{3,2}", .invalidQuantifier, 1),
        ("a{,2}", .invalidQuantifier, 1),
        ("x^*", .invalidQuantifier, 1),
        (#"\b+"#, .invalidQuantifier, 0),
        (#"a\q"#, .invalidEscape, 1),
        (#"\Aa\Z"#, .invalidEscape, 0),
        (#"\01"#, .invalidEscape, 0),
        (#"\xZ1"#, .invalidEscape, 0),
        (#"\u12"#, .invalidEscape, 0),
        (#"\u{110000}"#, .invalidEscape, 0),
        (#"\c1"#, .invalidEscape, 0),
        (#"\pL"#, .invalidEscape, 0),
        ("[b-a]", .invalidClass, 2),
        ("(?<1a>b)", .invalidGroup, 0),
        ("(?P<a>b)", .invalidGroup, 0),
        ("(?>a)", .invalidGroup, 0),
        (#"x\p{Foo}"#, .unknownProperty, 1),
        (#"\p{gc=Foo}"#, .unknownProperty, 0),
        (#"\p{Script=Greek}"#, .unsupported, 0),
        ("a(?=b)", .unsupported, 1),
        ("a(?!b)", .unsupported, 1),
        ("(?<=a)b", .unsupported, 0),
        ("(?<!a)b", .unsupported, 0),
        (#"(a)\1"#, .unsupported, 3),
        (#"(?<n>a)\k<n>"#, .unsupported, 7),
        ("(?i)a", .unsupported, 0),
        ("[[:alpha:]]", .unsupported, 1),
        ("😀(?=b)", .unsupported, 1),
    ])
    func `what is not read is refused by name and place`(source: String, code: PatternError.Code, offset: Int) throws {
        let error = try #require(throws: PatternError.self) { try Pattern(source) }
        #expect(error.code == code)
        #expect(error.offset == offset)
        #expect(error.description.hasPrefix("\(offset): "))
    }

    @Test(arguments: [
        (String(repeating: "a", count: 101), "longer than 100"),
        (String(repeating: "(", count: 11) + String(repeating: ")", count: 11), "deeper than 10"),
        ("a{51}", "50"),
        ("a{99999999999999999999}", "50"),
        ("(a{50}){50}", "200 machine states"),
        ("(((a?){50}){50}){50}", "200 machine states"),
        ("^(a|b)*a(a|b){9}$", "300 states"),
    ])
    func `each limit is named when it is passed`(source: String, words: String) throws {
        let limits = PatternLimits(sourceLength: 100, depth: 10, repetitions: 50, machineStates: 200, states: 300)
        let error = try #require(throws: PatternError.self) { try Pattern(source, limits: limits) }
        #expect(error.code == .tooLarge)
        #expect(error.message.contains(words), "\(error.message)")
    }

    @Test func `few states that are large sets are too much work`() throws {
        let branches = (0x61...0x7A).compactMap(Unicode.Scalar.init).map { String($0) }.joined(separator: "|")
        let source = ".{200}(\(branches))"
        let error = try #require(throws: PatternError.self) { try Pattern(source, limits: PatternLimits(states: 300)) }
        #expect(error.code == .tooLarge)
        #expect(error.message.contains("300000 steps"))
        #expect(try Pattern(source).automaton.shortestLength == 201)
    }

    @Test func `what stays within the limits is read`() throws {
        let limits = PatternLimits(sourceLength: 100, depth: 10, repetitions: 50, machineStates: 200, states: 300)
        let nested = String(repeating: "(", count: 10) + "a" + String(repeating: ")", count: 10)
        #expect(try Pattern(nested, limits: limits).matches("a"))
        #expect(try Pattern("^a{50}$", limits: limits).matches(String(repeating: "a", count: 50)))
        #expect(try Pattern("((){50}){50}b", limits: limits).matches("b"))
    }

    @Test func `two hundred groups may be nested, and no more`() throws {
        func nested(_ depth: Int) -> String {
            String(repeating: "(", count: depth) + "a" + String(repeating: ")*", count: depth)
        }
        #expect(try Pattern(nested(200)).matches("a"))
        #expect(throws: PatternError.self) { try Pattern(nested(201)) }
    }

    @Test(arguments: 0..<20)
    func `no text breaks the reader`(seed: Int) {
        var random = RandomPattern(seed: UInt64(seed))
        let pieces = #"( ) (?: (?< [ ] [^ { } {2} {1, , - | * + ? ^ $ . \ \b \d \p{L} \u \u{ \x4 a 1 é 😀 : ="#
            .split(separator: " ").map(String.init)
        let limits = PatternLimits(repetitions: 20, machineStates: 300, states: 300)
        for _ in 0..<300 {
            let source = (0..<12).map { _ in random.pick(pieces) }.joined()
            do throws(PatternError) {
                let pattern = try Pattern(source, limits: limits)
                #expect(pattern.automaton.minimized() == pattern.automaton)
            } catch {
                let offset = error.offset
                #expect(
                    error.code == .tooLarge || offset.map { (0..<source.unicodeScalars.count).contains($0) } == true)
            }
        }
    }
}
