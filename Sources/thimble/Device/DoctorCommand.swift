import ADBKeys
import ADBWire
import ArgumentParser
import DeviceBridge
import Devices
import Glibc
import JSON

/// `thimble doctor`: what works here, and what would.
struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Check what this computer and its devices can do.",
        discussion: """
            Nothing that a person set is changed; a dump is a file that is deleted again, and --dump-server pushes its jar \
            and starts it. Exit code 69 when no device can be used.

            Example: thimble doctor --device 127.0.0.1:5601
            """)

    @OptionGroup var options: DeviceOptions

    @Flag(help: "Print one JSON object a finding.")
    var json = false

    func run() async throws {
        var isUsable = false
        for finding in await computer() { report(finding, of: "computer") }
        do {
            try await options.withDevice { device in
                guard let device = device as? ADBDevice else { return }
                let findings = await DeviceCheckup(device).findings()
                for finding in findings { report(finding, of: device.serial) }
                isUsable = findings.contains { $0.name == "dump" && $0.verdict != .bad }
            }
        } catch let error as DeviceError {
            report(.init("device", .bad, error.message), of: error.serial.isEmpty ? "device" : error.serial)
        }
        guard isUsable else { throw ExitCode(69) }
    }

    private func computer() async -> [DeviceCheckup.Finding] {
        var findings: [DeviceCheckup.Finding] = []
        do throws(KeyError) {
            let store = try ADBKeyStore(environment: Environment.variables)
            let exists = access(store.keyFile, R_OK) == 0
            findings.append(
                .init("key", .good, store.keyFile + (exists ? "" : ", which the first direct connection makes")))
        } catch {
            findings.append(.init("key", .bad, error.description))
        }
        do throws(DeviceError) {
            let server = ADBServer()
            let version = try await server.version()
            findings.append(.init("adb server", .good, "version \(version) at \(server.address)"))
        } catch {
            findings.append(.init("adb server", .limited, error.message))
        }
        return findings
    }

    private func report(_ finding: DeviceCheckup.Finding, of subject: String) {
        if json {
            let object: JSONValue = [
                "subject": .string(subject), "check": .string(finding.name),
                "verdict": .string(finding.verdict.rawValue), "detail": .string(finding.detail),
            ]
            print(object)
        } else {
            print("\(Self.mark(finding.verdict)) \(subject): \(finding.name): \(finding.detail)")
        }
    }

    private static func mark(_ verdict: DeviceCheckup.Finding.Verdict) -> String {
        switch verdict {
        case .good: "ok  "
        case .limited: "weak"
        case .bad: "bad "
        }
    }
}
