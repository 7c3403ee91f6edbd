import JSON

/// JSON Pointers (RFC 6901) as texts: each step is `/` and a name or index, in which `~` and `/` are escaped.
enum JSONPointer {
    /// The pointer one step below `pointer`.
    static func appending(_ name: String, to pointer: String) -> String {
        var longer = pointer
        longer.append("/")
        if name.utf8.contains(where: { $0 == UInt8(ascii: "~") || $0 == UInt8(ascii: "/") }) {
            for scalar in name.unicodeScalars {
                switch scalar {
                case "~": longer.append("~0")
                case "/": longer.append("~1")
                default: longer.unicodeScalars.append(scalar)
                }
            }
        } else {
            longer.append(name)
        }
        return longer
    }

    static func appending(_ index: Int, to pointer: String) -> String { "\(pointer)/\(index)" }

    /// The names and indices of a pointer; nil when it is none.
    static func steps(of pointer: some StringProtocol) -> [String]? {
        guard !pointer.isEmpty else { return [] }
        guard pointer.utf8.first == UInt8(ascii: "/") else { return nil }
        var steps: [String] = []
        for part in pointer.unicodeScalars.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
            var step = String.UnicodeScalarView()
            var escaped = false
            for scalar in part {
                switch (escaped, scalar) {
                case (true, "0"): step.append("~")
                case (true, "1"): step.append("/")
                case (true, _): return nil
                case (false, "~"): break
                default: step.append(scalar)
                }
                escaped = !escaped && scalar == "~"
            }
            guard !escaped else { return nil }
            steps.append(String(step))
        }
        return steps
    }

    /// The value one step below another: a member, or an element by its index without leading zeros.
    static func value(at step: String, of value: JSONValue) -> JSONValue? {
        switch value {
        case .object(let object): object[step]
        case .array: Int(step).flatMap { String($0) == step ? value[$0] : nil }
        default: nil
        }
    }
}
