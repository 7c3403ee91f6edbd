import Synchronization

/// A value that is found out once and kept.
final class Memo<Value: Sendable>: Sendable {
    private let stored = Mutex<Value?>(nil)

    var value: Value? {
        get { stored.withLock { $0 } }
        set { stored.withLock { $0 = newValue } }
    }

    /// The value, which the first who asks makes while others wait.
    func value<Failure: Error>(or make: () throws(Failure) -> Value) throws(Failure) -> Value {
        try stored.withLock { stored throws(Failure) in
            if let stored { return stored }
            let made = try make()
            stored = made
            return made
        }
    }
}
