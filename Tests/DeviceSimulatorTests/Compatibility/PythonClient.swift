import Foundation
import TestSupport
import Testing

/// A client in Python of `tools/peers`, which does one step and says what it saw.
struct PythonClient {
    let script: String

    /// - Returns: the step's report.
    func report<Report: Decodable>(_ type: Report.Type, _ arguments: [String]) async throws -> Report {
        let python = try #require(ADBPeer.python)
        let output = try await python.run(
            [ADBPeer.scripts.appending(path: script).path] + arguments, limit: .seconds(60))
        try #require(output.status == 0, "\(output.errorText)")
        return try JSONDecoder().decode(type, from: Data(output.stdout))
    }
}
