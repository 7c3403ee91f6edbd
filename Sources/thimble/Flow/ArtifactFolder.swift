import Flows
import Glibc

/// Where a run's screenshots and recordings go: a folder that they cannot leave.
struct ArtifactFolder: FlowArtifacts {
    let path: String

    func write(_ bytes: [UInt8], to name: String) throws(FlowFailure) {
        let parts = try ArtifactPath(name).parts
        do throws(OutputError) {
            let folder = ([path] + parts.dropLast()).joined(separator: "/")
            _ = try OutputFolder(folder)
            try DraftFile.write(bytes, to: "\(folder)/\(parts[parts.count - 1])")
        } catch {
            throw FlowFailure(.invalidCommand, "\(error)")
        }
    }
}
