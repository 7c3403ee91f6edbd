internal import Flows
import Synchronization

/// Keeps a run's pictures and films in memory.
final class KeptFiles: FlowArtifacts {
    private let files = Mutex<[String: [UInt8]]>([:])

    func write(_ bytes: [UInt8], to path: String) throws(FlowFailure) {
        files.withLock { $0[path] = bytes }
    }

    func has(_ path: String) -> Bool { files.withLock { $0[path] != nil } }
}
