import FlowDocuments
import FlowExports
import Flows

/// The flow files in which steps were healed, with what they should say.
struct HealedFlows {
    /// As they should be written.
    private var heals: [FlowCommand] = []

    init(_ suite: FlowSuiteResult) {
        for flow in suite.flows { collect(flow.commands) }
    }

    private mutating func collect(_ results: [CommandResult]) {
        for result in results {
            if let update = result.heal?.update {
                var command = result.command
                command.operation = command.operation.retargeted(update.selector)
                command.note = update.note
                // A step that ran several times is written as it was healed last.
                heals.removeAll { $0.place == command.place }
                heals.append(command)
            }
            collect(result.children)
        }
    }

    /// Writes the files anew and prints the changes; what cannot be changed is said on standard error.
    func write(_ files: some FlowFiles) throws {
        let byFile = Dictionary(grouping: heals) { $0.place.file }
        for (file, heals) in byFile.sorted(by: { $0.key < $1.key }) {
            let source: [UInt8]
            do throws(FlowError) { source = try files.read(file) } catch { throw FlowCommandError(error) }
            var patch = FlowPatch(String(decoding: source, as: UTF8.self), file: file)
            for heal in heals {
                do throws(FlowExportError) {
                    try patch.replace(heal)
                } catch {
                    StandardError.print("not updated: \(error)")
                }
            }
            guard !patch.isEmpty else { continue }
            let draft = try DraftFile(for: file)
            try draft.write(Array(patch.text.utf8))
            try draft.finish()
            print(patch.diff, terminator: "")
        }
    }
}
