import DeviceTestSupport
import Devices
import Hierarchies
import Testing

@Suite struct SettlerTests {
    private func settler(_ device: FakeDevice, _ change: (inout Settler.Limits) -> Void = { _ in }) -> Settler {
        var limits = Settler.Limits()
        change(&limits)
        return Settler(device, clock: device.clock, limits: limits)
    }

    @Test func aStillScreenTakesTwoDumps() async throws {
        let settling = try await settler(FakeDevice(.settings)).settle()
        #expect(settling.isSettled)
        #expect(settling.dumps == 2)
        #expect(settling.elapsed == .milliseconds(200))
    }

    @Test(arguments: [2, 5, 12]) func theLimitOnDumpsEndsAMovingScreen(_ limit: Int) async throws {
        let device = neverSettlingDevice(.settings)
        let settling = try await settler(device) { $0.dumps = limit }.settle()
        #expect(!settling.isSettled)
        #expect(settling.dumps == limit)
        #expect(device.dumps == limit)
    }

    @Test func theLimitOnTimeEndsAMovingScreen() async throws {
        let settling = try await settler(neverSettlingDevice(.settings)) {
            $0.dumps = 1_000
            $0.time = .milliseconds(350)
        }.settle()
        #expect(!settling.isSettled)
        #expect(settling.dumps == 4)
    }

    @Test func aDumpThatNeverComesIsTimedOut() async {
        let error = await #expect(throws: DeviceError.self) {
            try await settler(silentDevice(.settings, after: 1)).settle()
        }
        #expect(error?.code == .timedOut)
        #expect(error?.serial == "fake-1")
        #expect(error?.service == "dump")
    }

    @Test func aBrokenDumpIsMadeAgain() async throws {
        // Dumps 1, 2 and 4 can be read; 3, 6 and so on cannot.
        let settling = try await settler(FakeDevice(.settings, .breaksDumps(each: 3))).settle()
        #expect(settling.isSettled)
        await #expect(throws: DeviceError.self) {
            try await settler(FakeDevice(.settings, .breaksDumps(each: 1))).settle()
        }
    }

    @Test func aLostDeviceIsSaid() async {
        let error = await #expect(throws: DeviceError.self) { try await settler(deadDevice(.settings)).settle() }
        #expect(error?.code == .connectionLost)
    }

    @Test func cancellationEndsAWait() async {
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await settler(silentDevice(.settings)).settle()
        }
        let error = await #expect(throws: DeviceError.self) { try await task.value }
        #expect(error?.code == .cancelled)
    }

    @Test("A screen that has not reacted yet is watched while there is patience")
    func patience() async throws {
        let device = FakeDevice(.settings, .reactsLate(dumps: 4))
        let before = try await settler(device).settle()
        try await device.tap(at: .init(x: 500, y: 300))
        let hasty = try await settler(device).settle(differingFrom: before.hierarchy)
        #expect(hasty.hierarchy.saysTheSame(as: before.hierarchy))
        let patient = try await settler(device).settle(
            differingFrom: before.hierarchy, patience: .milliseconds(800))
        #expect(!patient.hierarchy.saysTheSame(as: before.hierarchy))
        #expect(patient.isSettled)
    }
}
