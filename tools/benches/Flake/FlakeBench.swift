import FlakeTrials
import Glibc

/// Runs flows on simulated phones under faults and says what came of it: docs/flows.md.
@main struct FlakeBench {
    static func main() async throws {
        let numbers = CommandLine.arguments.dropFirst().compactMap { Int($0) }
        let flows = numbers.first ?? 200
        let report = try await FlakeTrials.run(flows: flows, rounds: numbers.dropFirst().first ?? 5)
        print(report.text)
        let races = try await FlakeTrials.run(flows: flows, rounds: 1, kinds: [.noticeRaces])
        print("not promised: a dialog in the moment of a touch, \(races.runs) runs, \(races.wrong) wrong")
        exit(report.complaints.isEmpty ? 0 : 1)
    }
}
