extension JSONValue {
    /// Parses one JSON document (RFC 8259, strictly), with nothing but white space around it.
    ///
    /// What the RFC leaves open is settled so:
    /// - **Duplicate keys**: the last value wins, in the place of the first. Keys are the same when their scalars are;
    ///   no Unicode normalisation.
    /// - **Surrogates** in `\u` escapes: a pair is joined; a lone one becomes U+FFFD.
    /// - **`\u0000`**: kept in a string, refused in a key.
    /// - **Integers** that fit `Int64` are `integer` (`-0` is 0); wider ones are the nearest `number`. A literal with
    ///   `.` or `e` is always a `number`. One beyond `Double` (`1e999`) is refused; one too small (`1e-999`) is 0.
    /// - **A UTF-8 byte order mark** at the start is skipped.
    ///
    /// Refused, with the place: an empty document, bytes after the value, NaN and Infinity, leading zeros, trailing
    /// commas, comments, single quotes, raw control characters in strings, invalid UTF-8 (overlong forms and encoded
    /// surrogates included), and whatever passes `limits`. Time is linear in the bytes.
    package init(parsing bytes: UnsafeRawBufferPointer, limits: JSONLimits = .init()) throws(JSONError) {
        let document = JSONDocument(bytes: bytes, limits: limits)
        self = try document.wholeValue(in: 0..<bytes.count)
    }

    /// Parses one JSON document from an array of its bytes.
    package init(parsing bytes: [UInt8], limits: JSONLimits = .init()) throws(JSONError) {
        let result = bytes.withUnsafeBytes { buffer in
            Result { () throws(JSONError) in try JSONValue(parsing: buffer, limits: limits) }
        }
        self = try result.get()
    }

    /// Parses one JSON document from text.
    package init(parsing text: String, limits: JSONLimits = .init()) throws(JSONError) {
        try self.init(parsing: Array(text.utf8), limits: limits)
    }

    /// Parses the value that starts at or after an offset, and says where it ends: for several documents in one buffer.
    ///
    /// White space before the value is skipped, what follows it is left alone. A number, `true`, `false` or `null` must
    /// be followed by something that could not continue it, so `truefalse` and `1-2` are refused. Otherwise as
    /// `init(parsing:limits:)`; `limits` hold for the one value, places count from the start of the buffer.
    ///
    /// - Precondition: `offset` lies in the buffer or at its end.
    /// - Throws: `JSONError` with the code `empty` when only white space is left.
    /// - Returns: the value and the offset of the byte after it.
    package static func parsePrefix(
        _ bytes: UnsafeRawBufferPointer, from offset: Int = 0, limits: JSONLimits = .init()
    ) throws(JSONError) -> (value: JSONValue, end: Int) {
        try JSONDocument(bytes: bytes, limits: limits).prefix(in: offset..<bytes.count)
    }

    /// Parses the value that starts at or after an offset of an array, and says where it ends.
    package static func parsePrefix(
        _ bytes: [UInt8], from offset: Int = 0, limits: JSONLimits = .init()
    ) throws(JSONError) -> (value: JSONValue, end: Int) {
        let result = bytes.withUnsafeBytes { buffer in
            Result { () throws(JSONError) in try parsePrefix(buffer, from: offset, limits: limits) }
        }
        return try result.get()
    }
}
