/// Does the operation, unless the limit is over first; then it is cancelled.
///
/// The operation must heed cancellation: as everything structured, this returns only when it has ended.
/// - Returns: what the operation gave; nil when the limit was over before.
/// - Throws: what the operation threw.
package func withinLimit<Value: Sendable, Failure: Error>(
    _ limit: Duration, clock: any Clock<Duration>,
    _ operation: @escaping @Sendable () async throws(Failure) -> Value
) async throws(Failure) -> Value? {
    let result: Result<Value, Failure>? = await withTaskGroup(of: Runner<Value, Failure>.self) { group in
        group.addTask {
            do throws(Failure) {
                return .operation(.success(try await operation()))
            } catch {
                return .operation(.failure(error))
            }
        }
        group.addTask {
            do {
                try await clock.sleep(for: limit)
                return .limit(isOver: true)
            } catch {
                return .limit(isOver: false)
            }
        }
        var result: Result<Value, Failure>?
        // A cancelled wait says nothing: the operation was cancelled with it and tells how it ended.
        for await runner in group {
            switch runner {
            case .operation(let ended): result = ended
            case .limit(isOver: false): continue
            case .limit(isOver: true): break
            }
            group.cancelAll()
            break
        }
        return result
    }
    return try result?.get()
}

/// Does an operation of a device within a limit.
/// - Throws: what the operation threw; `.timedOut` with the serial and the service once the limit is over, and
///   `.cancelled` when the task was.
package func withLimit<Value: Sendable>(
    _ limit: Duration, clock: any Clock<Duration>, serial: String, service: String,
    _ operation: @escaping @Sendable () async throws(DeviceError) -> Value
) async throws(DeviceError) -> Value {
    if Task.isCancelled { throw DeviceError(.cancelled, "cancelled", serial: serial, service: service) }
    do {
        if let value = try await withinLimit(limit, clock: clock, operation) { return value }
    } catch {
        if Task.isCancelled { throw DeviceError(.cancelled, "cancelled", serial: serial, service: service) }
        throw error
    }
    let seconds = (limit / .seconds(1) * 10).rounded() / 10
    throw DeviceError(.timedOut, "no answer within \(seconds) s", serial: serial, service: service)
}

/// The two that race in `withinLimit`.
private enum Runner<Value: Sendable, Failure: Error>: Sendable {
    case operation(Result<Value, Failure>)
    /// Whether the limit was over, rather than its wait cancelled.
    case limit(isOver: Bool)
}
