internal import Devices
package import FlowDocuments

/// Runs flows on a device.
package struct FlowRunner: Sendable {
    package typealias EngineMaker =
        @Sendable (FlowPlatform) async throws(FlowScriptError) -> any FlowScriptEngine

    package let device: any FlowDevice
    package let files: any FlowFiles
    package let artifacts: any FlowArtifacts
    package let clock: any Clock<Duration>
    package var options: FlowRunOptions
    /// Makes a script engine when the first flow needs one.
    package let engine: EngineMaker

    package init(
        _ device: any FlowDevice, files: any FlowFiles, artifacts: any FlowArtifacts = NoArtifacts(),
        clock: any Clock<Duration>, options: FlowRunOptions = FlowRunOptions(), engine: @escaping EngineMaker
    ) {
        self.device = device
        self.files = files
        self.artifacts = artifacts
        self.clock = clock
        self.options = options
        self.engine = engine
    }

    /// Runs one flow to its end, whatever happens.
    ///
    /// - Parameters:
    ///   - flow: the flow.
    ///   - environment: variables from outside, which the flow's own overrule.
    ///   - startedAt: since 1970.
    ///   - attempt: from 1.
    /// - Returns: what was done and how it ended.
    package func run(
        _ flow: FlowDocument, environment: [FlowVariable] = [], startedAt: Duration = .zero, attempt: Int = 1
    ) async -> FlowResult {
        let run = FlowRun(self)
        let failure = await run.run(flow, environment: environment)
        let status: FlowStatus =
            switch failure?.code {
            case nil: .passed
            case .device: .infrastructure
            case .cancelled: .cancelled
            default: .failed
            }
        var result = FlowResult(
            flow: flow, device: device.serial, status: status, failure: failure, startedAt: startedAt,
            duration: run.watch.elapsed, commands: run.journal.results, attempt: attempt)
        result.logs = run.variables.logs
        return run.variables.secrets.masked(result)
    }
}
