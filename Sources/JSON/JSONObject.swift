/// The members of a JSON object, in the order in which they were written.
///
/// Look-up is linear: the objects Thimble meets (nodes, tool calls, schemas) hold a few dozen members at most.
package struct JSONObject: Sendable, ExpressibleByDictionaryLiteral {
    package typealias Member = (key: String, value: JSONValue)

    package private(set) var members: [Member]

    package init(_ members: [Member] = []) { self.members = members }

    package init(dictionaryLiteral elements: (String, JSONValue)...) {
        members = elements.map { (key: $0.0, value: $0.1) }
    }

    package var keys: [String] { members.map(\.key) }

    /// The member of that name, or nil. Setting replaces in place, appends, or (with nil) removes.
    package subscript(key: String) -> JSONValue? {
        get { members.first { $0.key == key }?.value }
        set {
            let index = members.firstIndex { $0.key == key }
            switch (index, newValue) {
            case (let index?, let value?): members[index].value = value
            case (let index?, nil): members.remove(at: index)
            case (nil, let value?): members.append((key, value))
            case (nil, nil): break
            }
        }
    }
}
