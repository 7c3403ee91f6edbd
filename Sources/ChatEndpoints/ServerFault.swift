package import JSON

/// What a server said instead of an answer.
package struct ServerFault: Error, Sendable, Hashable {
    package enum Code: String, Sendable, CaseIterable {
        /// An error in a form that is known.
        case reported
        /// Nothing that a chat completion consists of.
        case unreadable
        /// More than the limits allow.
        case tooLong
    }

    package var code: Code
    package var message: String
    /// What the server sent, uncut.
    package var said: String
    /// The status that the error itself names.
    package var status: Int?

    package init(_ code: Code, _ message: String, said: String, status: Int? = nil) {
        self.code = code
        self.message = message
        self.said = said
        self.status = status
    }

    /// The error that a JSON value reports, or nil where it reports none.
    ///
    /// Seen: `{"error": {"message", "code", "type"}}` (OpenAI, llama-server, LM Studio, vLLM since 0.9),
    /// `{"error": "…"}` (Ollama's own API, LM Studio), `{"object": "error", "message", "code"}` (vLLM before),
    /// `{"detail": "…"}` and `{"detail": [{"loc", "msg"}]}` (FastAPI, which vLLM and llama-cpp-python stand on).
    package init?(reporting value: JSONValue) {
        if let error = value["error"], !error.isNull {
            var message = error["message"]?.string ?? error.string ?? error.print()
            // OpenAI names the parameter at fault beside the sentence.
            if let parameter = error["param"]?.string, !message.contains(parameter) { message += " (\(parameter))" }
            self.init(.reported, message, said: message, status: Self.status(error["code"] ?? error["status"]))
        } else if value["object"]?.string == "error" {
            let message = value["message"]?.string ?? value.print()
            self.init(.reported, message, said: message, status: Self.status(value["code"]))
        } else if let detail = value["detail"], value["choices"] == nil {
            let message = detail.string ?? detail.array.map(Self.complaints) ?? detail.print()
            self.init(.reported, message, said: message)
        } else {
            return nil
        }
    }

    /// What the body of an error says: a report in JSON, the words of an HTML page, or the text as it is.
    package init(body: String) {
        if let value = try? JSONValue(parsing: body), let fault = ServerFault(reporting: value) {
            self = fault
        } else {
            let text = body.contains("<") && body.contains(">") ? Self.words(ofHTML: body) : body
            self.init(.reported, text, said: text)
        }
    }

    private static func status(_ value: JSONValue?) -> Int? {
        let number = value?.integer ?? value?.string.flatMap { Int64($0) }
        return number.flatMap { (100...599).contains($0) ? Int($0) : nil }
    }

    /// `body.grammar: extra inputs are not permitted`, joined.
    private static func complaints(_ list: [JSONValue]) -> String {
        list.map { complaint in
            let place = (complaint["loc"]?.array ?? []).map { $0.string ?? $0.print() }.joined(separator: ".")
            return "\(place): \(complaint["msg"]?.string ?? complaint.print())"
        }.joined(separator: "; ")
    }

    /// What stands outside of tags.
    private static func words(ofHTML page: String) -> String {
        var words = ""
        var isInTag = false
        for character in page {
            switch character {
            case "<": isInTag = true
            case ">":
                isInTag = false
                words.append(" ")
            default: if !isInTag { words.append(character) }
            }
        }
        return words
    }

    /// The words in one line, at most 200 characters, the key masked, for an error.
    func quoted(masking key: Secret?) -> String {
        let whole = key?.masked(in: said) ?? said
        let line = whole.unicodeScalars.lazy.map { $0.properties.isWhitespace || $0.value < 0x20 ? " " : Character($0) }
        let text = String(line.prefix(4000)).split(separator: " ").joined(separator: " ")
        return text.count > 200 ? "“\(text.prefix(199))…”" : "“\(text)”"
    }
}
