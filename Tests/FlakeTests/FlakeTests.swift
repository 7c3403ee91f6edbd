import FlakeTrials
import Testing

struct FlakeTests {
    @Test("Under faults no verdict is wrong, and what failed without one is called infrastructure")
    func verdicts() async throws {
        let report = try await FlakeTrials.run(flows: 20, rounds: 5)
        #expect(report.runs == 100)
        #expect(report.complaints.isEmpty, "\(report.text)")
    }
}
