package import ADBWire
package import NIOCore

/// Bytes both ways between us and a service of a device.
///
/// One task reads, one writes.
package protocol ByteStream: Sendable {
    /// The next bytes; nil at the stream's end.
    func read(within limit: TimeAmount) async throws(TransportError) -> ByteBuffer?
    /// All bytes until the stream's end.
    func readAll(limit: Int, within time: TimeAmount) async throws(TransportError) -> ByteBuffer
    /// Returns once so much of it is on its way that more may be handed over.
    func write(_ data: ByteBuffer, within limit: TimeAmount) async throws(TransportError)
    /// Ends the stream when all that was written is on its way.
    func close()
}

/// A way to the services of one device.
package protocol DeviceTransport: Sendable {
    /// What both the device and we can do.
    func features() async throws(TransportError) -> ADBFeatures

    /// - Throws: `.refused` when the device does not give the service.
    func open(_ service: String, within limit: TimeAmount) async throws(TransportError) -> any ByteStream

    /// Opens a service, writes, and reads until its end.
    func exchange(
        _ service: String, input: ByteBuffer?, limit: Int, within time: TimeAmount
    ) async throws(TransportError) -> ByteBuffer
}

/// Waiting for an event loop's promise: cancellable, with errors of one type.
package enum Waiting {
    /// Waits for a promise of the event loop.
    ///
    /// Both closures run on the loop: `start` hands the promise to whoever keeps it; `cancel`, when the task is
    /// cancelled, has to fail it.
    package static func on<Value: Sendable>(
        _ loop: any EventLoop, start: @escaping @Sendable (EventLoopPromise<Value>) -> Void,
        cancel: @escaping @Sendable () -> Void
    ) async throws(TransportError) -> Value {
        let promise = loop.makePromise(of: Value.self)
        do {
            return try await withTaskCancellationHandler {
                loop.execute { start(promise) }
                return try await promise.futureResult.get()
            } onCancel: {
                loop.execute(cancel)
            }
        } catch let error as TransportError {
            throw error
        } catch {
            throw TransportError(.connectionLost, "the connection broke: \(ConnectFailure.reason(error))")
        }
    }
}
