internal import FlowDocuments
internal import Hierarchies

/// What was done so far in a run, command within command.
struct FlowJournal {
    /// One list an open command, the run's own first.
    private var open: [[CommandResult]] = [[]]
    /// What the open commands know of themselves.
    private var notes: [Note] = [Note()]
    private(set) var count = 0

    struct Note {
        var point: Point?
        var target: Rect?
        var rivals = 0
        var heal: HealReport?
        /// What is to be said of a command that went well.
        var warning: FlowFailure?
        var title: String?
        var computed: FlowOperation?
    }

    var results: [CommandResult] { open[0] }

    /// Of the innermost command.
    var note: Note {
        get { notes[notes.count - 1] }
        set { notes[notes.count - 1] = newValue }
    }

    var depth: Int { open.count - 1 }

    mutating func begin() {
        open.append([])
        notes.append(Note())
        count += 1
    }

    /// - Returns: the result as it is kept.
    @discardableResult
    mutating func end(_ result: CommandResult) -> CommandResult {
        var result = result
        let note = notes.removeLast()
        result.children = open.removeLast()
        result.point = note.point
        result.target = note.target
        result.rivals = note.rivals
        result.heal = note.heal
        result.computed = note.computed
        if let title = note.title { result.title = title }
        open[open.count - 1].append(result)
        return result
    }
}
