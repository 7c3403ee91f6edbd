internal import JSON

/// What a script's `http` says, as the host hands it on: JSON of a request, with a form that is not yet a body.
struct RequestMessage {
    private var message: JSONValue

    /// - Parameter message: `url`, `method`, `headers` as pairs, and `body` or `form`, whose parts have a `name` and a
    ///   `text`, or a `filePath` and perhaps a `mediaType`.
    init(_ message: JSONValue) { self.message = message }

    /// Makes the request, and reads the files of its form.
    ///
    /// - Parameter file: the script's; the form's paths are relative to its folder.
    /// - Returns: what is to be sent.
    /// - Throws: when a file cannot be read, or the message is none.
    func request(ofScript file: String) throws(ScriptHTTPFailure) -> ScriptHTTPRequest {
        guard let url = message["url"]?.string, let method = message["method"]?.string else {
            throw ScriptHTTPFailure("a request without an address")
        }
        // A word, since it begins the head of a request and must not hold another.
        guard !method.isEmpty, method.utf8.allSatisfy({ ($0 | 0x20) &- 0x61 < 26 }) else {
            throw ScriptHTTPFailure("\(method) is no method of HTTP")
        }
        var request = ScriptHTTPRequest(url: url, method: method.uppercased())
        for header in message["headers"]?.array ?? [] {
            guard let name = header[0]?.string, let value = header[1]?.string else { continue }
            request.headers.append(ScriptHTTPHeader(name, value))
        }
        if let parts = message["form"]?.array {
            var form = MultipartForm()
            for part in parts { try add(part, to: &form, script: file) }
            request.body = form.body
            request.headers.removeAll { $0.name.lowercased() == "content-type" }
            request.headers.append(ScriptHTTPHeader("content-type", form.contentType))
        } else {
            request.body = message["body"]?.string.map { Array($0.utf8) }
        }
        return request
    }

    private func add(_ part: JSONValue, to form: inout MultipartForm, script: String) throws(ScriptHTTPFailure) {
        let name = part["name"]?.string ?? ""
        if let path = part["filePath"]?.string {
            let file = try FormFile(path, beside: script)
            form.add(name, file: file.name, mediaType: part["mediaType"]?.string, bytes: file.bytes)
        } else {
            form.add(name, text: part["text"]?.string ?? "")
        }
    }

    /// What the script is told of an answer, as JSON.
    static func answer(_ result: Result<ScriptHTTPResponse, ScriptHTTPFailure>) -> JSONValue {
        switch result {
        case .failure(let failure): return ["failure": .string(failure.message)]
        case .success(let response) where response.body.count > ScriptHTTPResponse.mostBytes:
            return ["failure": "the answer is longer than \(ScriptHTTPResponse.mostBytes >> 20) MiB"]
        case .success(let response):
            // Small letters, and fields that come twice in one, as Maestro has them.
            var headers = JSONObject()
            for header in response.headers {
                let name = header.name.lowercased()
                let before = headers[name]?.string.map { $0 + "," } ?? ""
                headers[name] = .string(before + header.value)
            }
            return [
                "status": .integer(Int64(response.status)), "headers": .object(headers),
                "body": .string(String(decoding: response.body, as: UTF8.self)),
            ]
        }
    }
}
