import Hierarchies
import SimulatedPhones

/// `input`; source: AOSP `InputShellCommand.java`.
extension DeviceCommands {
    private static let sources = [
        "dpad", "keyboard", "mouse", "touchpad", "gamepad", "touchnavigation", "joystick", "touchscreen", "stylus",
        "trackball", "rotaryencoder",
    ]

    /// The longest gesture that is carried out, in milliseconds.
    private static let longestGesture = 60_000

    static let input: ImmediateCommand.Body = { arguments, io, device in
        var words = arguments[...]
        if let source = words.first, sources.contains(source) { words.removeFirst() }
        if words.first == "-d" { words = words.dropFirst(2) }
        guard let verb = words.popFirst() else {
            io.write(usage.utf8)
            return 255
        }
        switch verb {
        case "text": return text(words, &io, &device)
        case "keyevent": return keys(words, &io, &device)
        case "tap":
            guard let numbers = numbers(words, 2) else { return invalid(verb, words, 2, &io) }
            device.phone.tap(Point(x: numbers[0], y: numbers[1]))
            return 0
        case "swipe", "draganddrop": return swipe(verb, words, &io, &device)
        case "motionevent": return motion(words, &io, &device)
        case "press":
            try? device.phone.press("KEYCODE_DPAD_CENTER")
            return 0
        case "roll":
            // A trackball's roll moves the focus, which nothing here but the arrow keys does.
            guard let numbers = numbers(words, 2) else { return invalid(verb, words, 2, &io) }
            let horizontal = numbers[0] < 0 ? "KEYCODE_DPAD_LEFT" : "KEYCODE_DPAD_RIGHT"
            let vertical = numbers[1] < 0 ? "KEYCODE_DPAD_UP" : "KEYCODE_DPAD_DOWN"
            if numbers[0] != 0 { try? device.phone.press(horizontal) }
            if numbers[1] != 0 { try? device.phone.press(vertical) }
            return 0
        default:
            io.print("Unknown command: \(verb)")
            io.write(usage.utf8)
            return 255
        }
    }

    private static let usage =
        "Usage: input [<source>] [-d DISPLAY_ID] <command> [<arg>...]\n\nThe sources are: \n"
        + sources.map { "      \($0)\n" }.joined()
            + """

            -d: specify the display ID.
                  (Default: -1 for key event, 0 for motion event if not specified.)
            The commands and default sources are:
                  text <string> (Default: touchscreen)
                  keyevent [--longpress] <key code number or name> ... (Default: keyboard)
                  tap <x> <y> (Default: touchscreen)
                  swipe <x1> <y1> <x2> <y2> [duration(ms)] (Default: touchscreen)
                  draganddrop <x1> <y1> <x2> <y2> [duration(ms)] (Default: touchscreen)
                  press (Default: trackball)
                  roll <dx> <dy> (Default: trackball)
                  motionevent <DOWN|UP|MOVE|CANCEL> <x> <y> (Default: touchscreen)

            """

    /// Whole pixels of the first words, which may have fractions; nil when there are too few or one is no number.
    private static func numbers(_ words: ArraySlice<String>, _ count: Int) -> [Int]? {
        let numbers = words.prefix(count).compactMap { word in
            Double(word).flatMap { Int(exactly: $0.rounded()) }.map { min(100_000, max(-100_000, $0)) }
        }
        return numbers.count == count ? numbers : nil
    }

    private static func invalid(
        _ verb: String, _ words: ArraySlice<String>, _ needed: Int, _ io: inout CommandIO
    ) -> Int {
        words.count < needed
            ? io.raise("IllegalArgumentException: Argument expected after \"\(words.last ?? verb)\"", in: verb)
            : io.raise("IllegalArgumentException: Error: Invalid arguments for command: \(verb)", in: verb)
    }

    private static func text(
        _ words: ArraySlice<String>, _ io: inout CommandIO, _ device: inout DeviceState
    ) -> Int {
        guard let word = words.first else { return invalid("text", words, 1, &io) }
        do {
            try device.phone.inputText(word.replacing("%s", with: " "))
            return 0
        } catch {
            return io.raise("NullPointerException: Attempt to get length of null array", in: "text")
        }
    }

    private static func keys(
        _ words: ArraySlice<String>, _ io: inout CommandIO, _ device: inout DeviceState
    ) -> Int {
        let isLong = words.first == "--longpress"
        let names = isLong || words.first == "--doubletap" ? words.dropFirst() : words
        guard !names.isEmpty else { return invalid("keyevent", words, 1, &io) }
        for name in names {
            // A name that is none is the key 0, which does nothing.
            try? device.phone.press(name, isLong: isLong)
            if words.first == "--doubletap" { try? device.phone.press(name) }
            if isLong { device.phone.advance(by: .milliseconds(500)) }
        }
        return 0
    }

    private static func swipe(
        _ verb: String, _ words: ArraySlice<String>, _ io: inout CommandIO, _ device: inout DeviceState
    ) -> Int {
        let given = words.dropFirst(4).first
        guard let numbers = numbers(words, 4), given == nil || given.flatMap({ Int($0) }) != nil else {
            return invalid(verb, words, 4, &io)
        }
        let milliseconds = min(longestGesture, max(0, given.flatMap { Int($0) } ?? 300))
        device.phone.swipe(
            from: Point(x: numbers[0], y: numbers[1]), to: Point(x: numbers[2], y: numbers[3]),
            duration: .milliseconds(milliseconds))
        device.phone.advance(by: .milliseconds(milliseconds))
        return 0
    }

    /// `motionevent DOWN|MOVE|UP|CANCEL x y`: a gesture in parts; it takes effect when the finger goes up.
    private static func motion(
        _ words: ArraySlice<String>, _ io: inout CommandIO, _ device: inout DeviceState
    ) -> Int {
        guard let action = words.first, let numbers = numbers(words.dropFirst(), 2) else {
            return invalid("motionevent", words, 3, &io)
        }
        let point = Point(x: numbers[0], y: numbers[1])
        switch action.uppercased() {
        case "DOWN": device.finger = DeviceState.Finger(start: point, place: point, since: device.phone.uptime)
        case "MOVE": device.finger?.place = point
        case "CANCEL": device.finger = nil
        case "UP": device.liftFinger(at: point)
        default:
            return io.raise("IllegalArgumentException: Unknown motionevent \(action)", in: "motionevent")
        }
        return 0
    }
}
