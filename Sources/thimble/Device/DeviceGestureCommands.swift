import ArgumentParser
import Devices
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
        let matcher = SelectorMatcher(hierarchy, size: screen.size)
        let nodes = Set(matcher.resolve(Selector(text: SelectorPattern(target))).nodes)
        let matches = screen.elements.filter { nodes.contains($0.node) || !nodes.isDisjoint(with: $0.mergedNodes) }
        return try Self.choose(of: matches, target).orThrow(device.serial)
    }

    /// The one element that is meant: of several matches the only one that reacts.
    static func choose(of matches: [Element], _ text: String) -> Choice {
        let usable = matches.filter { $0.states.isDisjoint(with: blocking) }
        let reacting = usable.filter { !$0.actions.isEmpty }
        let candidates = reacting.isEmpty ? usable : reacting
        if candidates.count == 1 { return .point(candidates[0].tapPoint) }
        if candidates.isEmpty {
            guard let first = matches.first else { return .fault("nothing on the screen says \"\(text)\"") }
            let why = first.states.intersection(blocking).words.joined(separator: " and ")
            return .fault("\(name(first)) is \(why), so that no tap would reach it")
        }
        let choices = candidates.prefix(8).map { "\(name($0)) at \($0.tapPoint.x),\($0.tapPoint.y)" }
        return .fault(
            "\(candidates.count) elements say \"\(text)\": \(choices.joined(separator: "; ")); tap one by its point")
    }

    enum Choice: Equatable {
        case point(Point)
        case fault(String)

        fileprivate func orThrow(_ serial: String) throws(DeviceError) -> Point {
            switch self {
            case .point(let point): return point
            case .fault(let message): throw DeviceError(.commandFailed, message, serial: serial, service: "tap")
            }
        }
    }

    /// What keeps a tap from reaching an element.
    private static let blocking: ElementStates = [.disabled, .covered, .offscreen]

    private static func name(_ element: Element) -> String { "\(element.role) \"\(element.label)\"" }
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
