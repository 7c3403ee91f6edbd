import ADBKeys
import ADBTransport
import ADBWire
import DeviceBridge
import Devices
import Glibc
import Hierarchies
import NIOCore
import Synchronization

/// What the bridge costs, as JSON lines for tools/bench-bridge: docs/measuring.md.
///
///     bridge-bench latency HOST:PORT SERIAL ROUNDS     a no-op command, directly and through the adb server
///     bridge-bench push direct|server HOST:PORT SERIAL FILE PATH     a file, one way
///     bridge-bench fleet HOST FIRST-PORT COUNT STEPS   dump and tap on many devices at once
@main
struct BridgeBench {
    static func main() async throws {
        let words = Array(CommandLine.arguments.dropFirst())
        // As thimble's own commands.
        try await withTaskExecutorPreference(EventLoopTaskExecutor()) { try await run(words) }
    }

    private static func run(_ words: [String]) async throws {
        switch words.first {
        case "latency"? where words.count == 4: try await latency(words[1], words[2], rounds: Int(words[3]) ?? 0)
        case "push"? where words.count == 6:
            try await push(words[1], words[2], words[3], file: words[4], to: words[5])
        case "fleet"? where words.count == 5:
            try await fleet(words[1], Int(words[2]) ?? 0, Int(words[3]) ?? 0, steps: Int(words[4]) ?? 0)
        default:
            print("usage: bridge-bench latency|push|fleet …")
            exit(64)
        }
    }

    private static func latency(_ address: String, _ serial: String, rounds: Int) async throws {
        for (name, device) in try await devices(address, serial) {
            for _ in 0..<min(rounds, 50) { _ = try await device.shell("true") }
            var times: [Double] = []
            for _ in 0..<rounds { times.append(try await milliseconds { _ = try await device.shell("true") }) }
            report(name, times)
        }
    }

    private static func push(
        _ way: String, _ address: String, _ serial: String, file: String, to path: String
    ) async throws {
        for (name, device) in try await devices(address, serial) where name == way {
            // What it costs to connect is no part of a push.
            _ = try await device.files.stat(path)
            let descriptor = open(file, O_RDONLY)
            precondition(descriptor >= 0, "no file \(file)")
            defer { close(descriptor) }
            let time = try await milliseconds {
                try await device.files.push(to: path, mode: 0o644, modified: 0) { _, frames in
                    var count = 0
                    // As many frames as one message takes.
                    while count < SyncClient.batch {
                        let read = frames.writeSyncData { Glibc.read(descriptor, $0.baseAddress, $0.count) }
                        guard read > 0 else { break }
                        count += read
                    }
                    return count
                }
            }
            report(name, [time])
        }
    }

    /// Dumps, takes an element from the dump, and taps it; on each device one step after the other, on all at once.
    private static func fleet(_ host: String, _ firstPort: Int, _ count: Int, steps: Int) async throws {
        let tally = Tally()
        let clock = ContinuousClock()
        let finder = finder()
        let transports = (firstPort..<firstPort + count).map { finder.directTransport((host, $0)) }
        let begin = clock.now
        await withTaskGroup(of: Void.self) { group in
            // One that cannot be connected to shows as steps that are lost.
            for transport in transports {
                group.addTask(executorPreference: EventLoopTaskExecutor()) { _ = try? await transport.connection() }
            }
        }
        let start = clock.now
        await withTaskGroup(of: Void.self) { group in
            for (port, transport) in zip(firstPort..., transports) {
                group.addTask(executorPreference: EventLoopTaskExecutor()) {
                    do {
                        let device = ADBDevice(serial: "\(host):\(port)", transport: transport)
                        for step in 0..<steps {
                            let time = try await milliseconds {
                                let dump = try await device.dump()
                                let hierarchy = try Hierarchy(reading: dump.bytes, file: device.serial)
                                let clickable = hierarchy.nodes.filter { $0.flags.contains(.clickable) }
                                precondition(!clickable.isEmpty, "a screen that nothing can be done on")
                                try await device.tap(at: clickable[step % clickable.count].bounds.center)
                            }
                            tally.times.withLock { $0.append(time) }
                        }
                        await transport.disconnect()
                    } catch {
                        tally.failures.withLock { $0.append("\(error)") }
                    }
                }
            }
        }
        let seconds = (clock.now - start) / .seconds(1)
        let all = tally.times.withLock { $0 }
        report("step", all)
        let lost = count * steps - all.count
        print(
            "{\"name\":\"fleet\",\"devices\":\(count),\"steps\":\(all.count),\"lost\":\(lost),"
                + "\"connect_seconds\":\((start - begin) / .seconds(1)),\"seconds\":\(seconds),"
                + "\"steps_per_second\":\(Double(all.count) / seconds),\"peak_mib\":\(peakMemory())}")
        if let failure = tally.failures.withLock({ $0.first }) {
            print("{\"name\":\"failure\",\"text\":\"\(failure.filter { $0 != "\"" && $0 != "\\" })\"}")
        }
    }

    /// MiB that this process had in memory at most.
    private static func peakMemory() -> Double {
        var usage = rusage()
        getrusage(RUSAGE_SELF.rawValue, &usage)
        return Double(usage.ru_maxrss) / 1024
    }

    private static func devices(_ address: String, _ serial: String) async throws -> [(String, ADBDevice)] {
        guard let place = DeviceFinder.address(address) else { exit(64) }
        let finder = finder()
        let direct = ADBDevice(serial: address, transport: finder.directTransport(place))
        let server = ADBDevice(serial: serial, transport: finder.server.transport(serial: serial))
        return [("direct", direct), ("server", server)]
    }

    private static func finder() -> DeviceFinder {
        DeviceFinder(keys: { () throws(KeyError) in
            try ADBKeyStore(environment: ["HOME": getenv("HOME").map { String(cString: $0) } ?? "/tmp"])
        })
    }

    private static func milliseconds(_ body: () async throws -> Void) async throws -> Double {
        let clock = ContinuousClock()
        let start = clock.now
        try await body()
        return (clock.now - start) / .milliseconds(1)
    }

    private static func report(_ name: String, _ times: [Double]) {
        let sorted = times.sorted()
        guard !sorted.isEmpty else { return }
        func quantile(_ part: Double) -> Double { sorted[min(sorted.count - 1, Int(Double(sorted.count) * part))] }
        print(
            "{\"name\":\"\(name)\",\"count\":\(sorted.count),\"median_ms\":\(quantile(0.5)),\"p99_ms\":\(quantile(0.99))}"
        )
    }
}

/// What all devices' tasks add to.
private final class Tally: Sendable {
    let times = Mutex<[Double]>([])
    let failures = Mutex<[String]>([])
}
