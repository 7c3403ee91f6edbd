/// One JSON value: what `JSON` parses into and prints from.
///
/// Objects keep the order in which members were written, so printing a parsed document changes nothing that a reader
/// of a diff would see; `canonical` printing sorts them instead. Equality of objects ignores order.
package enum JSONValue: Sendable {
    case null
    case bool(Bool)
    case integer(Int64)
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object(JSONObject)
}
