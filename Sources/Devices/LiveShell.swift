/// A device whose shell can be listened to while a command runs.
package protocol LiveShell: Device {
    /// Runs a command on a terminal of its own, and hands over what it prints as it comes.
    ///
    /// Returns when the command ends, and ends it when the task is cancelled.
    func follow(
        _ command: String, _ take: @escaping @Sendable ([UInt8]) async -> Void
    ) async throws(DeviceError)
}
