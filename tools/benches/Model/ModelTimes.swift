import Decoding
import EmbeddedSLM
import Foundation

/// What a model costs: the best and the middle of several rounds, on the clock and on the processors.
struct ModelTimes {
    /// A round, in milliseconds.
    private struct Time {
        var clock: Double
        /// Of all threads together, which other processes do not change much.
        var processor: Double
    }

    private var times: [(name: String, rounds: [Time])] = []
    private let weightBytes: Int

    init(_ file: String, rounds: Int, threads: Int) throws {
        var options = EmbeddedModel.Options()
        options.threads = threads
        var load: [Time] = []
        var loaded: EmbeddedModel?
        for _ in 0..<3 {
            loaded = nil
            load.append(try Self.time { loaded = try EmbeddedModel(path: file, options: options) })
        }
        guard let model = loaded else { throw CancellationError() }
        weightBytes = model.weightBytes
        let session = try model.makeSession()
        // The same tokens as tools/peers/bench_model.py feeds to llama.cpp.
        let tokens = (0..<800).map { ($0 * 37 + 11) % model.vocabulary.count }
        var prefill: [Time] = []
        var decode: [Time] = []
        var step: [Time] = []
        var scoring: [Time] = []
        for _ in 0..<rounds {
            session.goBack(to: 0)
            prefill.append(try Self.time { _ = try session.append(Array(tokens[..<300])) })
            session.goBack(to: 0)
            decode.append(
                try Self.time {
                    var next = tokens[0]
                    for _ in 0..<64 { next = try session.append([next]).likeliest(0) ?? 0 }
                })
            session.goBack(to: 0)
            _ = try session.append(Array(tokens[..<500]))
            step.append(
                try Self.time {
                    var next = try session.append(Array(tokens[500...])).likeliest(0) ?? 0
                    for _ in 0..<20 { next = try session.append([next]).likeliest(0) ?? 0 }
                })
            scoring.append(
                try Self.time { _ = try session.score((0..<100).map { [tokens[$0], tokens[$0 + 1], tokens[$0 + 2]] }) })
        }
        times = [
            ("load", load), ("prefill300", prefill), ("decode64", decode), ("step", step), ("score100", scoring),
        ]
    }

    func print() {
        for (name, rounds) in times {
            let clock = rounds.map(\.clock).sorted()
            Swift.print("\(name)=\(clock[0])")
            Swift.print("\(name)_p50=\(clock[clock.count / 2])")
            Swift.print("\(name)_processor=\(rounds.map(\.processor).min() ?? 0)")
        }
        Swift.print("weights=\(weightBytes)")
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let peak = status.split(separator: "\n").first { $0.hasPrefix("VmHWM") }?.split(separator: " ").dropFirst().first
        Swift.print("peak=\((peak.flatMap { Int($0) } ?? 0) * 1024)")
    }

    private static func time(_ body: () throws -> Void) rethrows -> Time {
        let before = processorTime()
        let clock = try ContinuousClock().measure(body)
        return Time(clock: clock / .milliseconds(1), processor: processorTime() - before)
    }

    private static func processorTime() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) * 1e3 + Double(time.tv_nsec) / 1e6
    }
}
