/// Where a run keeps its pictures and films.
package protocol FlowArtifacts: Sendable {
    /// Keeps a file under a path of the run's folder.
    /// - Throws: a failure with a sentence when it cannot be kept.
    func write(_ bytes: [UInt8], to path: String) throws(FlowFailure)
}

/// Keeps nothing.
package struct NoArtifacts: FlowArtifacts {
    package init() {}
    package func write(_ bytes: [UInt8], to path: String) throws(FlowFailure) {}
}

/// A path within a run's folder.
package struct ArtifactPath: Sendable, Hashable {
    /// Folders, then the file.
    package let parts: [String]

    /// - Throws: for a path that leads out of the folder.
    package init(_ path: String) throws(FlowFailure) {
        parts = path.split(separator: "/").filter { $0 != "." }.map(String.init)
        guard !path.hasPrefix("/"), !parts.contains(".."), !parts.isEmpty else {
            throw FlowFailure(.invalidCommand, "\"\(path)\" leads out of the folder for screenshots and recordings")
        }
    }
}
