/// One line of `getevent -t`, with labels or in numbers.
///
/// Source: AOSP, `toolbox/getevent.c`; codes from the kernel's `input-event-codes.h`.
package struct InputEvent: Sendable, Hashable {
    /// `/dev/input/event2`; empty when one device alone is listened to.
    package var device: String
    /// Since boot; zero without `-t`.
    package var time: Duration
    package var kind: Kind
    /// As the kernel has it: a negative number stands for a finger that went up.
    package var value: Int

    package enum Kind: Sendable, Hashable {
        case report, fingerReport, dropped
        case slot, trackingID, fingerX, fingerY, x, y
        case touch
        /// By the kernel's name, as `KEY_BACK`.
        case key(String)
    }

    /// Reads a line; nil for one that is none, or about something that no finger does.
    package init?(_ line: some StringProtocol) {
        var words = line.split(whereSeparator: { $0 == " " || $0 == "\t" || $0 == "[" || $0 == "]" || $0 == "\r" })[...]
        var time = Duration.zero
        if line.first(where: { $0 != " " }) == "[", let word = words.popFirst() {
            guard let read = Self.time(word) else { return nil }
            time = read
        }
        var device = ""
        if let word = words.first, word.hasSuffix(":") {
            device = String(word.dropLast())
            words.removeFirst()
        }
        guard words.count == 3, let type = words.popFirst(), let code = words.popFirst(), let value = words.popFirst(),
            let kind = Self.kind(type, code), let number = Self.value(value)
        else { return nil }
        self.device = device
        self.time = time
        self.kind = kind
        self.value = number
    }

    /// Seconds and six digits of a second.
    private static func time(_ word: some StringProtocol) -> Duration? {
        let parts = word.split(separator: ".")
        guard parts.count == 2, parts[1].utf8.count == 6, let seconds = Int32(parts[0]), seconds >= 0,
            let micros = Int32(parts[1]), micros >= 0
        else { return nil }
        return .seconds(Int64(seconds)) + .microseconds(Int64(micros))
    }

    private static func value(_ word: some StringProtocol) -> Int? {
        switch word {
        case "DOWN": 1
        case "UP": 0
        case "REPEAT": 2
        default: UInt32(word, radix: 16).map { Int(Int32(bitPattern: $0)) }
        }
    }

    private static func kind(_ type: some StringProtocol, _ code: some StringProtocol) -> Kind? {
        switch (type, code) {
        case ("EV_SYN", "SYN_REPORT"), ("0000", "0000"): .report
        case ("EV_SYN", "SYN_MT_REPORT"), ("0000", "0002"): .fingerReport
        case ("EV_SYN", "SYN_DROPPED"), ("0000", "0003"): .dropped
        case ("EV_ABS", "ABS_MT_SLOT"), ("0003", "002f"): .slot
        case ("EV_ABS", "ABS_MT_TRACKING_ID"), ("0003", "0039"): .trackingID
        case ("EV_ABS", "ABS_MT_POSITION_X"), ("0003", "0035"): .fingerX
        case ("EV_ABS", "ABS_MT_POSITION_Y"), ("0003", "0036"): .fingerY
        case ("EV_ABS", "ABS_X"), ("0003", "0000"): .x
        case ("EV_ABS", "ABS_Y"), ("0003", "0001"): .y
        case ("EV_KEY", "BTN_TOUCH"), ("0001", "014a"): .touch
        case ("EV_KEY", _) where code.hasPrefix("KEY_"): .key(String(code))
        case ("0001", _): keyNames[String(code)].map { .key($0) }
        default: nil
        }
    }

    /// Of the keys that a phone has, for lines without labels.
    private static let keyNames = [
        "0066": "KEY_HOME", "009e": "KEY_BACK", "00ac": "KEY_HOMEPAGE", "001c": "KEY_ENTER", "0073": "KEY_VOLUMEUP",
        "0072": "KEY_VOLUMEDOWN", "0074": "KEY_POWER", "008b": "KEY_MENU", "0244": "KEY_APPSELECT",
    ]
}
