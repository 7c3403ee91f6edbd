package import JSON
package import Tools

/// A call as Python writes it, its first arguments perhaps without names.
package struct PythonCall: Sendable, Hashable {
    package var name: String
    package var positional: [JSONValue]
    package var keyword: JSONObject

    package init(_ name: String, positional: [JSONValue] = [], keyword: JSONObject = [:]) {
        self.name = name
        self.positional = positional
        self.keyword = keyword
    }

    /// The call with a name for every argument: positional ones take the tool's properties in their order.
    /// - Throws: `malformed` when the tool is unknown or has fewer properties, or an argument comes twice.
    package func named(by tools: [FunctionDeclaration]) throws(PythonSyntaxError) -> ToolCall {
        guard !positional.isEmpty else { return ToolCall(name, keyword) }
        guard let tool = tools.first(where: { $0.name == name }) else {
            throw PythonSyntaxError(.malformed, "\(name) is not known, so its arguments need names", at: 0)
        }
        let names = tool.propertyNames
        guard positional.count <= names.count else {
            throw PythonSyntaxError(
                .malformed, "\(name) takes \(names.count) arguments, not \(positional.count)", at: 0)
        }
        let first = zip(names, positional).map { (key: $0, value: $1) }
        for member in first where keyword[member.key] != nil {
            throw PythonSyntaxError(.malformed, "\(name) gets \(member.key) twice", at: 0)
        }
        return ToolCall(name, JSONObject(first + keyword.members))
    }
}

extension PythonReader {
    /// Reads a text that is one call, with white space around it.
    /// - Returns: the calls in the order in which they are to be made; more than one where calls stand in arguments.
    package static func calls(
        _ bytes: [UInt8], results: [String: Int]? = nil, number: Int = 1
    ) throws(PythonSyntaxError) -> [PythonCall] {
        var reader = PythonReader(bytes, results: results, number: number)
        reader.skipSpace()
        let name = reader.callName()
        guard !name.isEmpty, reader.skip("(") else { throw reader.malformed("a call is the name of a function and (") }
        _ = try reader.call(name)
        reader.skipSpace()
        guard reader.index == bytes.count else { throw reader.malformed("something follows the call") }
        return reader.calls
    }

    /// Reads the arguments of a call behind its `(`, and keeps the call.
    /// - Returns: what stands for its result.
    mutating func call(_ name: String) throws(PythonSyntaxError) -> JSONValue {
        var positional: [JSONValue] = []
        var keyword: [JSONObject.Member] = []
        let start = index
        index -= 1
        try nested { reader throws(PythonSyntaxError) in
            while !reader.skip(")") {
                try reader.argument(&positional, &keyword)
                if reader.skip(",") { continue }
                guard reader.skip(")") else { throw reader.malformed("arguments want a comma or ) here") }
                break
            }
        }
        // Not by looking each up as it comes, which would take quadratic time.
        var names: Set<[UInt8]> = []
        for member in keyword where !names.insert(Array(member.key.utf8)).inserted {
            throw PythonSyntaxError(.malformed, "\(name) gets \(member.key) twice", at: start)
        }
        return keep(PythonCall(name, positional: positional, keyword: JSONObject(keyword)))
    }

    private mutating func argument(
        _ positional: inout [JSONValue], _ keyword: inout [JSONObject.Member]
    ) throws(PythonSyntaxError) {
        skipSpace()
        let start = index
        if bytes[index...].starts(with: "**".utf8) {
            index += 2
            guard case .object(let object) = try value() else {
                throw PythonSyntaxError(.malformed, "only a dict may follow **", at: start)
            }
            keyword += object.members
            return
        }
        let name = word()
        if !name.isEmpty, skip("="), current != UInt8(ascii: "=") {
            return keyword.append((name, try value()))
        }
        index = start
        let value = try value()
        guard keyword.isEmpty else {
            throw PythonSyntaxError(.malformed, "an argument without a name follows one with a name", at: start)
        }
        positional.append(value)
    }
}
