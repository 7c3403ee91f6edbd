import Devices

/// `uiautomator dump`, done so that what comes back is this screen's hierarchy, whole, or an error.
///
/// The command's ways are many: errors go to stderr with exit code 0, a file of an earlier run stays behind, an animated
/// screen is never idle, and a file may be cut short. Source: AOSP `DumpCommand.java`.
struct UIAutomatorDump: Sendable {
    let shell: ADBShell
    let limits: DeviceLimits

    /// What one attempt came to.
    enum Verdict: Equatable {
        case whole([UInt8])
        /// Nothing was idle for long enough; `--compressed` does not wait for the same.
        case notIdle
        /// Worth another attempt; the sentence says why.
        case broken(String)
    }

    /// Dumps until a dump is whole, or the limit or the attempts are over.
    ///
    /// - Parameters:
    ///   - compressed: whether to begin with `--compressed`.
    ///   - foundNoIdleMoment: called once the screen found none, also when no dump comes of it.
    /// - Returns: the dump, whole.
    /// - Throws: `.noHierarchy` with the last attempt's reason, and what the shell throws.
    func dump(
        compressed: Bool, foundNoIdleMoment: () -> Void
    ) async throws(DeviceError) -> DeviceDump {
        let clock = ContinuousClock()
        let deadline = clock.now + limits.dump
        var compresses = compressed
        var reason = ""
        var attempt = 0
        while attempt < limits.dumpAttempts, clock.now < deadline {
            attempt += 1
            let command = Self.command(compressed: compresses, file: Self.newFile())
            let result = try await shell.run(
                command, within: deadline - clock.now, label: "uiautomator dump")
            switch Self.verdict(result) {
            case .whole(let bytes):
                let strategy: DumpStrategyName = compresses ? .uiautomatorCompressed : .uiautomator
                return DeviceDump(bytes: bytes, strategy: strategy, attempts: attempt)
            case .notIdle:
                reason = "the screen is never still (could not get idle state)"
                foundNoIdleMoment()
                compresses = true
            case .broken(let why): reason = why
            }
        }
        throw DeviceError(
            .noHierarchy, "no hierarchy after \(attempt) attempt\(attempt == 1 ? "" : "s"): \(reason)",
            serial: shell.serial, service: "uiautomator dump")
    }

    /// One round trip: the dump is made, its words go to stderr, the file comes on stdout and goes.
    static func command(compressed: Bool, file: String) -> String {
        "uiautomator dump \(compressed ? "--compressed " : "")\(file) 1>&2; cat \(file); rm -f \(file)"
    }

    /// A name of its own for every attempt: several processes may dump one device, and none may take up the file of
    /// another, nor one that an attempt of before left behind.
    static func newFile() -> String {
        "/data/local/tmp/thimble-dump-\(String(UInt64.random(in: .min ... .max), radix: 36)).xml"
    }

    static func verdict(_ result: ShellResult) -> Verdict {
        // Old shells mix both streams, and old images put linker warnings in front.
        let start = result.output.firstIndex(of: UInt8(ascii: "<"))
        let words = result.output[..<(start ?? result.output.endIndex)]
        let said = result.errorText + "\n" + String(decoding: words, as: UTF8.self)
        if said.contains("could not get idle state") { return .notIdle }
        guard let start else {
            // It claims a dump, and the file is not there.
            if said.contains("dumped to:") { return .broken("uiautomator says that it made a dump, and made none") }
            let complaint = DeviceReports.complaint(said) ?? DeviceReports.firstLine(said, or: "")
            return .broken(complaint.isEmpty ? "the dump is empty" : complaint)
        }
        guard let end = result.output.lastIndex(of: UInt8(ascii: ">")) else { return .broken("the dump is cut off") }
        let bytes = Array(result.output[start...end])
        let text = String(decoding: bytes.suffix(64), as: UTF8.self)
        let isEmpty = text.hasSuffix("/>") && bytes.count < 200
        guard text.hasSuffix("</hierarchy>") || isEmpty else { return .broken("the dump is cut off") }
        return isEmpty ? .broken("the dump holds no window") : .whole(bytes)
    }
}
