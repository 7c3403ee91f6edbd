import ArgumentParser
import Devices
import Flows
import Hierarchies
import Screens

/// `thimble device tap`: by place, or by what is written there.
struct DeviceTapCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tap",
        abstract: "Tap a point, or the element with a text.",
        discussion: """
            A text that several elements say is refused, and so is one that is disabled, covered or off the screen.

            Example: thimble device tap "Network & internet"
            """)

    @OptionGroup var options: DeviceOptions

    @Argument(help: "X,Y in pixels, or a text (an element's whole text, or a regular expression).")
    var target: String

    @Flag(help: "Hold the finger for a second.")
    var long = false

    @Flag(help: "Tap twice.")
    var double = false

    func validate() throws {
        if long, double { throw ValidationError("--long and --double do not go together") }
    }

    func run() async throws {
        try await options.withDevice { device in
            let point = try await place(on: device)
            if long {
                try await device.longPress(at: point, for: .seconds(1))
            } else if double {
                try await device.doubleTap(at: point)
            } else {
                try await device.tap(at: point)
            }
        }
    }

    private func place(on device: any Device) async throws -> Point {
        if let point = PointArgument(argument: target)?.point { return point }
        let dump = try await device.dump()
        let hierarchy = try Hierarchy(reading: dump.bytes, file: device.serial)
        let screen = Screen(hierarchy)
        return try Choice(NamedElement(target, on: screen, hierarchy)).orThrow(device.serial)
    }

    /// The one element that is meant: of several matches the only one that reacts.
    static func choose(of matches: [Element], _ text: String) -> Choice { Choice(NamedElement(text, of: matches)) }

    enum Choice: Equatable {
        case point(Point)
        case fault(String)

        init(_ named: NamedElement) {
            self =
                switch named {
                case .element(let element): .point(element.tapPoint)
                case .fault(let fault): .fault(fault)
                }
        }

        fileprivate func orThrow(_ serial: String) throws(DeviceError) -> Point {
            switch self {
            case .point(let point): return point
            case .fault(let message): throw DeviceError(.commandFailed, message, serial: serial, service: "tap")
            }
        }
    }
}

/// `thimble device swipe`.
struct DeviceSwipeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "swipe",
        abstract: "Move a finger from one point to another.",
        discussion: "Example: thimble device swipe 540,1800 540,600")

    @OptionGroup var options: DeviceOptions

    @Argument(help: "X,Y where the finger goes down.")
    var from: PointArgument

    @Argument(help: "X,Y where it goes up.")
    var to: PointArgument

    @Option(help: "How long it takes, in milliseconds.")
    var duration = 300

    func validate() throws {
        guard (1...60_000).contains(duration) else { throw ValidationError("--duration is 1 to 60000 ms") }
    }

    func run() async throws {
        try await options.withDevice {
            try await $0.swipe(from: from.point, to: to.point, in: .milliseconds(duration))
        }
    }
}

/// `X,Y`, in pixels.
struct PointArgument: ExpressibleByArgument {
    var point: Point

    init?(argument: String) {
        let parts = argument.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count == 2, let x = parts[0], let y = parts[1], x >= 0, y >= 0 else { return nil }
        point = Point(x: x, y: y)
    }
}

/// `thimble device key`.
struct DeviceKeyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key",
        abstract: "Press keys by their AOSP names.",
        discussion: "Example: thimble device key BACK KEYCODE_ENTER")

    @OptionGroup var options: DeviceOptions

    @Argument(help: "Names of android.view.KeyEvent, with or without KEYCODE_, or numbers.")
    var keys: [KeyCode]

    func run() async throws {
        try await options.withDevice { device in
            for key in keys { try await device.press(key) }
        }
    }
}

extension KeyCode: ExpressibleByArgument {
    /// A name that Android does not know would be a key that does nothing, and Android would not say so.
    package init?(argument: String) { self.init(named: argument) }
}
