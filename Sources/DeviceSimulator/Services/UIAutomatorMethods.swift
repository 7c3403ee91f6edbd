import ADBKeys
import Hierarchies
import JSON
import SimulatedPhones

/// The methods of uiautomator2's server: those that look, touch and type; none that finds elements by itself.
///
/// Source: how uiautomator2's `__init__.py` calls them.
enum UIAutomatorMethods {
    /// How long one step of a swipe takes, as AOSP's `UiDevice.swipe` has it.
    private static let step = Duration.milliseconds(5)

    /// The largest coordinate, and the longest gesture in milliseconds or steps.
    private static let limit = 60_000.0

    /// - Returns: nil for a method that is not there, or whose parameters are not its own.
    static func result(of method: String, _ parameters: [JSONValue], _ device: inout DeviceState) -> JSONValue? {
        let numbers = parameters.map(\.number).prefix { $0 != nil }.map { Int(min(max($0 ?? 0, -limit), limit)) }
        let words = parameters.compactMap(\.string)
        switch method {
        case "dumpWindowHierarchy":
            device.charge(.dump)
            return .string(device.phone.hierarchyXML(compressed: parameters.first == true))
        case "deviceInfo": return information(device)
        case "takeScreenshot":
            // A PNG where the server sends a JPEG; the client looks which it is.
            device.charge(.screenshot)
            return .string(Base64.encode(device.phone.screenshot()))
        case "click" where numbers.count >= 2:
            touch(numbers, from: 0, to: 0, for: .milliseconds(max(0, numbers.dropFirst(2).first ?? 0)), &device)
        case "swipe" where numbers.count == 5:
            touch(numbers, from: 0, to: 2, for: step * max(0, numbers[4]), &device)
        case "injectInputEvent" where numbers.count >= 3: return inject(numbers, &device)
        case "pressKeyCode" where !numbers.isEmpty: press(String(numbers[0]), &device)
        case "pressKey" where words.count == 1: press(keys[words[0]] ?? words[0].uppercased(), &device)
        case "setOrientation" where words.count == 1: return turn(words[0], &device)
        case "setClipboard":
            guard let text = parameters.dropFirst().first?.string else { return nil }
            device.phone.clipboard = text
            return .null
        case "getClipboard": return .string(device.phone.clipboard)
        case "pasteClipboard": press("PASTE", &device)
        default: return nil
        }
        return true
    }

    private static func information(_ device: DeviceState) -> JSONValue {
        let display = device.phone.display
        return [
            "currentPackageName": .string(device.phone.foreground?.package ?? ""),
            "displayWidth": .integer(Int64(display.size.width)),
            "displayHeight": .integer(Int64(display.size.height)),
            "displayRotation": .integer(Int64(display.rotation)), "screenOn": .bool(device.phone.isAwake),
            "productName": .string(device.phone.profile.device),
            "sdkInt": .integer(Int64(device.phone.profile.sdk)),
        ]
    }

    private static func touch(
        _ numbers: [Int], from start: Int, to end: Int, for duration: Duration, _ device: inout DeviceState
    ) {
        device.charge(.input)
        device.phone.swipe(
            from: Point(x: numbers[start], y: numbers[start + 1]), to: Point(x: numbers[end], y: numbers[end + 1]),
            duration: duration)
        device.phone.advance(by: duration)
    }

    /// A finger that goes down, up or elsewhere; what it did takes effect when it goes up.
    private static func inject(_ numbers: [Int], _ device: inout DeviceState) -> JSONValue? {
        let point = Point(x: numbers[1], y: numbers[2])
        switch numbers[0] {
        case 0: device.finger = DeviceState.Finger(start: point, place: point, since: device.phone.uptime)
        case 1: device.liftFinger(at: point)
        case 2: device.finger?.place = point
        default: return nil
        }
        return true
    }

    /// The names of uiautomator2 that are not Android's own.
    private static let keys = [
        "left": "DPAD_LEFT", "right": "DPAD_RIGHT", "up": "DPAD_UP", "down": "DPAD_DOWN", "center": "DPAD_CENTER",
        "delete": "DEL", "recent": "APP_SWITCH",
    ]

    private static func press(_ key: String, _ device: inout DeviceState) {
        device.charge(.input)
        // A key that is none does nothing, as on a phone.
        try? device.phone.press(key)
    }

    /// Turns the screen and keeps it so.
    private static func turn(_ name: String, _ device: inout DeviceState) -> JSONValue? {
        guard let turns = ["natural", "left", "upsidedown", "right"].firstIndex(of: name) else { return nil }
        device.phone.putSetting("accelerometer_rotation", "0", in: .system)
        device.phone.putSetting("user_rotation", String(turns), in: .system)
        return true
    }
}
