extension JavaScriptCore {
    /// Lends a text as one of the engine's strings; all of it, U+0000 too.
    func withString<Value>(_ text: String, _ body: (OpaquePointer) -> Value) -> Value {
        let units = Array(text.utf16)
        guard let string = makeString(units, units.count) else { fatalError("JavaScriptCore made no string") }
        defer { releaseString(string) }
        return body(string)
    }

    /// A text as a value.
    func value(_ text: String, in context: OpaquePointer) -> OpaquePointer? {
        withString(text) { makeStringValue(context, $0) }
    }

    /// The text of a value that is a string, or that turns into one without running a script.
    func text(_ value: OpaquePointer?, in context: OpaquePointer) -> String? {
        guard let value, let string = copyText(context, value, nil) else { return nil }
        defer { releaseString(string) }
        let units = UnsafeBufferPointer(start: stringUnits(string), count: stringCount(string))
        return String(decoding: units, as: UTF16.self)
    }

    func property(_ name: String, of object: OpaquePointer, in context: OpaquePointer) -> OpaquePointer? {
        withString(name) { getProperty(context, object, $0, nil) }
    }

    func set(_ name: String, to value: OpaquePointer?, of object: OpaquePointer, in context: OpaquePointer) {
        guard let value else { return }
        withString(name) { setProperty(context, object, $0, value, 0, nil) }
    }
}
