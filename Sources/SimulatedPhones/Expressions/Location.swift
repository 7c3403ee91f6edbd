import JSON

/// A concrete place in a state: which variables, and the way into them.
struct Location: Sendable, Hashable {
    enum Base: Sendable, Hashable { case state, screen, dialog }

    enum Step: Sendable, Hashable {
        case member(String)
        /// An element of a list, by its `id`, or by its place where elements have none.
        case element(id: JSONValue?, index: Int)
    }

    var base: Base
    var steps: [Step]

    func appending(_ members: [String]) -> Location {
        Location(base: base, steps: steps + members.map { .member($0) })
    }

    func appending(_ step: Step) -> Location { Location(base: base, steps: steps + [step]) }
}

extension Location.Step {
    /// The step to an element of a list.
    static func element(_ value: JSONValue, at index: Int) -> Location.Step {
        .element(id: value["id"], index: index)
    }

    /// Where in the list the element is now.
    func place(in list: [JSONValue]) -> Int? {
        guard case .element(let id, let index) = self else { return nil }
        guard let id else { return list.indices.contains(index) ? index : nil }
        if list.indices.contains(index), list[index]["id"] == id { return index }
        return list.firstIndex { $0["id"] == id }
    }
}

extension JSONValue {
    /// The value at the end of the steps.
    func value(at steps: ArraySlice<Location.Step>) -> JSONValue? {
        guard let step = steps.first else { return self }
        switch step {
        case .member(let name): return self[name]?.value(at: steps.dropFirst())
        case .element:
            guard let array, let place = step.place(in: array) else { return nil }
            return array[place].value(at: steps.dropFirst())
        }
    }

    /// Puts a value at the end of the steps, or removes the element or member there; false where the way ends early.
    @discardableResult
    mutating func set(_ value: JSONValue?, at steps: ArraySlice<Location.Step>) -> Bool {
        guard let step = steps.first else {
            guard let value else { return false }
            self = value
            return true
        }
        let rest = steps.dropFirst()
        switch (step, self) {
        case (.member(let name), .object(var object)):
            self = .null
            defer { self = .object(object) }
            if rest.isEmpty {
                object[name] = value
                return true
            }
            guard var inner = object[name] else { return false }
            let done = inner.set(value, at: rest)
            object[name] = inner
            return done
        case (.element, .array(var array)):
            guard let place = step.place(in: array) else { return false }
            self = .null
            defer { self = .array(array) }
            if rest.isEmpty {
                if let value { array[place] = value } else { array.remove(at: place) }
                return true
            }
            return array[place].set(value, at: rest)
        default: return false
        }
    }
}
