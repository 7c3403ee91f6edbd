import ADBWire
import DeviceSimulator
import TestSupport
import Testing

/// A real `adb` that drives a simulated device, in one of the dialects that adb and adbd speak.
enum ADBDriver: String, Sendable, CaseIterable, CustomTestStringConvertible {
    case installed, installedLegacy
    case fetched, fetchedBurst, fetchedLegacy

    /// Those whose adb is there: a case whose adb is absent would count as passed.
    static let all = allCases.filter { $0.peer != nil }
    /// Those without a variation, for what depends on the adb alone.
    static let plain = all.filter { $0 == .installed || $0 == .fetched }
    /// Those whose device tells exit codes and keeps stderr apart.
    static let withShell2 = all.filter { !$0.isLegacy }
    static let legacy = all.filter(\.isLegacy)

    /// Whether its device has no shell protocol v2, nor anything else that came with or after it.
    var isLegacy: Bool { self == .installedLegacy || self == .fetchedLegacy }

    var peer: ADBPeer? {
        switch self {
        case .installed, .installedLegacy: .installed
        case .fetched, .fetchedBurst, .fetchedLegacy: .fetched
        }
    }

    /// What the device announces.
    var features: ADBFeatures { isLegacy ? ADBFeatures() : Adbd.features }

    /// What the adb server is started with; the burst mode is delayed acknowledgement.
    var environment: [String: String] { self == .fetchedBurst ? ["ADB_BURST_MODE": "1"] : [:] }

    var testDescription: String {
        let dialect = self == .fetchedBurst ? ", burst" : isLegacy ? ", legacy" : ""
        return (peer?.description ?? "no adb") + dialect
    }

    /// What the suite has put up for this driver.
    func bench() throws -> ADBBench { try #require(ADBBench.all[self]) }
}

/// One driver's server, connected to a simulated device of its own.
struct ADBBench: Sendable {
    /// Those that stand while the suite runs.
    @TaskLocal static var all: [ADBDriver: ADBBench] = [:]

    let session: ADBSession
    let device: SimulatedDevice
    let adbd: Adbd
    /// What `adb connect` said.
    let greeting: Program.Output

    var serial: String { "127.0.0.1:\(adbd.port)" }

    /// Runs an `adb` command on the device.
    @discardableResult
    func adb(_ arguments: String..., input: [UInt8] = []) async throws -> Program.Output {
        try await session.run(["-s", serial] + arguments, input: input)
    }

    /// Puts up a server and a device for the time that the body takes.
    static func with<Value>(
        _ driver: ADBDriver, _ peer: ADBPeer, _ body: (ADBBench) async throws -> Value
    ) async throws -> Value {
        try await peer.withSession(environment: driver.environment) { session in
            let device = try notesDevice()
            let adbd = try await Adbd.start(device, features: driver.features)
            let greeting = try await session.run("connect", "127.0.0.1:\(adbd.port)")
            let bench = ADBBench(session: session, device: device, adbd: adbd, greeting: greeting)
            do {
                let value = try await body(bench)
                await adbd.stop()
                return value
            } catch {
                await adbd.stop()
                throw error
            }
        }
    }
}

/// Puts up every driver's bench once for all of a suite: a server takes long to start.
struct ADBBenchTrait: SuiteTrait, TestScoping {
    func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        try await add(ADBDriver.all[...], function)
    }

    private func add(
        _ drivers: ArraySlice<ADBDriver>, _ function: @Sendable () async throws -> Void
    ) async throws {
        guard let driver = drivers.first else { return try await function() }
        guard let peer = driver.peer else { return try await add(drivers.dropFirst(), function) }
        try await ADBBench.with(driver, peer) { bench in
            let all = ADBBench.all.merging([driver: bench]) { $1 }
            try await ADBBench.$all.withValue(all) { try await add(drivers.dropFirst(), function) }
        }
    }
}

extension Trait where Self == ADBBenchTrait {
    static var adbBenches: Self { Self() }
}

/// Real `adb`s drive the simulator; one server for each driver, one check at a time.
@Suite(
    "adb drives a simulated device", .serialized, .hangGuard, .adbBenches,
    .enabled(if: !ADBPeer.all.isEmpty, "no adb: apt-get install adb, or run tools/peers/adb-peers"))
struct ADBCompatibilityTests {
    @Test(
        "the adb on PATH is among the drivers",
        .enabled(if: ADBPeer.installed != nil, "no adb on PATH, its checks are left out: apt-get install adb"))
    func installed() { #expect(Set(ADBBench.all.keys).isSuperset(of: [.installed, .installedLegacy])) }

    @Test(
        "the adb of adbutils is among the drivers",
        .enabled(if: ADBPeer.fetched != nil, "no adb of adbutils, its checks are left out: run tools/peers/adb-peers"))
    func fetched() {
        #expect(Set(ADBBench.all.keys).isSuperset(of: [.fetched, .fetchedBurst, .fetchedLegacy]))
    }

    /// Bytes in no simple order: nothing but zeros would hide a lost or doubled block.
    static func content(_ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ $0 >> 8 &+ $0 >> 16) }
    }
}
