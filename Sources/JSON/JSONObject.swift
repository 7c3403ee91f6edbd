/// The members of a JSON object, in the order in which they were written.
///
/// Look-up is linear: the objects Thimble meets (nodes, tool calls, schemas) hold a few dozen members at most.
/// Keys are distinct, and the same only when their scalars are: `é` and `e` with a combining accent are two keys.
package struct JSONObject: Sendable, ExpressibleByDictionaryLiteral {
    package typealias Member = (key: String, value: JSONValue)

    package private(set) var members: [Member]

    /// Holds the members in their order; where a key comes twice, the last value wins in the place of the first.
    package init(_ members: [Member] = []) {
        var places: [ExactString: Int] = [:]
        self.members = []
        self.members.reserveCapacity(members.count)
        for member in members {
            if let place = places[ExactString(member.key)] {
                self.members[place].value = member.value
            } else {
                places[ExactString(member.key)] = self.members.count
                self.members.append(member)
            }
        }
    }

    package init(dictionaryLiteral elements: (String, JSONValue)...) {
        self.init(elements.map { (key: $0.0, value: $0.1) })
    }

    /// Holds the members whose value is not nil, in their order: for objects with optional parts.
    package init(omittingNil members: KeyValuePairs<String, JSONValue?>) {
        self.init(members.compactMap { key, value in value.map { (key, $0) } })
    }

    /// Holds members whose keys are known to differ.
    init(distinct members: [Member]) { self.members = members }

    package var keys: [String] { members.map(\.key) }

    package var count: Int { members.count }

    package var isEmpty: Bool { members.isEmpty }

    /// The member of that name, or nil.
    ///
    /// Setting replaces in place, appends, or (with nil) removes.
    package subscript(key: String) -> JSONValue? {
        get { place(of: key).map { members[$0].value } }
        set {
            switch (place(of: key), newValue) {
            case (let index?, let value?): members[index].value = value
            case (let index?, nil): members.remove(at: index)
            case (nil, let value?): members.append((key, value))
            case (nil, nil): break
            }
        }
    }

    private func place(of key: String) -> Int? {
        members.firstIndex { ExactString($0.key) == ExactString(key) }
    }
}
