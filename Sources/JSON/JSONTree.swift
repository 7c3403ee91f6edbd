internal import CJSONC

/// The way from scanned bytes through json-c to a `JSONValue`.
enum JSONTree {
    /// Builds the value that a scanner has passed.
    ///
    /// - Parameters:
    ///   - bytes: exactly the bytes of the value.
    ///   - depth: the nesting that the scanner saw.
    ///   - wideIntegerEnds: where, counted in `bytes`, integers end that `Int64` does not hold. json-c would saturate
    ///     them, so they are handed to it with an exponent, as the doubles they become.
    /// - Returns: the value, or nil when json-c runs out of memory.
    static func value(
        of bytes: UnsafeRawBufferPointer, depth: Int, wideIntegerEnds: [Int]
    ) -> JSONValue? {
        guard !wideIntegerEnds.isEmpty else { return parse(bytes, depth: depth) }
        var patched: [UInt8] = []
        patched.reserveCapacity(bytes.count + 2 * wideIntegerEnds.count)
        var copied = 0
        for end in wideIntegerEnds {
            patched.append(contentsOf: bytes[copied..<end])
            patched.append(contentsOf: "e0".utf8)
            copied = end
        }
        patched.append(contentsOf: bytes[copied...])
        return patched.withUnsafeBytes { parse($0, depth: depth) }
    }

    private static func parse(_ bytes: UnsafeRawBufferPointer, depth: Int) -> JSONValue? {
        guard let length = Int32(exactly: bytes.count), let tokener = json_tokener_new_ex(Int32(depth + 1)) else {
            return nil
        }
        defer { json_tokener_free(tokener) }
        json_tokener_set_flags(tokener, JSON_TOKENER_STRICT)
        var root = json_tokener_parse_ex(tokener, bytes.baseAddress, length)
        // A number at the very end is complete only once json-c has seen a terminator.
        if json_tokener_get_error(tokener) == json_tokener_continue { root = json_tokener_parse_ex(tokener, "", 1) }
        defer { json_object_put(root) }
        guard json_tokener_get_error(tokener) == json_tokener_success else { return nil }
        return convert(root)
    }

    private static func convert(_ node: OpaquePointer?) -> JSONValue {
        switch json_object_get_type(node) {
        case json_type_boolean: .bool(json_object_get_boolean(node) != 0)
        case json_type_int: .integer(json_object_get_int64(node))
        case json_type_double: .number(json_object_get_double(node))
        case json_type_string: .string(string(node))
        case json_type_array: .array(array(node))
        case json_type_object: .object(object(node))
        default: .null
        }
    }

    private static func string(_ node: OpaquePointer?) -> String {
        let start = UnsafeRawPointer(json_object_get_string(node))
        let length = Int(json_object_get_string_len(node))
        return String(decoding: UnsafeRawBufferPointer(start: start, count: length), as: UTF8.self)
    }

    private static func array(_ node: OpaquePointer?) -> [JSONValue] {
        (0..<json_object_array_length(node)).map { convert(json_object_array_get_idx(node, $0)) }
    }

    private static func object(_ node: OpaquePointer?) -> JSONObject {
        var members: [JSONObject.Member] = []
        members.reserveCapacity(Int(json_object_object_length(node)))
        var iterator = json_object_iter_begin(node)
        var end = json_object_iter_end(node)
        while json_object_iter_equal(&iterator, &end) == 0 {
            if let key = json_object_iter_peek_name(&iterator) {
                members.append((String(cString: key), convert(json_object_iter_peek_value(&iterator))))
            }
            json_object_iter_next(&iterator)
        }
        return JSONObject(distinct: members)
    }
}
