internal import JSON
internal import LanguageModels
internal import Tools

/// What an answer says does not depend on where it is cut, and is bounded by its length.
func checkAnswer(_ bytes: [UInt8], dialect index: Int, cuts: UInt8) {
    let dialect = dialects[index % dialects.count]
    let whole = events(of: bytes, by: dialect, cuts: nil)
    require(events(of: bytes, by: dialect, cuts: 0) == whole, "single bytes do not change the events of an answer")
    require(events(of: bytes, by: dialect, cuts: cuts) == whole, "cuts do not change the events of an answer")
    require(whole.count <= bytes.count + 1, "an answer has no more events than bytes")
    let length = whole.reduce(0) { sum, event in
        switch event {
        case .text(let text), .thought(let text): sum + text.utf8.count
        case .call, .fault: sum
        }
    }
    // A byte that is not UTF-8 becomes the three of U+FFFD.
    require(length <= 3 * bytes.count, "the text of an answer is bounded by the answer")
}

private func events(of bytes: [UInt8], by dialect: any Dialect, cuts: UInt8?) -> [AnswerEvent] {
    var parser = dialect.makeParser(tools: tools)
    var events: [AnswerEvent] = []
    for piece in pieces(bytes, cuts) { append(parser.feed(Array(piece)), to: &events) }
    append(parser.finish(), to: &events)
    return events
}

/// Joins neighbouring texts, and neighbouring thoughts: they are told in the pieces in which they came.
private func append(_ new: [AnswerEvent], to events: inout [AnswerEvent]) {
    for event in new {
        switch (events.last, event) {
        case (.text(var joined), .text(let text)):
            // Taken out, so that adding to it copies nothing.
            events.removeLast()
            joined += text
            events.append(.text(joined))
        case (.thought(var joined), .thought(let thought)):
            events.removeLast()
            joined += thought
            events.append(.thought(joined))
        default: events.append(event)
        }
    }
}

/// The registry's, and those that are made for functions.
private let dialects: [any Dialect] =
    DialectRegistry.all.entries.map(\.dialect) + [Octopus(tools: tools), LLMCompiler(tools: tools)]

/// Functions with an argument of each type, since some dialects write values as bare text.
private let tools = [
    FunctionDeclaration(
        name: "set", description: "",
        parameters: [
            "type": "object",
            "properties": [
                "text": ["type": "string"], "count": ["type": "integer"], "ratio": ["type": "number"],
                "on": ["type": "boolean"], "list": ["type": "array"], "map": ["type": "object"],
                "maybe": ["type": ["integer", "null"]],
            ],
        ]),
    FunctionDeclaration(
        name: "tap", description: "",
        parameters: ["type": "object", "properties": ["element": ["type": "integer"]], "required": ["element"]]),
    FunctionDeclaration(name: "back", description: "", parameters: ["type": "object"]),
]
