import Decoding
import EmbeddedSLM
import Foundation

/// What a model costs: the best and the middle of several rounds.
struct ModelTimes {
    /// By name: milliseconds of each round.
    private var times: [(name: String, rounds: [Double])] = []
    private let weightBytes: Int
    private static let clock = ContinuousClock()

    init(_ file: String, rounds: Int) throws {
        var loads: [Double] = []
        var loaded: EmbeddedModel?
        for _ in 0..<3 {
            loaded = nil
            loads.append(try Self.milliseconds { loaded = try EmbeddedModel(path: file) })
        }
        guard let model = loaded else { throw CancellationError() }
        weightBytes = model.weightBytes
        let session = try model.makeSession()
        // The same tokens as bench_model.py feeds to llama.cpp.
        let count = model.vocabulary.count
        let tokens = (0..<820).map { ($0 * 37 + 11) % count }
        var prefill: [Double] = [], decode: [Double] = [], step: [Double] = []
        for _ in 0..<rounds {
            session.goBack(to: 0)
            prefill.append(try Self.milliseconds { _ = try session.append(Array(tokens[..<300])) })
            session.goBack(to: 0)
            decode.append(
                try Self.milliseconds {
                    var next = tokens[0]
                    for _ in 0..<64 { next = try session.append([next]).likeliest(0) ?? 0 }
                })
            session.goBack(to: 0)
            _ = try session.append(Array(tokens[..<500]))
            step.append(
                try Self.milliseconds {
                    var next = try session.append(Array(tokens[500..<800])).likeliest(0) ?? 0
                    for _ in 0..<20 { next = try session.append([next]).likeliest(0) ?? 0 }
                })
        }
        times = [("load", loads), ("prefill300", prefill), ("decode64", decode), ("step", step)]
    }

    func print() {
        for (name, rounds) in times {
            let sorted = rounds.sorted()
            Swift.print("\(name)=\(sorted[0])")
            Swift.print("\(name)_p50=\(sorted[sorted.count / 2])")
        }
        Swift.print("weights=\(weightBytes)")
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let peak = status.split(separator: "\n").first { $0.hasPrefix("VmHWM") }?.split(separator: " ").dropFirst()
            .first
        Swift.print("peak=\((peak.flatMap { Int($0) } ?? 0) * 1024)")
    }

    private static func milliseconds(_ body: () throws -> Void) rethrows -> Double {
        try clock.measure(body) / .milliseconds(1)
    }
}
