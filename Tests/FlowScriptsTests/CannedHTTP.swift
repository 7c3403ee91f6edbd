import FlowScripts
import Synchronization

/// Answers every request with one answer, and keeps the requests.
final class CannedHTTP: ScriptHTTP {
    private let answer: Result<ScriptHTTPResponse, ScriptHTTPFailure>
    private let asked = Mutex<[ScriptHTTPRequest]>([])

    var requests: [ScriptHTTPRequest] { asked.withLock(\.self) }

    init(_ answer: Result<ScriptHTTPResponse, ScriptHTTPFailure> = .failure(.init("no network"))) {
        self.answer = answer
    }

    func send(
        _ request: ScriptHTTPRequest, within limit: Duration
    ) async throws(ScriptHTTPFailure) -> ScriptHTTPResponse {
        asked.withLock { $0.append(request) }
        return try answer.get()
    }
}
