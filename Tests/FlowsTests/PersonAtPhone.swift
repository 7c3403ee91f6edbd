import Devices
import Hierarchies
import Screens

@testable import Flows
@testable import SimulatedPhones

/// Somebody who uses a simulated phone, while its touch screen is listened to and its screen is looked at.
struct PersonAtPhone {
    let device: PhoneDevice
    private(set) var recorder: TouchRecorder
    private var reader: TouchEventReader
    private var classifier: GestureClassifier
    private let size: Size
    private var now = 1000.0
    private var tracking = 0
    private(set) var shown: SeenScreen?

    /// A touch screen with more points than the display has pixels, as most have.
    static let screen = TouchScreen(path: "/dev/input/event2", x: 0...4319, y: 0...9599)

    init(_ phone: SimulatedPhone) {
        device = PhoneDevice(phone)
        size = phone.display.size
        recorder = TouchRecorder(size: size)
        reader = TouchEventReader([Self.screen], size: size)
        classifier = GestureClassifier(density: phone.display.density)
    }

    /// Looks until the screen stands still, after so many looks that nobody sees, while what loads is waited for.
    mutating func look(patience: Int = 1) async throws {
        for _ in 0..<patience { _ = try await device.dump() }
        let hierarchy = try await Settler(device, clock: device.clock).settle().hierarchy
        let seen = SeenScreen(
            hierarchy, keyboard: device.phone.isKeyboardShown ? device.phone.keyboard : nil)
        recorder.saw(seen)
        shown = seen
    }

    mutating func tap(_ point: Point) async throws {
        touch(from: point, to: point, milliseconds: 60)
        try await device.tap(at: point)
    }

    mutating func longPress(_ point: Point) async throws {
        touch(from: point, to: point, milliseconds: 800)
        try await device.longPress(at: point, for: .milliseconds(800))
    }

    mutating func swipe(from start: Point, to end: Point) async throws {
        touch(from: start, to: end, milliseconds: 300)
        try await device.swipe(from: start, to: end, in: .milliseconds(300))
    }

    /// Taps keys of the keyboard on the screen; `\n` for enter, `\u{8}` for the key that deletes.
    mutating func type(_ text: String) async throws {
        let rows = ["qwertyuiop", "asdfghjkl", "⇧zxcvbnm⌫", "?,     .⏎"].map(Array.init)
        for character in text {
            let key: Character = character == "\n" ? "⏎" : character == "\u{8}" ? "⌫" : character
            let area = device.phone.keyboard
            guard let row = rows.firstIndex(where: { $0.contains(key) }), let place = rows[row].firstIndex(of: key)
            else { continue }
            try await tap(
                Point(
                    x: area.left + area.width * (2 * place + 1) / (2 * rows[row].count),
                    y: area.top + area.height * (2 * row + 1) / 8))
        }
    }

    mutating func pressBack() async throws {
        feed("/dev/input/event0: EV_KEY       KEY_BACK             DOWN                ")
        feed("/dev/input/event0: EV_SYN       SYN_REPORT           00000000            ")
        try await device.press(KeyCode("BACK"))
    }

    mutating func finish() { recorder.finish() }

    // MARK: The touch screen

    private mutating func touch(from start: Point, to end: Point, milliseconds: Double) {
        tracking += 1
        report(["ABS_MT_TRACKING_ID   \(hex(tracking))"] + place(start) + ["BTN_TOUCH            DOWN"])
        for step in 1..<8 where start != end {
            now += milliseconds / 8
            report(
                place(Point(x: start.x + (end.x - start.x) * step / 8, y: start.y + (end.y - start.y) * step / 8)))
        }
        now += start == end ? milliseconds : milliseconds / 8
        if start != end { report(place(end)) }
        report(["ABS_MT_TRACKING_ID   ffffffff", "BTN_TOUCH            UP"])
        // Taps that follow are taps of their own.
        now += 500
    }

    private func place(_ point: Point) -> [String] {
        [
            "ABS_MT_POSITION_X    \(hex((point.x * 2 + 1) * 4320 / (size.width * 2)))",
            "ABS_MT_POSITION_Y    \(hex((point.y * 2 + 1) * 9600 / (size.height * 2)))",
        ]
    }

    private func hex(_ value: Int) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }

    private mutating func report(_ events: [String]) {
        for event in events {
            feed("/dev/input/event2: \(event.hasPrefix("BTN") ? "EV_KEY      " : "EV_ABS      ") \(event)")
        }
        feed("/dev/input/event2: EV_SYN       SYN_REPORT           00000000            ")
    }

    private mutating func feed(_ line: String) {
        let micros = Int(now * 1000)
        let fraction = String(1_000_000 + micros % 1_000_000).dropFirst()
        for event in reader.read("[\(micros / 1_000_000).\(fraction)] \(line)\r\n".utf8) {
            switch event {
            case .down: break
            case .touch(let touch): recorder.did(classifier.take(touch))
            case .key(let name): recorder.pressed(name)
            }
        }
    }
}
