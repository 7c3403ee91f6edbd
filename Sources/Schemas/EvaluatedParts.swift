import JSON

/// Which members of an object or elements of an array some keyword evaluated: what the `unevaluated` keywords ask for.
///
/// Without a part it says nothing, as where no schema asks.
struct EvaluatedParts {
    private var isEvaluated: [Bool] = []

    init() {}

    /// None of the value's parts.
    init(of value: JSONValue) {
        switch value {
        case .array(let items): isEvaluated = Array(repeating: false, count: items.count)
        case .object(let object): isEvaluated = Array(repeating: false, count: object.count)
        default: break
        }
    }

    /// The places that nobody evaluated.
    var missing: [Int] { isEvaluated.indices.filter { !isEvaluated[$0] } }

    mutating func insert(_ place: Int) {
        if place < isEvaluated.count { isEvaluated[place] = true }
    }

    mutating func formUnion(_ other: EvaluatedParts) {
        for place in other.isEvaluated.indices where other.isEvaluated[place] { insert(place) }
    }
}
