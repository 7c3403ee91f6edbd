import JSON
import Schemas

extension Tool {
    /// Checks what a definition must keep so that schema, grammar and validator can all express it.
    /// - Throws: `malformedName`, `duplicateParameter`, `emptyType` (no value fits the type), `badDefault` or `unsupported`.
    package func checkForm() throws(ToolDefinitionError) {
        guard Self.isWellFormed(name) else {
            throw ToolDefinitionError(.malformedName, "\"\(name)\" is no name: \(Self.nameRule)", tool: name)
        }
        var seen: Set<String> = []
        for parameter in parameters {
            // Python's own convention: a leading _ where the bare word is a keyword.
            guard Self.isWellFormed(parameter.name.hasPrefix("_") ? "a" + parameter.name.dropFirst() : parameter.name)
            else {
                let message =
                    "\"\(parameter.name)\" is no name: use a letter or _, then letters, digits, _ or -, 64 at most"
                throw ToolDefinitionError(.malformedName, message, tool: name, path: parameter.name)
            }
            guard seen.insert(parameter.name).inserted else {
                throw ToolDefinitionError(
                    .duplicateParameter, "this parameter is declared twice", tool: name, path: parameter.name)
            }
            if let keyword = parameter.type.foreignKeyword {
                let message = "\(Wording.quoted(keyword)) is not supported in the schema of an argument"
                throw ToolDefinitionError(.unsupported, message, tool: name, path: parameter.name)
            }
            if let reason = parameter.type.emptyReason {
                throw ToolDefinitionError(.emptyType, reason, tool: name, path: parameter.name)
            }
            if let value = parameter.defaultValue, ArgumentDomain(parameter.type, on: nil).normalized(value) == nil {
                let message = "the default is not \(ArgumentDomain(parameter.type, on: nil).phrase)"
                throw ToolDefinitionError(.badDefault, message, tool: name, path: parameter.name)
            }
        }
    }

    private static let nameRule = "use a letter, then letters, digits, _ or -, 64 at most"

    private static func isWellFormed(_ name: String) -> Bool {
        let bytes = Array(name.utf8)
        guard let first = bytes.first, bytes.count <= 64, isLetter(first) else { return false }
        return bytes.allSatisfy { isLetter($0) || (0x30...0x39).contains($0) || $0 == 0x5F || $0 == 0x2D }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }
}

extension ArgumentType {
    /// A keyword that makes a schema a document of its own, so that it cannot stand inside another.
    fileprivate var foreignKeyword: String? {
        switch self {
        case .array(let item, _): item.foreignKeyword
        case .schema(let schema): SchemaDefinitions.foreignKeyword(in: schema.document)
        case .element, .string, .integer, .number, .boolean, .oneOf: nil
        }
    }

    /// Why the type cannot be used, or nil when it can.
    fileprivate var emptyReason: String? {
        switch self {
        case .string(let length?) where length.lowerBound < 0: return "a length cannot be negative"
        case .number(let range?) where !range.lowerBound.isFinite || !range.upperBound.isFinite:
            return "a range of numbers needs finite bounds"
        case .oneOf(let words):
            if words.isEmpty { return "there is no word to choose from" }
            return Set(words).count == words.count ? nil : "a word occurs twice"
        case .array(let item, let count):
            if let count, count.lowerBound < 0 { return "a count cannot be negative" }
            return item.emptyReason
        case .schema(let schema): return schema.document == false ? "the schema accepts nothing" : nil
        case .element, .string, .integer, .number, .boolean: return nil
        }
    }
}
