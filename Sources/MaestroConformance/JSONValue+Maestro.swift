internal import FlowDocuments
internal import JSON

extension JSONValue {
    /// A point as Maestro's classes have it, of a flow's `12, 34`; what is no number is 0.
    init(maestroPoint text: String) {
        let numbers = text.split(separator: ",").map { Int64($0.filter { $0 != " " }) ?? 0 } + [0, 0]
        self = .object(["x": .integer(numbers[0]), "y": .integer(numbers[1])])
    }

    /// Names and values as one object.
    init(_ variables: [FlowVariable]) {
        self = .object(JSONObject(variables.map { (key: $0.name, value: .string($0.value)) }))
    }
}
