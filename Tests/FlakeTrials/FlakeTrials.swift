import Foundation
import SimulatedPhones

/// Many flows, each under several faults.
package enum FlakeTrials {
    /// Makes flows and runs each several times, each time under the next of the faults.
    ///
    /// - Parameters:
    ///   - count: how many flows.
    ///   - rounds: how often each is run.
    ///   - kinds: the faults.
    /// - Returns: what came of it.
    /// - Throws: when an app's declaration cannot be read.
    package static func run(
        flows count: Int, rounds: Int, kinds: [FaultKind] = FaultKind.allCases.filter { !$0.isBeyondPromise }
    ) async throws -> FlakeReport {
        let flows = try await FlowMaker(apps()).flows(count)
        var report = FlakeReport(flows: flows)
        for (number, flow) in flows.enumerated() {
            let clean = try await FlakeTrial(flow, InjectedFault(.none, place: 0, choice: 0)).run()
            var numbers = SeededNumbers(number)
            for round in 0..<rounds {
                var fault = InjectedFault(
                    kinds[(number * rounds + round) % kinds.count], place: 0,
                    choice: Int.random(in: 0..<1000, using: &numbers))
                let places = fault.isOfTouches ? clean.touches : clean.looks
                fault.place = Int.random(in: 0..<max(places, 1), using: &numbers)
                let trial = FlakeTrial(flow, fault)
                report.add(trial, try await trial.run())
            }
        }
        return report
    }

    private static func apps() throws -> [AppDeclaration] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../fixtures/apps")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".yaml") }
        return try names.sorted().map { name in
            try AppDeclaration(yaml: [UInt8](try Data(contentsOf: folder.appending(path: name))), file: name)
        }
    }
}

/// What came of many trials.
package struct FlakeReport: Sendable {
    package struct Row: Sendable {
        package var runs = 0
        package var struck = 0
        package var passed = 0
        package var failed = 0
        package var infrastructure = 0
        package var begunAnew = 0
        package var wrong = 0
    }

    package private(set) var rows: [FaultKind: Row] = [:]
    /// What went wrong, with the flow and the fault.
    package private(set) var complaints: [String] = []
    package let flows: [MadeFlow]

    init(flows: [MadeFlow]) { self.flows = flows }

    mutating func add(_ trial: FlakeTrial, _ outcome: FlakeTrial.Outcome) {
        var row = rows[trial.fault.kind] ?? Row()
        row.runs += 1
        row.struck += outcome.hasStruck ? 1 : 0
        switch outcome.verdict {
        case .passed: row.passed += 1
        case .failed: row.failed += 1
        case .infrastructure: row.infrastructure += 1
        }
        row.begunAnew += outcome.attempts - 1
        row.wrong += outcome.complaints.isEmpty ? 0 : 1
        rows[trial.fault.kind] = row
        complaints += outcome.complaints.map { "\(trial.flow.name) \(trial.fault): \($0); \(outcome.failure)" }
    }

    package var runs: Int { rows.values.reduce(0) { $0 + $1.runs } }

    /// How many runs went wrong.
    package var wrong: Int { rows.values.reduce(0) { $0 + $1.wrong } }

    /// A line a kind, then what went wrong, then the totals.
    package var text: String {
        func cells(_ name: String, _ row: Row) -> String {
            let numbers = [
                row.runs, row.struck, row.passed, row.failed, row.infrastructure, row.begunAnew, row.wrong,
            ]
            return name.padding(toLength: 20, withPad: " ", startingAt: 0)
                + numbers.map { String(repeating: " ", count: max(1, 9 - "\($0)".count)) + "\($0)" }.joined()
        }
        var total = Row()
        var lines = ["fault                    runs   struck   passed   failed infrastr.    anew    wrong"]
        for kind in FaultKind.allCases {
            guard let row = rows[kind] else { continue }
            lines.append(cells(kind.rawValue, row))
            total.runs += row.runs
            total.struck += row.struck
            total.passed += row.passed
            total.failed += row.failed
            total.infrastructure += row.infrastructure
            total.begunAnew += row.begunAnew
            total.wrong += row.wrong
        }
        lines.append(cells("all", total))
        lines += complaints
        let failing = flows.count { $0.truth == .failed }
        lines.append("\(flows.count) flows, \(failing) of which must fail; \(total.runs) runs, \(total.wrong) wrong")
        return lines.joined(separator: "\n")
    }
}
