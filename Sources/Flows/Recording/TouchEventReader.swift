package import Hierarchies

/// Reads what `getevent -lt` prints, as it comes, and says what fingers and keys did.
///
/// Knows the kernel's ways to tell of several fingers: slots with tracking ids (protocol B), fingers one after the other
/// (protocol A), and screens that know one finger only. What it does not know it passes over.
package struct TouchEventReader: Sendable {
    private var line: [UInt8] = []
    private var isTooLong = false
    private var panels: [String: TouchPanel] = [:]
    private let isAlone: Bool

    /// - Parameters:
    ///   - screens: the touch screens, from `getevent -lp`.
    ///   - size: of the display held upright, in pixels.
    package init(_ screens: [TouchScreen], size: Size) {
        for screen in screens { panels[screen.path] = TouchPanel(screen, size: size) }
        isAlone = screens.count == 1
    }

    /// A line that is longer is no event.
    private static let longestLine = 1_024

    package mutating func read(_ bytes: some Sequence<UInt8>) -> [TouchEvent] {
        var events: [TouchEvent] = []
        for byte in bytes {
            guard byte == UInt8(ascii: "\n") else {
                if line.count < Self.longestLine { line.append(byte) } else { isTooLong = true }
                continue
            }
            if !isTooLong { events += read(String(decoding: line, as: UTF8.self)) }
            line.removeAll(keepingCapacity: true)
            isTooLong = false
        }
        return events
    }

    private mutating func read(_ line: String) -> [TouchEvent] {
        guard let event = InputEvent(line) else { return [] }
        if case .key(let name) = event.kind { return event.value == 1 ? [.key(name)] : [] }
        // Without the device's name the lines are those of the one that is listened to.
        let path = event.device.isEmpty && isAlone ? panels.keys.first ?? "" : event.device
        return panels[path]?.take(event).map { [$0] } ?? []
    }
}
