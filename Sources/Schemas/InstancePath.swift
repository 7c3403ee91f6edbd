/// The way from a whole value down to one of its parts.
struct InstancePath {
    enum Step {
        /// A member; one that the schema declares by name can be called so in a sentence.
        case name(String, isDeclared: Bool)
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
            case .name(let name, _): JSONPointer.appending(name, to: pointer)
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
            case .name(let name, let isDeclared):
                let shown = Wording.word(name) ?? (isDeclared ? Wording.quoted(name) : "(a member)")
                text += (text.isEmpty ? "" : ".") + shown
            }
        }
        return text
    }

    /// " in passengers[2]", nothing for the whole value.
    var within: String { steps.isEmpty ? "" : " in \(subject)" }
}
