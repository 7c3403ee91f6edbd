import JSON
import LanguageModels
import TestSupport
import Testing

@Suite("Python literals")
struct PythonReaderTests {
    @Test(
        "Literals become JSON",
        arguments: [
            ("1", "1"), ("-1", "-1"), ("+ 7", "7"), ("1_000", "1000"), ("0x_ff", "255"), ("0XFF", "255"),
            ("0o17", "15"),
            ("0b101", "5"), ("00", "0"), (".5", "0.5"), ("5.", "5.0"), ("1e3", "1000.0"), ("-1.5E-3", "-0.0015"),
            ("9223372036854775807", "9223372036854775807"), ("-9223372036854775808", "-9223372036854775808"),
            ("9223372036854775808", "9.223372036854775808e18"),
            ("True", "true"), ("false", "false"), ("None", "null"), ("null", "null"),
            ("'a'", #""a""#), (#""a\"b""#, #""a\"b""#), ("'''a'b\n\"'''", #""a'b\n\"""#), ("''", #""""#),
            ("''''''", #""""#),
            (#"'a' "b" r'\n'"#, #""ab\\n""#), (#"'\x41\u00e9\U0001F600\101\7'"#, #""Aé😀A\u0007""#),
            (#"'\ud83d\ude00'"#, #""😀""#), (#"'\ud83d'"#, #""\ufffd""#), (#"'\ud83d\u0041'"#, #""\ufffdA""#),
            (#"'\q\ '"#, #""\\q\\ ""#), ("'a\\\nb'", #""ab""#), ("'a\nb'", #""a\nb""#), ("'it's'", #""it's""#),
            (#"u'x' U"y""#, #""xy""#), (#"'\a\b\f\v\0'"#, #""\u0007\b\f\u000b\u0000""#),
            ("[1, 'a', [],]", #"[1,"a",[]]"#), ("(1, 2)", "[1,2]"), ("(1,)", "[1]"), ("(1)", "1"), ("()", "[]"),
            ("{'a': 1, \"b\": {'c': [None]}, }", #"{"a":1,"b":{"c":[null]}}"#),
            ("{1: 2, True: 3}", #"{"1":2,"true":3}"#),
            ("[ # one\n 1,\n]", "[1]"), ("{'a': 1, 'a': 2}", #"{"a":2}"#),
        ])
    func literals(source: String, json: String) throws {
        #expect(try PythonReader.value(source) == JSONValue(parsing: json))
    }

    @Test(
        "What is no literal is refused where it stands",
        arguments: [
            ("inf", .malformed, 0), ("nan", .malformed, 0), ("float('inf')", .malformed, 0), ("1e999", .truncated, 5),
            ("[1e999]", .malformed, 1), ("007 ", .malformed, 0), ("1__0 ", .malformed, 0), ("1_ ", .malformed, 0),
            ("1j ", .malformed, 0), ("b'x'", .malformed, 0), ("f'x'", .malformed, 0), ("{1, 2}", .malformed, 2),
            ("[1 2]", .malformed, 3), ("Paris ", .malformed, 0), ("[Paris]", .malformed, 1), ("1 + 2", .malformed, 2),
            (#"'\x4'"#, .malformed, 1), (#"'\U00110000'"#, .malformed, 1), (#"'\N{BULLET}'"#, .malformed, 1),
            ("--5", .malformed, 0), ("$1", .malformed, 0), ("{[1]: 2}", .malformed, 1), ("", .truncated, 0),
            ("[", .truncated, 1), ("'abc", .truncated, 0), ("[1,", .truncated, 3), ("{'a'", .truncated, 4),
            ("Tru", .truncated, 3), ("'''a''", .truncated, 0), ("-", .truncated, 1), (#"'\u00"#, .truncated, 5),
        ] as [(String, PythonSyntaxError.Code, Int)])
    func refusals(source: String, code: PythonSyntaxError.Code, offset: Int) {
        let error = #expect(throws: PythonSyntaxError.self) { try PythonReader.value(source) }
        #expect(error?.code == code)
        #expect(error?.offset == offset, "\(error?.description ?? "")")
    }

    @Test("Brackets nest to the limit and no further")
    func depth() throws {
        let limit = PythonReader.depthLimit
        #expect(throws: Never.self) {
            try PythonReader.value(String(repeating: "[", count: limit) + String(repeating: "]", count: limit))
        }
        let error = #expect(throws: PythonSyntaxError.self) {
            try PythonReader.value(String(repeating: "[", count: 100_000))
        }
        #expect(error?.code == .tooDeep)
    }

    @Test("Python and this reader see the same in 4,000 literals", .enabled(if: python != nil, "no python3 on PATH"))
    func readsWhatPythonWrites() async throws {
        let output = try await #require(python).run(["-c", literalWriter])
        try #require(output.status == 0, "\(output.errorText)")
        var count = 0
        for line in output.text.split(separator: "\n") {
            let pair = try JSONValue(parsing: String(line))
            let source = try #require(pair[0]?.string)
            #expect(try PythonReader.value(source) == pair[1], "\(source)")
            count += 1
        }
        #expect(count >= 4000)
    }

    @Test("Python reads what is printed, and repr prints the same", .enabled(if: python != nil, "no python3 on PATH"))
    func pythonReadsWhatIsPrinted() async throws {
        var values = RandomValues(seed: 11)
        let samples = (0..<2000).map { _ in values.value() }
        let literals = samples.map { PythonPrinter().text($0) } + samples.map { PythonPrinter(quote: .double).text($0) }
        let input = JSONValue.array(literals.map { .string($0) }).print()
        let output = try await #require(python).run(["-c", literalReader], input: Array(input.utf8))
        try #require(output.status == 0, "\(output.errorText)")
        let answers = try #require(JSONValue(parsing: output.stdout).array)
        for (index, answer) in answers.enumerated() {
            let sample = samples[index % samples.count]
            #expect(answer["value"] == sample)
            if index < samples.count { #expect(answer["repr"]?.string == literals[index]) }
            #expect(try PythonReader.value(literals[index]) == sample)
        }
        #expect(answers.count == literals.count)
    }
}

private let python = Program.named("python3")

/// Writes lines `[source, value]`: literals in many spellings, and what `ast.literal_eval` makes of them.
private let literalWriter = #"""
    import ast, json, random
    random.seed(7)
    pieces = ["a", "it", "é", "网", "😀", "\n", "\t", "\\", "'", '"', "\x00", "\x7f", "[", "}", "#", "<x>", "  ", "\r"]
    def text():
        return "".join(random.choice(pieces) for _ in range(random.randrange(6)))
    def string():
        s = text()
        form = random.randrange(7)
        if form == 0: return repr(s)
        if form == 1: return json.dumps(s).replace("\\/", "/") if all(ord(c) < 0x10000 for c in s) else repr(s)
        if form == 2: return '"' + "".join("\\x%02x" % ord(c) if ord(c) < 256 else "\\U%08x" % ord(c) for c in s) + '"'
        if form == 3: return "'''" + s.replace("\\", "\\\\").replace("'", "\\'") + "'''"
        if form == 4: return '"""' + s.replace("\\", "\\\\").replace('"', '\\"') + '"""'
        if form == 5: return repr(s) + " " + repr(text())
        return "r'" + "".join(c for c in s if c not in "\\'\n\r\x00") + "'"
    def key():
        return repr(text().replace("\x00", ""))
    def number():
        return random.choice([
            lambda: str(random.randrange(-10**18, 10**18)), lambda: hex(random.randrange(10**9)),
            lambda: oct(random.randrange(999)), lambda: bin(random.randrange(999)), lambda: "1_0%d" % random.randrange(9),
            lambda: repr(random.uniform(-1e3, 1e3)), lambda: repr(random.random() * 10.0**random.randrange(-300, 300)),
            lambda: "%d." % random.randrange(99), lambda: ".%d" % random.randrange(99), lambda: "+5", lambda: "- 3",
            lambda: "%de%d" % (random.randrange(9), random.randrange(-9, 9))])()
    def space():
        return random.choice(["", "", " ", "\n ", "\t", " # note ]\n"])
    def value(depth):
        kind = random.randrange(8 if depth else 5)
        if kind < 2: return string()
        if kind < 4: return number()
        if kind == 4: return random.choice(["True", "False", "None"])
        items = [space() + value(depth - 1) + space() for _ in range(random.randrange(4))]
        comma = "," if items and random.random() < .3 else ""
        if kind == 5: return "[" + ",".join(items) + comma + space() + "]"
        if kind == 6: return "(" + ",".join(items) + ("," if len(items) == 1 else comma) + space() + ")"
        return "{" + ",".join(space() + random.choice([key, lambda: "3"])() + space() + ":" + i for i in items) + comma + "}"
    written = 0
    while written < 4000:
        source = value(3)
        if "\x00" in source or "\r" in source: continue
        print(json.dumps([source, ast.literal_eval(source)]))
        written += 1
    """#

/// Reads a JSON array of literals; writes an array of what `ast.literal_eval` makes of each, and of its `repr`.
private let literalReader = #"""
    import ast, json, sys
    values = [ast.literal_eval(source) for source in json.load(sys.stdin)]
    print(json.dumps([{"value": value, "repr": repr(value)} for value in values]))
    """#
