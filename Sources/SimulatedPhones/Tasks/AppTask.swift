/// Something a person could ask of a declared app, or a pattern of many such things.
package struct AppTask: Sendable {
    /// Unique among an app's tasks.
    package var id: String
    /// By language: what a person would say, in one way or several; `{name}` stands for a variable.
    package var phrasings: [String: [String]]
    /// An expression over the app's state: false before, true after.
    package var check: String
    package var steps: [Step]
    /// A list of the state: the task is asked of each of its records.
    package var each: String?
    /// Records written with the task, which is asked of each.
    package var records: [[String: String]] = []
    /// An expression over the state and the record, `it`: of which records it is asked.
    package var condition: String?
    /// Variables by expressions over the state and `it`.
    package var computed: [(name: String, expression: String)] = []
    /// Variables by the pools that they are drawn from.
    package var drawn: [(name: String, pool: String)] = []

    /// One thing that a finger or a keyboard does.
    package struct Step: Sendable, CustomStringConvertible {
        /// What the step is: `tap`, `type` and so on.
        package var verb: String
        /// What the verb is given: a label, a text, a key.
        package var object: String
        /// Everything else that it says.
        package var more: [String: String]

        package init(verb: String, object: String, more: [String: String] = [:]) {
            self.verb = verb
            self.object = object
            self.more = more
        }

        package var description: String { "\(verb) “\(object)”" }

        /// The keys that may stand beside each verb.
        static let keys: [String: Set<String>] = [
            "tap": ["near", "nth"], "hold": ["near", "nth"], "swipe": ["near", "nth"], "slide": ["to"],
            "type": ["into", "near", "nth", "clear"], "press": [], "wait": [],
        ]
    }

    /// Whether it is one task rather than a pattern of several.
    package var isSingle: Bool { each == nil && records.isEmpty && drawn.isEmpty && computed.isEmpty }
}

/// What can be asked of one app, as a file under `fixtures/tasks` has it.
package struct TaskFile: Sendable {
    package var tasks: [AppTask]
    /// Further phrasings of tasks in another file, by the task's id and the language.
    package var phrasings: [String: [String: [String]]] = [:]
    /// Members of the state's records, such as `notes.title`, and the pools that may rename them.
    package var renamed: [(member: String, pool: String)] = []
    /// Truths of the state that may be the other way round.
    package var flipped: [String] = []
}
