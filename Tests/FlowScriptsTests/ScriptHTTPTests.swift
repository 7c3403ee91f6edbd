import FlowDocuments
import FlowScripts
import Foundation
import TestSupport
import Testing

/// Requests of scripts on their way from the host to whoever sends them, and back.
@Suite(.enabled(if: Engine.isInstalled, "libjavascriptcoregtk is not installed")) struct ScriptHTTPTests {
    @Test(
        arguments: [
            ("http.get('http://a/b')", ScriptHTTPRequest(url: "http://a/b", method: "GET")),
            (
                "http.get('http://a', {headers: {Accept: 'x', n: 1}})",
                ScriptHTTPRequest(url: "http://a", method: "GET", headers: [.init("Accept", "x"), .init("n", "1")])
            ),
            (
                "http.post('http://a', {body: JSON.stringify({é: 1})})",
                ScriptHTTPRequest(url: "http://a", method: "POST", body: Array(#"{"é":1}"#.utf8))
            ),
            (
                "http.put('http://a', {body: {b: 2}})",
                ScriptHTTPRequest(url: "http://a", method: "PUT", body: Array(#"{"b":2}"#.utf8))
            ),
            ("http.delete('http://a')", ScriptHTTPRequest(url: "http://a", method: "DELETE")),
            ("http.request('http://a')", ScriptHTTPRequest(url: "http://a", method: "GET")),
            ("http.request('http://a', {method: 'patch'})", ScriptHTTPRequest(url: "http://a", method: "PATCH")),
        ])
    func `a request is what the script says`(_ script: String, _ request: ScriptHTTPRequest) async throws {
        let http = CannedHTTP(.success(ScriptHTTPResponse(status: 204)))
        try await withEngine(http: http) { engine in
            _ = try await engine.evaluate(script, at: nil)
        }
        #expect(http.requests == [request])
    }

    @Test func `an answer has ok, status, body and headers`() async throws {
        let answer = ScriptHTTPResponse(
            status: 201, headers: [.init("Content-Type", "a"), .init("X-Two", "1"), .init("x-two", "2")],
            body: Array(#"{"a": "é\n"}"#.utf8))
        try await withEngine(http: CannedHTTP(.success(answer))) { engine in
            _ = try await engine.run("output.r = http.get('http://a')", file: "a.js", environment: [])
            let told = try await engine.evaluate("[output.r.ok, output.r.status, json(output.r.body).a]", at: nil).value
            #expect(told == #"[true,201,"é\n"]"#)
            let headers = try await engine.evaluate("output.r.headers", at: nil).value
            #expect(headers == #"{"content-type":"a","x-two":"1,2"}"#)
        }
        try await withEngine(http: CannedHTTP(.success(ScriptHTTPResponse(status: 404)))) { engine in
            let told = try await engine.evaluate("http.get('http://a').ok", at: nil)
            #expect(told.value == "false")
        }
    }

    @Test func `no answer is an exception that a script can catch`() async throws {
        try await withEngine { engine in
            let caught = try await engine.evaluate("try { http.get('x') } catch (e) { e.message }", at: nil).value
            #expect(caught == "no network")
            let error = await fault { try await engine.run("\nhttp.get('x')", file: "a.js", environment: []) }
            #expect(error == FlowScriptError(.exception, "Error: no network", at: .init("a.js", line: 2, column: 9)))
        }
        let long = CannedHTTP(.success(ScriptHTTPResponse(status: 200, body: Array(repeating: 1, count: 5 << 20))))
        try await withEngine(http: long) { engine in
            let error = await fault { try await engine.evaluate("http.get('x')", at: nil) }
            #expect(error?.message == "Error: the answer is longer than 4 MiB")
        }
    }

    @Test(arguments: ["", "GET /", "GET\\r\\nA: b", "gét"])
    func `a method is one word`(_ method: String) async throws {
        let http = CannedHTTP()
        try await withEngine(http: http) { engine in
            let error = await fault {
                try await engine.evaluate("http.request('http://a', {method: '\(method)'})", at: nil)
            }
            #expect(error?.message.hasSuffix("is no method of HTTP") == true)
        }
        #expect(http.requests.isEmpty)
    }

    @Test func `a form is sent with its files, which lie beside the script`() async throws {
        let http = CannedHTTP(.success(ScriptHTTPResponse(status: 200)))
        try await withTemporaryFolder { folder in
            for name in ["scripts", "media"] {
                let part = folder.appending(path: name)
                try FileManager.default.createDirectory(at: part, withIntermediateDirectories: true)
            }
            try Data([0, 255, 10]).write(to: folder.appending(path: "media/a.png"))
            try await withEngine(http: http) { engine in
                let script = """
                    http.post('http://a', {headers: {'Content-Type': 'x', k: 'v'}, multipartForm: {
                        'na"me': 'logo', image: {filePath: '../media/a.png', mediaType: 'image/png'}
                    }})
                    """
                let file = folder.appending(path: "scripts/a.js").path
                _ = try await engine.run(script, file: file, environment: [])
            }
        }
        let request = try #require(http.requests.first)
        let type = try #require(request.headers.last)
        #expect(request.headers.first == ScriptHTTPHeader("k", "v"))
        #expect(request.headers.count == 2)
        let boundary = try #require(type.value.split(separator: "boundary=").last)
        let head = """
            --\(boundary)\r\nContent-Disposition: form-data; name="na%22me"\r\n\r\nlogo\r\n--\(boundary)\r\n\
            Content-Disposition: form-data; name="image"; filename="a.png"\r\nContent-Type: image/png\r\n\r\n\

            """
        #expect(request.body == Array(head.utf8) + [0, 255, 10] + Array("\r\n--\(boundary)--\r\n".utf8))
    }

    @Test(arguments: [
        ("missing.png", "missing.png cannot be read: No such file or directory"),
        ("/dev/zero", "/dev/zero is no regular file"),
        (".", ". is no regular file"),
    ])
    func `what is no file is not sent`(_ path: String, _ message: String) async throws {
        let http = CannedHTTP()
        try await withEngine(http: http) { engine in
            let script = "http.post('http://a', {multipartForm: {f: {filePath: '\(path)'}}})"
            let error = await fault { try await engine.run(script, file: "a.js", environment: []) }
            #expect(error?.message == "Error: \(message)")
        }
        #expect(http.requests.isEmpty)
    }
}
