import Devices
import Glibc

/// The `adb` that is installed here, when one is; used to start its server and for nothing else.
enum ADBProgram {
    /// - Throws: `.unreachable` when `adb` is not on the path or does not start a server.
    static func startServer() async throws(DeviceError) {
        let code = try await run(["adb", "start-server"], within: .seconds(15))
        guard code == 0 else {
            throw DeviceError(.unreachable, "adb start-server ended with exit code \(code)", serial: "")
        }
    }

    /// Runs a program from the path, its output thrown away, and returns its exit code.
    private static func run(_ words: [String], within limit: Duration) async throws(DeviceError) -> Int32 {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for descriptor in 0...2 as ClosedRange<Int32> {
            posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDWR, 0)
        }
        var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        var child: pid_t = 0
        guard posix_spawnp(&child, words[0], &actions, nil, &arguments, environ) == 0 else {
            throw DeviceError(
                .unreachable,
                "no adb server runs, and there is no \(words[0]) to start one: install adb, or name HOST:PORT",
                serial: "")
        }
        let clock = ContinuousClock()
        let deadline = clock.now + limit
        var status: Int32 = 0
        while waitpid(child, &status, WNOHANG) == 0 {
            guard clock.now < deadline, (try? await clock.sleep(for: .milliseconds(20))) != nil else {
                kill(child, SIGKILL)
                waitpid(child, &status, 0)
                throw DeviceError(.timedOut, "\(words.joined(separator: " ")) did not end in time", serial: "")
            }
        }
        // WIFEXITED and WEXITSTATUS are macros, which Swift does not see.
        return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
    }
}
