internal import Synchronization

/// Traits by class name, worked out once a process: apps use the same few dozen classes all over.
struct ClassTraitsCache {
    private var known: [String: ClassTraits]
    private static let shared = Mutex<[String: ClassTraits]>([:])
    /// Obfuscated apps and fuzzers bring endless names.
    private static let most = 2_000

    init() {
        known = Self.shared.withLock { $0 }
    }

    subscript(className: String) -> ClassTraits {
        mutating get {
            if let traits = known[className] { return traits }
            let traits = ClassTraits(className: className)
            known[className] = traits
            Self.shared.withLock { if $0.count < Self.most { $0[className] = traits } }
            return traits
        }
    }
}
