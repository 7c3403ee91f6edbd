import Hierarchies
import SimulatedPhones

/// `getevent`: the touch screen's events as they come; source: AOSP, `toolbox/getevent.c`.
struct GetEventCommand: ShellCommand {
    private let options: ToolOptions
    /// Events that were there before, or have been printed.
    private var known: Int?

    init(_ arguments: [String]) { options = ToolOptions(arguments, "lptqi") }

    mutating func resume(_ io: inout CommandIO, on device: inout DeviceState) -> Int? {
        if let letter = options.unknown {
            io.printError("getevent: invalid option -- \(letter)")
            return 1
        }
        if options.has("p") || options.has("i") {
            list(&io, device)
            return 0
        }
        guard let known else {
            io.print("add device 1: \(TouchGlass.device)\n  name:     \"simulated_touch\"")
            self.known = device.glass.count
            return nil
        }
        for event in device.glass.events(after: known) { print(event, &io) }
        self.known = device.glass.count
        return nil
    }

    private func list(_ io: inout CommandIO, _ device: DeviceState) {
        let size = device.phone.uprightSize
        let isNamed = options.has("l")
        func axis(_ name: String, _ number: String, _ most: Int) -> String {
            let label = ListingText.padded(isNamed ? name : number, isNamed ? 22 : 5, isLeft: true)
            return "\(label): value 0, min 0, max \(most), fuzz 0, flat 0, resolution 0"
        }
        io.print(
            "add device 1: \(TouchGlass.device)\n  name:     \"simulated_touch\"\n  events:\n    KEY (0001): "
                + (isNamed ? "BTN_TOUCH" : "014a"))
        io.print("    ABS (0003): " + axis("ABS_MT_POSITION_X", "0035", size.width * TouchGlass.fineness - 1))
        io.print("                " + axis("ABS_MT_POSITION_Y", "0036", size.height * TouchGlass.fineness - 1))
        io.print("                " + axis("ABS_MT_TRACKING_ID", "0039", 65_535))
        io.print("  input props:\n    " + (isNamed ? "INPUT_PROP_DIRECT" : "0001"))
    }

    private func print(_ event: TouchGlass.Event, _ io: inout CommandIO) {
        let micros = Int64(event.time / .microseconds(1))
        let seconds = ListingText.padded(String(micros / 1_000_000), 8, isLeft: false)
        let time = options.has("t") ? "[\(seconds).\(String(1_000_000 + micros % 1_000_000).dropFirst())] " : ""
        let words =
            options.has("l")
            ? [
                (Self.types[event.type] ?? "", 12), (Self.codes[event.code] ?? "SYN_REPORT", 20),
                (event.type == 1 ? (event.value == 1 ? "DOWN" : "UP") : Self.hex(event.value, 8), 20),
            ] : [(Self.hex(event.type, 4), 4), (Self.hex(event.code, 4), 4), (Self.hex(event.value, 8), 8)]
        io.print(
            "\(time)\(TouchGlass.device): "
                + words.map { ListingText.padded($0.0, $0.1, isLeft: true) }.joined(separator: " "))
    }

    private static func hex(_ value: Int, _ width: Int) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    private static let types = [0: "EV_SYN", 1: "EV_KEY", 3: "EV_ABS"]
    private static let codes = [
        0x35: "ABS_MT_POSITION_X", 0x36: "ABS_MT_POSITION_Y", 0x39: "ABS_MT_TRACKING_ID", 0x14A: "BTN_TOUCH",
    ]
}

extension SimulatedPhone {
    /// Of the display held upright.
    var uprightSize: Size {
        let size = display.size
        return display.rotation % 2 == 0 ? size : Size(width: size.height, height: size.width)
    }

    /// A point of the display as it is turned, on the display held upright.
    func upright(_ point: Point) -> Point {
        let size = uprightSize
        return switch display.rotation {
        case 1: Point(x: size.width - 1 - point.y, y: point.x)
        case 2: Point(x: size.width - 1 - point.x, y: size.height - 1 - point.y)
        case 3: Point(x: point.y, y: size.height - 1 - point.x)
        default: point
        }
    }
}
