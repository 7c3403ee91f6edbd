import FlowDocuments
import FlowScripts
import Testing

/// What expressions and scripts come to, in this process.
@Suite(.enabled(if: Engine.isInstalled, "libjavascriptcoregtk is not installed")) struct ScriptSessionTests {
    @Test(
        arguments: [
            ("1 + 1", "2"), ("4 / 2", "2"), ("0.1 + 0.2", "0.30000000000000004"), ("1e21", "1e+21"), ("-0", "0"),
            ("'a' + 1", "a1"), ("undefined", "undefined"), ("null", "null"), ("true && false", "false"),
            ("", "undefined"), ("var a = 1", "undefined"), ("if (true) { 7 }", "7"),
            ("2n ** 64n", "18446744073709551616"),
            ("({a: 1, b: [2, 'x']})", #"{"a":1,"b":[2,"x"]}"#), ("[1, 'two', null]", #"[1,"two",null]"#),
            ("new Map([[1, 2]])", "[object Map]"), ("new Error('no')", "Error: no"), ("Symbol('s')", "Symbol(s)"),
            ("Object.create(null)", "{}"), ("({toString() { return 'me' }})", "me"),
            ("const o = {}; o.o = o; o", "[object Object]"), ("null ?? 'x'", "x"), ("({a: {b: 1}})?.a?.b", "1"),
            ("`${1 + 1} and ${'b'}`", "2 and b"), ("[3, 1, 2].map(x => x * 2).toSorted((a, b) => a - b).at(-1)", "6"),
            ("[...new Set([1, 1, 2])].length", "2"), ("'😀'.length", "2"), ("'\\u00e9'", "é"),
            ("json('{\"a\": [1, 2]}').a[1]", "2"), ("relativePoint(0.501, 0.25)", "51%,25%"),
            ("maestro.platform", "android"), ("maestro.copiedText", "undefined"), ("typeof setTimeout", "undefined"),
            ("this === globalThis", "true"), ("(function () { return this })()", "undefined"),
        ])
    func `an expression has the value that String gives it`(_ expression: String, _ value: String) throws {
        #expect(try Engine.session().evaluate(expression, at: nil).value == value)
    }

    @Test(
        arguments: [
            ("FOO", "undefined"), ("FOO || 'x'", "x"), ("APP_ID ?? 'none'", "none"), ("typeof FOO", "undefined"),
            ("FOO === undefined", "true"), ("ünder$1 || 'y'", "y"), ("bar = 5; bar + 1", "6"),
            ("let FOO = 3; FOO", "3"),
            ("const json = 1; json", "1"), ("function FOO() { return BAR } FOO()", "undefined"),
            ("((a) => a + (b || 1))(2)", "3"),
        ])
    func `a name that nobody defined is undefined`(_ expression: String, _ value: String) throws {
        #expect(try Engine.session().evaluate(expression, at: nil).value == value)
    }

    @Test func `variables are texts by scope, and output has none`() throws {
        let session = try Engine.session()
        session.set("NAME", to: "outer")
        session.set("KEPT", to: "${1} \"'`\\ \u{0}\n'); throw 1 //")
        session.enterScope()
        session.set("NAME", to: "inner")
        session.set("COUNT", to: "1")
        #expect(try session.evaluate("NAME + COUNT + 1", at: nil).value == "inner11")
        #expect(try session.evaluate("output.seen = NAME", at: nil).value == "inner")
        session.leaveScope()
        session.leaveScope()
        let seen = try session.evaluate("[NAME, typeof COUNT, output.seen].join()", at: nil)
        #expect(seen.value == "outer,undefined,inner")
        #expect(try session.evaluate("KEPT", at: nil).value == "${1} \"'`\\ \u{0}\n'); throw 1 //")
    }

    @Test func `variables cannot take the place of what scripts are given`() throws {
        let session = try Engine.session()
        for name in ["output", "faker", "undefined", "__proto__", "a-b", "", "send", "helpers"] {
            session.set(name, to: "mine")
        }
        #expect(try session.evaluate("output.a = 1; output.a", at: nil).value == "1")
        #expect(try session.evaluate("typeof undefined + typeof faker.name", at: nil).value == "undefinedfunction")
        #expect(try session.evaluate("globalThis['a-b'] + send", at: nil).value == "minemine")
        #expect(try Engine.session().evaluate("typeof send + typeof helpers", at: nil).value == "undefinedundefined")
    }

    @Test func `what is copied can be read and written`() throws {
        let session = try Engine.session()
        try session.setCopiedText("it's")
        #expect(try session.evaluate("maestro.copiedText", at: nil).value == "it's")
        _ = try session.evaluate("maestro.copiedText = 'foo'", at: nil)
        #expect(try session.evaluate("maestro.copiedText", at: nil).value == "foo")
        try session.setCopiedText(nil)
        #expect(try session.evaluate("maestro.copiedText", at: nil).value == "null")
    }

    @Test func `a script sees its variables, logs, and leaves nothing but output`() throws {
        let session = try Engine.session()
        session.set("NAME", to: "run's")
        let script = """
            const secret = 1; let other = 2; var third = 3; fourth = 4
            function greet(name) { return `Hello, ${name}!` }
            console.log(greet(NAME), PARAM, {a: [1]}, undefined)
            console.error('again')
            output.greet = greet
            output.later = () => PARAM
            """
        let outcome = try session.run(script, file: "a.js", environment: [.init("PARAM", "p"), .init("NAME", "its")])
        #expect(outcome == ScriptOutcome(value: "", logs: ["Hello, its! p {\"a\":[1]} undefined", "again"]))
        let seen = "[typeof secret, typeof other, typeof third, typeof fourth, typeof greet, typeof PARAM, NAME].join()"
        #expect(try session.evaluate(seen, at: nil).value == "\(String(repeating: "undefined,", count: 6))run's")
        #expect(try session.evaluate("output.greet('x') + output.later()", at: nil).value == "Hello, x!p")
        #expect(try session.run(script, file: "a.js", environment: []).logs.count == 2)
    }

    @Test func `promises are settled before a script ends`() throws {
        let session = try Engine.session()
        _ = try session.run("(async () => { await null; output.x = 1 })()", file: "a.js", environment: [])
        #expect(try session.evaluate("output.x", at: nil).value == "1")
    }

    @Test func `logs end at a limit, and a failed script's are nobody else's`() throws {
        let session = try Engine.session()
        let many = try session.run("for (let i = 0; i < 20000; i++) console.log(i)", file: "a.js", environment: []).logs
        #expect(many.count == 10001)
        #expect(many.last == "(more was logged than is kept)")
        #expect(throws: FlowScriptError.self) {
            try session.run("console.log(1); throw 2", file: "a.js", environment: [])
        }
        #expect(try session.evaluate("console.log('mine')", at: nil).logs == ["mine"])
    }
}
