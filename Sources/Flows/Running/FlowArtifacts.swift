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
