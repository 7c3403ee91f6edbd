package import JSON

/// The ways to write a plan down as JSON.
///
/// All are read into calls whose arguments refer as `CallPlan` has it.
package enum PlanNotation: String, Sendable, CaseIterable {
    /// Ours: a list of `{"name", "arguments"}`, or the same under `calls`; calls are numbered from 1.
    case numbered
    /// NESTFUL's (arXiv:2409.03797): calls have a `label`, and `$label.field$` refers to one. Its last pseudo-call,
    /// `var_result`, which only repeats results, is dropped.
    case nestful
    /// DroidCall's (arXiv:2412.00402): calls have an `id`, and an argument `#0` is the result of one.
    case droidCall = "droidcall"

    /// Reads the calls of a plan; whether they are legal is seen when a `CallPlan` is made of them.
    /// - Throws: `malformed` where there is no list, a call has no name, its arguments are no object, or a label or id
    ///   occurs twice.
    package func calls(_ json: JSONValue) throws(CallPlanError) -> [ToolCall] {
        guard let list = json.array ?? json["calls"]?.array else {
            throw CallPlanError(.malformed, "a plan is a list of calls")
        }
        let entries = self == .nestful ? list.filter { $0["name"] != "var_result" } : list
        var calls: [ToolCall] = []
        var numbers: [String: Int] = [:]
        for (index, entry) in entries.enumerated() {
            guard let name = entry["name"]?.string else {
                throw CallPlanError(.malformed, "a name is needed here", call: index + 1)
            }
            let arguments = entry["arguments"] ?? [:]
            guard let arguments = arguments.object else {
                throw CallPlanError(.malformed, "arguments must be an object", call: index + 1, tool: name)
            }
            calls.append(ToolCall(name, arguments))
            guard let label = label(of: entry) else { continue }
            guard numbers.updateValue(index + 1, forKey: label) == nil else {
                throw CallPlanError(
                    .malformed, "\(Wording.quoted(label)) names another call too", call: index + 1, tool: name)
            }
        }
        if self == .numbered { return calls }
        return calls.map { call in
            let members = call.arguments.members.map { (key: $0.key, value: rewritten($0.value, numbers)) }
            return ToolCall(call.name, JSONObject(members))
        }
    }

    /// What other calls know an entry by.
    private func label(of entry: JSONValue) -> String? {
        switch self {
        case .numbered: nil
        case .nestful: entry["label"]?.string.map { $0.hasPrefix("$") ? String($0.dropFirst()) : $0 }
        case .droidCall: entry["id"]?.integer.map { "#\($0)" }
        }
    }

    private func rewritten(_ value: JSONValue, _ numbers: [String: Int]) -> JSONValue {
        switch value {
        case .string(let text): .string(self == .nestful ? nestful(text, numbers) : droidCall(text, numbers))
        case .array(let items): .array(items.map { rewritten($0, numbers) })
        case .object(let object):
            .object(JSONObject(object.members.map { (key: $0.key, value: rewritten($0.value, numbers)) }))
        case .null, .bool, .integer, .number: value
        }
    }

    private func droidCall(_ text: String, _ numbers: [String: Int]) -> String {
        numbers[text].map { "$\($0)" } ?? text.replacing("$", with: "$$")
    }

    /// `$var1.distance$` as `${1.distance}`; a dollar sign before anything but a label is one.
    private func nestful(_ text: String, _ numbers: [String: Int]) -> String {
        var result = ""
        var rest = text[...]
        while let dollar = rest.firstIndex(of: "$") {
            result += rest[..<dollar]
            rest = rest[rest.index(after: dollar)...]
            let inside = rest.prefix { $0 != "$" }
            let label = inside.prefix { $0 != "." && $0 != "[" }
            if inside.endIndex < rest.endIndex, let number = numbers[String(label)] {
                result += "${\(number)\(inside.dropFirst(label.count))}"
                rest = rest[rest.index(after: inside.endIndex)...]
            } else {
                result += "$$"
            }
        }
        return result + rest
    }
}
