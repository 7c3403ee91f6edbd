import ADBWire
import DeviceSimulator
import TestSupport
import Testing

extension ADBCompatibilityTests {
    @Test("connects, and says so when it is connected already", arguments: ADBDriver.all)
    func connect(_ driver: ADBDriver) async throws {
        let bench = try driver.bench()
        #expect(bench.greeting.text.contains("connected to \(bench.serial)"))
        #expect(bench.greeting.status == 0)
        let again = try await bench.session.run("connect", bench.serial)
        #expect(again.text == "already connected to \(bench.serial)\n")
        let state = try await bench.adb("get-state")
        #expect(state.text == "device\n")
    }

    @Test("lists the device with what its banner says", arguments: ADBDriver.all)
    func devices(_ driver: ADBDriver) async throws {
        let bench = try driver.bench()
        let list = try await bench.session.run("devices", "-l")
        let entry = try #require(DeviceListEntry.list(parsing: list.text).first)
        #expect(entry.serial == bench.serial)
        #expect(list.text.contains(" device product:panther model:Pixel_7 device:panther transport_id:"))
    }

    @Test("agrees on what both can do, delayed_ack in burst mode alone", arguments: ADBDriver.all)
    func features(_ driver: ADBDriver) async throws {
        let seen = try await driver.bench().adb("features")
        let names = Set(seen.text.split(separator: "\n").map(String.init))
        #expect(names.isSubset(of: driver.features.names))
        #expect(names.contains("shell_v2") == !driver.isLegacy)
        #expect(names.contains("delayed_ack") == (driver == .fetchedBurst))
    }

    /// The simulator announces what it does, and abb is not among it.
    @Test("is refused abb, which the device does not announce", arguments: ADBDriver.all)
    func abb(_ driver: ADBDriver) async throws {
        let bench = try driver.bench()
        let refused = try await bench.adb("abb", "package", "list", "packages")
        #expect(refused.status != 0)
        #expect(!refused.isLate)
        let after = try await bench.adb("shell", "echo on")
        #expect(after.text == "on\n")
    }

    @Test("ends with the command's exit code", arguments: ADBDriver.withShell2, [0, 1, 7, 9])
    func exitCode(_ driver: ADBDriver, _ code: Int32) async throws {
        let output = try await driver.bench().adb("shell", "exit \(code)")
        #expect(output.status == code)
    }

    @Test("loses the exit code on a device without shell protocol v2", arguments: ADBDriver.legacy)
    func lostExitCode(_ driver: ADBDriver) async throws {
        let output = try await driver.bench().adb("shell", "echo out; echo err >&2; exit 7")
        #expect(output.status == 0)
        #expect(output.text == "out\nerr\n")
        #expect(output.errorText == "")
    }

    @Test("keeps stderr apart", arguments: ADBDriver.withShell2)
    func streams(_ driver: ADBDriver) async throws {
        let output = try await driver.bench().adb("shell", "echo out; echo err >&2; exit 3")
        #expect(output.text == "out\n")
        #expect(output.errorText == "err\n")
        #expect(output.status == 3)
    }

    @Test("-T is without a terminal", arguments: ADBDriver.withShell2)
    func withoutTerminal(_ driver: ADBDriver) async throws {
        let output = try await driver.bench().adb("shell", "-T", "echo hi; exit 4")
        #expect(output.text == "hi\n")
        #expect(output.status == 4)
    }

    @Test("-x is without exit code and separate stderr", arguments: ADBDriver.all)
    func withoutProtocol(_ driver: ADBDriver) async throws {
        let output = try await driver.bench().adb("shell", "-x", "echo hi; echo err >&2; exit 5")
        #expect(output.text == "hi\nerr\n")
        #expect(output.errorText == "")
        #expect(output.status == 0)
    }

    @Test("-tt is with a terminal, whatever stdin is", arguments: ADBDriver.withShell2)
    func terminal(_ driver: ADBDriver) async throws {
        let output = try await driver.bench().adb("shell", "-tt", "echo hi; echo err >&2; exit 6")
        #expect(output.text == "hi\r\nerr\r\n")
        #expect(output.status == 6)
    }

    @Test("-T is refused without shell protocol v2, -tt is not", arguments: ADBDriver.legacy)
    func legacyTerminal(_ driver: ADBDriver) async throws {
        let bench = try driver.bench()
        let refused = try await bench.adb("shell", "-T", "echo hi")
        #expect(refused.status == 1)
        #expect(refused.text == "")
        #expect(refused.errorText.contains("device only supports allocating a pty"))
        let output = try await bench.adb("shell", "-tt", "echo hi")
        #expect(output.text == "hi\n")
    }

    @Test("pipes stdin into the command, and its end", arguments: ADBDriver.withShell2)
    func input(_ driver: ADBDriver) async throws {
        let content = ADBCompatibilityTests.content(300_000)
        let output = try await driver.bench().adb("shell", "-T", "cat", input: content)
        #expect(Bytes(output.stdout) == Bytes(content))
        #expect(output.status == 0)
    }

    @Test("a command that a signal ended exits with 128 more", arguments: ADBDriver.withShell2)
    func signal(_ driver: ADBDriver) async throws {
        let output = try await driver.bench().adb("shell", "kill -TERM $$")
        #expect(output.status == 143)
    }

    @Test("a shell without a command takes its lines from stdin", arguments: ADBDriver.withShell2)
    func lines(_ driver: ADBDriver) async throws {
        let output = try await driver.bench().adb("shell", input: Array("echo a; pwd\nexit 4\n".utf8))
        #expect(output.text == "a\n/\n")
        #expect(output.status == 4)
    }
}
