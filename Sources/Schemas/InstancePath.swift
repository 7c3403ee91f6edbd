/// The way from a whole value down to one of its parts.
struct InstancePath {
    enum Step {
        case name(String)
        case index(Int)
    }

    private var steps: [Step] = []

    var count: Int { steps.count }
    var isWhole: Bool { steps.isEmpty }

    mutating func enter(_ step: Step) { steps.append(step) }
    mutating func leave() { steps.removeLast() }

    /// The JSON Pointer.
    var pointer: String {
        steps.reduce("") { pointer, step in
            switch step {
            case .name(let name): JSONPointer.appending(name, to: pointer)
            case .index(let index): JSONPointer.appending(index, to: pointer)
            }
        }
    }

    /// What a sentence calls the part: `passengers[2].age`; "the value" for the whole.
    var subject: String {
        guard !steps.isEmpty else { return "the value" }
        var text = ""
        for step in steps {
            switch step {
            case .index(let index): text += "[\(index)]"
            case .name(let name): text += (text.isEmpty ? "" : ".") + (Wording.word(name) ?? "(a long name)")
            }
        }
        return text
    }

    /// " in passengers[2]", nothing for the whole value.
    var within: String { steps.isEmpty ? "" : " in \(subject)" }
}
