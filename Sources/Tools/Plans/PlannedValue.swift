import JSON

/// A value of an argument, with references to results that are not there yet.
indirect enum PlannedValue: Sendable, Hashable {
    /// Without a reference in it.
    case literal(JSONValue)
    /// The result itself, whatever its type.
    case reference(ResultReference)
    /// Text with results written into it.
    case text([TextPart])
    case array([PlannedValue])
    case object([Member])

    enum TextPart: Sendable, Hashable {
        case text(String)
        case reference(ResultReference)
    }

    struct Member: Sendable, Hashable {
        var key: String
        var value: PlannedValue
    }

    /// Levels of lists and objects in an argument.
    static let maximumNesting = 64
    /// UTF-8 bytes of all texts of one call that results were written into.
    static let maximumTextBytes = 1 << 20

    /// The results that must be there first, in the order of their first use.
    var references: [ResultReference] {
        switch self {
        case .literal: []
        case .reference(let reference): [reference]
        case .text(let parts):
            parts.compactMap { part in if case .reference(let reference) = part { reference } else { nil } }
        case .array(let items): items.flatMap(\.references)
        case .object(let members): members.flatMap(\.value.references)
        }
    }

    /// The value with each reference replaced.
    ///
    /// In a longer text a result that is a text is written as it is, any other as compact JSON.
    /// - Parameter result: the result of a call, by its number.
    /// - Returns: a value without references.
    /// - Throws: `missingField` where a result has no such part, `tooLong` where a text grows beyond its limit.
    func value(_ result: (Int) -> JSONValue?) throws(CallFailure) -> JSONValue {
        var room = Self.maximumTextBytes
        return try value(result, &room)
    }

    private func value(_ result: (Int) -> JSONValue?, _ room: inout Int) throws(CallFailure) -> JSONValue {
        switch self {
        case .literal(let value): return value
        case .reference(let reference): return try Self.value(of: reference, result)
        case .text(let parts):
            var text = ""
            for part in parts {
                switch part {
                case .text(let plain): text += plain
                case .reference(let reference):
                    let value = try Self.value(of: reference, result)
                    text += value.string ?? value.print()
                }
                guard text.utf8.count <= room else {
                    throw CallFailure(
                        .tooLong, "the texts with results in them are longer than \(Self.maximumTextBytes) bytes")
                }
            }
            room -= text.utf8.count
            return .string(text)
        case .array(let items):
            var values: [JSONValue] = []
            for item in items { values.append(try item.value(result, &room)) }
            return .array(values)
        case .object(let members):
            var values: [JSONObject.Member] = []
            for member in members { values.append((member.key, try member.value.value(result, &room))) }
            return .object(JSONObject(values))
        }
    }

    private static func value(
        of reference: ResultReference, _ result: (Int) -> JSONValue?
    ) throws(CallFailure) -> JSONValue {
        guard let value = result(reference.call).flatMap({ reference.value(in: $0) }) else {
            let path = ResultReference.text(of: reference.path)
            throw CallFailure(
                .missingField, "the result of call \(reference.call) has no \(Wording.quoted(path))",
                cause: reference.call)
        }
        return value
    }
}
