import Flows
import Glibc

/// Where a run's screenshots and recordings go: a folder that they cannot leave.
struct ArtifactFolder: FlowArtifacts {
    let path: String

    func write(_ bytes: [UInt8], to name: String) throws(FlowFailure) {
        let parts = name.split(separator: "/").filter { $0 != "." }
        guard !name.hasPrefix("/"), !parts.contains(".."), let file = parts.last else {
            throw FlowFailure(.invalidCommand, "\"\(name)\" leads out of the folder for screenshots and recordings")
        }
        do throws(OutputError) {
            let folder = ([path] + parts.dropLast().map(String.init)).joined(separator: "/")
            _ = try OutputFolder(folder)
            let draft = try DraftFile(for: "\(folder)/\(file)")
            try draft.write(bytes)
            try draft.finish()
        } catch {
            throw FlowFailure(.invalidCommand, "\(error)")
        }
    }
}
