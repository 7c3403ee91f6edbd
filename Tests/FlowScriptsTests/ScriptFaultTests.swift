import FlowDocuments
import FlowScripts
import Testing

/// What is said of scripts that fail, and where.
@Suite(.enabled(if: Engine.isInstalled, "libjavascriptcoregtk is not installed")) struct ScriptFaultTests {
    struct Fault: Sendable, CustomStringConvertible {
        var script: String
        var code: FlowScriptError.Code
        var text: String

        init(_ script: String, _ code: FlowScriptError.Code, _ text: String) {
            (self.script, self.code, self.text) = (script, code, text)
        }

        var description: String { script }
    }

    @Test(
        arguments: [
            Fault("let z = ;", .syntax, "s/a.js:1:1: SyntaxError: Unexpected token ';'"),
            Fault("\n\nlet z = ;\n", .syntax, "s/a.js:3:1: SyntaxError: Unexpected token ';'"),
            Fault("// a\n\n\"abc", .syntax, "s/a.js:3:1: SyntaxError: Unexpected EOF"),
            Fault("let a\nlet a", .syntax, "s/a.js:2:1: SyntaxError: Cannot declare a let variable twice: 'a'."),
            Fault("with ({}) {}", .syntax, "s/a.js:1:1: SyntaxError: 'with' statements are not valid in strict mode."),
            Fault(
                "import x from 'y'", .syntax,
                "s/a.js:1:1: SyntaxError: Unexpected identifier 'x'. import call expects one or two arguments."),
            Fault("\nthrow new Error('boo')", .exception, "s/a.js:2:16: Error: boo"),
            Fault("throw new Error('boo')", .exception, "s/a.js:1:16: Error: boo"),
            Fault("\n\nnull.x", .exception, "s/a.js:3:5: TypeError: null is not an object (evaluating 'null.x')"),
            Fault(
                "function f() {\n  missing()\n}\n\nf()", .exception,
                "s/a.js:2:10: TypeError: missing is not a function. (In 'missing()', 'missing' is undefined)"),
            Fault("\njson('{')", .exception, "s/a.js:2:5: SyntaxError: JSON Parse error: Expected '}'"),
            Fault("\nhttp.get('x')", .exception, "s/a.js:2:9: Error: no network"),
            Fault("\nfaker.expression('#{no.such}')", .exception, "s/a.js:2:17: Error: faker knows no no"),
            Fault("throw 5", .exception, "s/a.js: 5"), Fault("throw {a: 1}", .exception, "s/a.js: {\"a\":1}"),
            Fault("throw null", .exception, "s/a.js: null"),
            Fault(
                "throw {toString() { throw 1 }, toJSON() { throw 2 }}", .exception,
                "s/a.js: an exception that cannot be told"),
            Fault("(function r() { r() })()", .exception, "s/a.js:1:18: RangeError: Maximum call stack size exceeded."),
            Fault("\nnew Uint8Array(2 ** 50)", .exception, "s/a.js:2:15: RangeError: length too large"),
        ])
    func `a script's fault is told with its line`(_ fault: Fault) throws {
        let session = try Engine.session()
        let error = #expect(throws: FlowScriptError.self) {
            try session.run(fault.script, file: "s/a.js", environment: [])
        }
        #expect(error?.code == fault.code)
        #expect(error.map { "\($0)" } == fault.text)
    }

    @Test func `an expression's fault is told with the flow's place, and one in a script with both`() throws {
        let session = try Engine.session()
        _ = try session.run("output.f = () => {\n  throw new Error('deep')\n}", file: "a.js", environment: [])
        let place = SourcePlace("f.yaml", line: 12, column: 3)
        for (expression, text) in [
            ("null.x", "f.yaml:12:3: TypeError: null is not an object (evaluating 'null.x')"),
            ("1 +", "f.yaml:12:3: SyntaxError: Unexpected end of script"), ("throw 5", "f.yaml:12:3: f.yaml: 5"),
            ("output.f()", "f.yaml:12:3: Error: deep (a.js:2)"),
        ] {
            let error = #expect(throws: FlowScriptError.self) { try session.evaluate(expression, at: place) }
            #expect(error.map { "\($0)" } == text)
        }
    }

    @Test func `an exception leaves the session as it was`() throws {
        let session = try Engine.session()
        session.set("A", to: "1")
        for _ in 0..<3 {
            #expect(throws: FlowScriptError.self) {
                try session.run("output.x = A + B; throw new Error('no')", file: "a.js", environment: [.init("B", "2")])
            }
        }
        #expect(try session.evaluate("output.x + typeof B", at: nil).value == "12undefined")
    }
}
