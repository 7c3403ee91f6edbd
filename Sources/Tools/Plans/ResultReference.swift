package import JSON

/// A place in the result of an earlier call: `$2.items[0].name`.
package struct ResultReference: Sendable, Hashable, CustomStringConvertible {
    package enum Step: Sendable, Hashable {
        case member(String)
        /// From 0.
        case item(Int)
    }

    /// The number of the call, from 1.
    package var call: Int
    /// The way into its result; empty for the whole of it.
    package var path: [Step]

    package init(call: Int, path: [Step] = []) {
        self.call = call
        self.path = path
    }

    /// The part of a result that this names, or nil where the result has no such part.
    package func value(in result: JSONValue) -> JSONValue? {
        var value: JSONValue? = result
        for step in path {
            switch step {
            case .member(let name): value = value?[name]
            case .item(let index): value = value?[index]
            }
        }
        return value
    }

    package var description: String { "$\(call)\(Self.text(of: path))" }

    static func text(of path: some Sequence<Step>) -> String {
        path.map { step in
            switch step {
            case .member(let name): ".\(name)"
            case .item(let index): "[\(index)]"
            }
        }.joined()
    }
}
