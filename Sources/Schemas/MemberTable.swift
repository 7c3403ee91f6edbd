import JSON

/// Finds members by name, at once where an object is large.
struct MemberTable {
    let members: [JSONObject.Member]
    private var places: [ExactString: Int] = [:]

    init(_ object: JSONObject) {
        members = object.members
        // Below some twenty a search is as quick as a table is to make.
        guard members.count > 20 else { return }
        places.reserveCapacity(members.count)
        for (place, member) in members.enumerated() { places[ExactString(member.key)] = place }
    }

    func place(of name: String) -> Int? {
        guard places.isEmpty else { return places[ExactString(name)] }
        return members.firstIndex { ExactString($0.key) == ExactString(name) }
    }
}
