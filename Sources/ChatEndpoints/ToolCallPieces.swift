import JSON
import LanguageModels
import Tools

/// Puts calls together that come in pieces: `delta.tool_calls` of a stream, or `message.tool_calls` in one piece.
///
/// A call is whole when the next one begins or the answer ends. Servers differ, so a piece belongs to the call of its
/// `index`, or without one to the last call, unless it brings another id along.
struct ToolCallPieces {
    private struct Open {
        var index: Int64?
        var id: String?
        var name = ""
        var arguments = ""
    }

    /// What a whole call came to.
    enum Outcome {
        case call(ChatCall)
        case fault(AnswerFault)
    }

    /// More calls than allowed.
    struct TooMany: Error {}

    private let declared: Set<String>
    private let limit: Int
    private var usedIDs: Set<String>
    private var open: Open?
    private var count = 0
    /// The number of the next id that is made here, unless it is taken.
    private var nextNumber = 1

    /// - Parameters:
    ///   - declared: the names of the functions that the model was told of.
    ///   - usedIDs: the ids that stand in the conversation; no call gets one of them.
    ///   - limit: the most calls of one answer.
    init(declared: Set<String>, usedIDs: Set<String>, limit: Int) {
        self.declared = declared
        self.usedIDs = usedIDs
        self.limit = limit
    }

    /// Takes one element of `tool_calls`.
    /// - Returns: what the call before it came to, when this one begins another.
    mutating func take(_ piece: JSONValue) throws(TooMany) -> Outcome? {
        var ended: Outcome?
        let index = piece["index"]?.integer
        let id = piece["id"]?.string.flatMap { $0.isEmpty ? nil : $0 }
        let name = piece["function"]?["name"]?.string ?? ""
        if !continues(index: index, id: id, name: name) {
            ended = finish(cutOff: false)
            count += 1
            guard count <= limit else { throw TooMany() }
            open = Open(index: index)
        }
        guard var call = open else { return ended }
        // A second reference would make each piece copy the arguments so far.
        open = nil
        // llama-cpp-python repeats id and name with every piece of the arguments; others send a name in pieces.
        let isRepetition = name == call.name && (declared.contains(name) || (id != nil && id == call.id))
        if !isRepetition { call.name += name }
        call.id = call.id ?? id
        switch piece["function"]?["arguments"] {
        case .string(let text): call.arguments += text
        // Ollama has sent an object, whole, where OpenAI sends its text in pieces.
        case .object(let object): call.arguments = JSONValue.object(object).print()
        default: break
        }
        open = call
        return ended
    }

    private func continues(index: Int64?, id: String?, name: String) -> Bool {
        guard let open else { return false }
        // Several calls with one and the same index have been seen, told apart by their ids.
        if let id, let known = open.id { return id == known }
        if let index, let known = open.index { return index == known }
        return name.isEmpty || id == nil && open.arguments.isEmpty
    }

    /// Ends the last call.
    ///
    /// - Parameter cutOff: whether the answer ended for lack of tokens.
    /// - Returns: what it came to; nil when no call is open.
    mutating func finish(cutOff: Bool) -> Outcome? {
        guard let call = open else { return nil }
        open = nil
        func fault(_ code: AnswerFault.Code, _ message: String) -> Outcome {
            .fault(AnswerFault(code, message, text: String("\(call.name)(\(call.arguments))".prefix(300))))
        }
        guard !call.name.isEmpty else { return fault(.malformed, "a call without a name of a function") }
        guard let arguments = Self.object(call.arguments) else {
            return cutOff
                ? fault(.truncated, "the answer ended inside the arguments of \(call.name)")
                : fault(.malformed, "the arguments of \(call.name) are no JSON object")
        }
        return .call(ChatCall(id: newID(call.id), name: call.name, arguments: arguments))
    }

    /// The arguments as an object; no text at all stands for no arguments, and a string for the JSON in it.
    ///
    /// Nearly JSON will do: the grammar by which llama-cpp-python holds a named tool lets raw control characters into
    /// strings.
    private static func object(_ text: String) -> JSONObject? {
        if text.allSatisfy(\.isWhitespace) { return [:] }
        switch try? JSONValue(parsing: text) {
        case .object(let object): return object
        case .null: return [:]
        case .string(let inner): return (try? JSONValue(parsing: inner))?.object
        default: return try? CallShape().call(in: ["name": "f", "arguments": .string(text)]).arguments
        }
    }

    /// The server's id where it is new, else the first free of `call_1`, `call_2` ….
    mutating func newID(_ given: String? = nil) -> String {
        if let given, usedIDs.insert(given).inserted { return given }
        while !usedIDs.insert("call_\(nextNumber)").inserted { nextNumber += 1 }
        return "call_\(nextNumber)"
    }
}
