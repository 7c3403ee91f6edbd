extension JSONValue {
    /// Whether this is `null`.
    package var isNull: Bool { if case .null = self { true } else { false } }

    /// The truth value, or nil for anything but `true` and `false`.
    package var bool: Bool? { if case .bool(let value) = self { value } else { nil } }

    /// The integer, also of a number whose value is one (`1.0`); nil for anything else.
    package var integer: Int64? {
        switch self {
        case .integer(let value): value
        case .number(let value): Int64(exactly: value)
        default: nil
        }
    }

    /// The number, also of an integer, then rounded to the nearest `Double`; nil for anything else.
    package var number: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value
        default: nil
        }
    }

    /// The text, or nil for anything but a string.
    package var string: String? { if case .string(let value) = self { value } else { nil } }

    /// The elements, or nil for anything but an array.
    package var array: [JSONValue]? { if case .array(let value) = self { value } else { nil } }

    /// The members, or nil for anything but an object.
    package var object: JSONObject? { if case .object(let value) = self { value } else { nil } }

    /// The member of that name, or nil where there is none or this is no object.
    package subscript(key: String) -> JSONValue? { object?[key] }

    /// The element at that index, or nil where there is none or this is no array.
    package subscript(index: Int) -> JSONValue? {
        guard let array, array.indices.contains(index) else { return nil }
        return array[index]
    }
}
