import Agents
import Glibc
import Screens
import Tools

/// Asks at the terminal; without one nobody can agree.
struct TerminalConsent: Consent {
    func isGranted(_ request: ConsentRequest) async -> Bool {
        guard isatty(STDIN_FILENO) == 1, isatty(STDERR_FILENO) == 1 else { return false }
        var question = "thimble: \(TerminalText.plain(request.sentence)) — it \(request.risk.rawValue). Go on? [y/N] "
        _ = question.withUTF8 { write(STDERR_FILENO, $0.baseAddress, $0.count) }
        return await answer() == true
    }

    /// Waits in short turns, so that an interrupt ends the question too.
    private func answer() async -> Bool? {
        var line: [UInt8] = []
        while !Task.isCancelled {
            var ready = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
            guard poll(&ready, 1, 100) > 0 else {
                await Task.yield()
                continue
            }
            var byte: UInt8 = 0
            guard read(STDIN_FILENO, &byte, 1) == 1 else { return nil }
            if byte == 0x0A { return ["y", "yes"].contains(String(decoding: line, as: UTF8.self).lowercased()) }
            if line.count < 16 { line.append(byte) }
        }
        return nil
    }
}
