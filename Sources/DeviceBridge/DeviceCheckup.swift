import ADBTransport
import ADBWire
import Devices
import Hierarchies
import Synchronization

/// What a device can do for us, found out by trying; for `doctor`.
package struct DeviceCheckup: Sendable {
    package struct Finding: Sendable, Hashable {
        package enum Verdict: String, Sendable, CaseIterable {
            case good
            /// Works, but something would be better.
            case limited
            case bad
        }

        package var name: String
        package var verdict: Verdict
        package var detail: String

        package init(_ name: String, _ verdict: Verdict, _ detail: String) {
            self.name = name
            self.verdict = verdict
            self.detail = detail
        }
    }

    private let device: ADBDevice

    package init(_ device: ADBDevice) { self.device = device }

    /// Looks at one thing after another, and goes on after those that fail; touches nothing.
    package func findings() async -> [Finding] {
        var findings: [Finding] = []
        for (name, check) in checks {
            do throws(DeviceError) {
                findings.append(try await check())
            } catch {
                findings.append(Finding(name, .bad, error.message))
                // Nothing more is to be learnt from a device that is gone.
                if [.unreachable, .offline, .unauthorized, .cancelled].contains(error.code) { break }
            }
        }
        return findings
    }

    private var checks: [(String, () async throws(DeviceError) -> Finding)] {
        [
            ("system", system), ("display", display), ("shell", shell), ("in front", foreground), ("dump", dump),
            ("text", text),
        ]
    }

    private func system() async throws(DeviceError) -> Finding {
        let properties = try await device.properties()
        let words = [
            properties["ro.product.manufacturer"], properties["ro.product.model"],
            properties["ro.build.version.release"].map { "Android \($0)" },
            properties["ro.build.version.sdk"].map { "API \($0)" },
        ]
        return Finding("system", .good, words.compactMap { $0 }.joined(separator: ", "))
    }

    private func display() async throws(DeviceError) -> Finding {
        let display = try await device.display()
        return Finding(
            "display", .good,
            "\(display.size.width)x\(display.size.height), \(display.density) dpi, rotation \(display.rotation)")
    }

    private func shell() async throws(DeviceError) -> Finding {
        let clock = ContinuousClock()
        var times: [Double] = []
        for _ in 0..<20 {
            let start = clock.now
            _ = try await device.shell("true")
            times.append((clock.now - start) / .milliseconds(1))
        }
        let median = times.sorted()[times.count / 2]
        let isModern: Bool
        do {
            isModern = try await device.transport.features().contains(.shellV2)
        } catch {
            throw DeviceError(error, serial: device.serial, service: "features")
        }
        let milliseconds = (median * 100).rounded() / 100
        return isModern
            ? Finding("shell", .good, "a command takes \(milliseconds) ms")
            : Finding("shell", .limited, "an old shell without exit codes; a command takes \(milliseconds) ms")
    }

    private func foreground() async throws(DeviceError) -> Finding {
        guard let app = try await device.foregroundApp() else {
            return Finding("in front", .limited, "nothing; is the screen off or locked?")
        }
        return Finding("in front", .good, app.activity)
    }

    private func dump() async throws(DeviceError) -> Finding {
        let clock = ContinuousClock()
        let start = clock.now
        let dump = try await device.dump()
        let milliseconds = Int((clock.now - start) / .milliseconds(1))
        let attempts = dump.attempts == 1 ? "" : ", after \(dump.attempts) attempts"
        let failure = device.memory.withLock(\.serverFailure).map { "; the dump server failed: \($0.message)" }
        let detail =
            "\(dump.strategy.rawValue): \(dump.bytes.count) bytes in \(milliseconds) ms\(attempts)"
            + (failure ?? "")
        let isBest = dump.attempts == 1 && dump.strategy != .uiautomatorCompressed && failure == nil
        return Finding("dump", isBest ? .good : .limited, detail)
    }

    private func text() async throws(DeviceError) -> Finding {
        let ways = try await TextEntry(device: device).waysBeyondASCII()
        guard !ways.isEmpty else {
            return Finding(
                "text", .limited,
                "printable ASCII only; install an ADB keyboard (\(TextEntry.keyboards[0].id)) for other characters")
        }
        return Finding("text", .good, "any character, by " + ways.joined(separator: " or "))
    }
}
