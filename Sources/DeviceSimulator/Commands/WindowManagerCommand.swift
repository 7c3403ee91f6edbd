import Hierarchies
import SimulatedPhones

/// `wm`, `settings` and `ime`; sources: AOSP `WindowManagerShellCommand.java`, `SettingsService.java`,
/// `InputMethodManagerService.java`.
extension DeviceCommands {
    static let windowManager: ImmediateCommand.Body = { arguments, io, device in
        let operand = arguments.dropFirst().first
        let display = device.phone.display
        switch arguments.first {
        case "size":
            guard let operand else {
                io.print("Physical size: \(display.physicalSize.width)x\(display.physicalSize.height)")
                if let size = display.overrideSize { io.print("Override size: \(size.width)x\(size.height)") }
                return 0
            }
            let parts = operand.split(separator: "x").compactMap { Int($0) }
            if operand == "reset" {
                device.phone.overrideSize(nil)
            } else if parts.count == 2, parts.allSatisfy({ (200...10_000).contains($0) }) {
                device.phone.overrideSize(Size(width: parts[0], height: parts[1]))
            } else {
                io.printError("Error: bad size \(operand)")
                return 255
            }
            return 0
        case "density":
            guard let operand else {
                io.print("Physical density: \(display.physicalDensity)")
                if let density = display.overrideDensity { io.print("Override density: \(density)") }
                return 0
            }
            if operand == "reset" {
                device.phone.overrideDensity(nil)
            } else if let density = Int(operand), (72...2_000).contains(density) {
                device.phone.overrideDensity(density)
            } else {
                io.printError("Error: bad number \(operand)")
                return 255
            }
            return 0
        case "user-rotation", "set-user-rotation": return userRotation(Array(arguments.dropFirst()), &io, &device)
        default: return io.refuse(verb: arguments.first)
        }
    }

    /// `wm user-rotation [free|lock [-d DISPLAY] [ROTATION]]`.
    private static func userRotation(
        _ words: [String], _ io: inout CommandIO, _ device: inout DeviceState
    ) -> Int {
        let rotation = words.dropFirst().last.flatMap { Int($0) } ?? device.phone.display.rotation
        switch words.first {
        case nil:
            let isFree = device.phone.setting("accelerometer_rotation", in: .system) != "0"
            io.print(isFree ? "free" : "lock \(device.phone.display.rotation)")
        case "free": device.phone.putSetting("accelerometer_rotation", "1", in: .system)
        case "lock":
            guard (0...3).contains(rotation) else {
                io.printError("Error: rotation is either 0, 1, 2 or 3")
                return 255
            }
            device.phone.putSetting("accelerometer_rotation", "0", in: .system)
            device.phone.putSetting("user_rotation", String(rotation), in: .system)
            device.phone.setRotation(rotation)
        case let other:
            io.printError("Error: Invalid rotation mode: \(other ?? "")")
            return 255
        }
        return 0
    }

    static let settings: ImmediateCommand.Body = { arguments, io, device in
        var words = arguments[...]
        if words.first == "--user" { words = words.dropFirst(2) }
        guard let verb = words.popFirst() else { return io.refuse(verb: nil) }
        guard ["get", "put", "delete", "list"].contains(verb) else { return io.refuse(verb: verb) }
        guard let table = words.popFirst().flatMap(SettingsTable.init(rawValue:)) else {
            io.printError("Invalid namespace '\(arguments.dropFirst().first ?? "")'")
            return 255
        }
        if verb == "list" {
            for (name, value) in device.phone.settings(in: table) { io.print("\(name)=\(value)") }
            return 0
        }
        guard let name = words.popFirst() else {
            io.printError("Bad arguments")
            return 255
        }
        switch verb {
        case "get": io.print(device.phone.setting(name, in: table) ?? "null")
        case "delete": io.print("Deleted \(device.phone.deleteSetting(name, in: table) ? 1 : 0) rows")
        default:
            guard let value = words.popFirst() else {
                io.printError("Bad arguments")
                return 255
            }
            device.phone.putSetting(name, value, in: table)
            if table == .secure, name == "default_input_method" { try? device.phone.setDefaultInputMethod(value) }
            if table == .system, name == "user_rotation" || name == "accelerometer_rotation" { followRotation(&device) }
        }
        return 0
    }

    /// A phone off its sensor turns as its settings say.
    private static func followRotation(_ device: inout DeviceState) {
        guard device.phone.setting("accelerometer_rotation", in: .system) == "0",
            let rotation = device.phone.setting("user_rotation", in: .system).flatMap({ Int($0) }),
            (0...3).contains(rotation)
        else { return }
        device.phone.setRotation(rotation)
    }

    static let inputMethods: ImmediateCommand.Body = { arguments, io, device in
        let id = arguments.dropFirst().last { !$0.hasPrefix("-") } ?? ""
        switch arguments.first {
        case "list":
            for method in device.phone.inputMethods where method.isEnabled || arguments.contains("-a") {
                if arguments.contains("-s") {
                    io.print(method.id)
                } else {
                    io.print("\(method.id):\n  mId=\(method.id) mSettingsActivityName=null mIsDefaultResId=0x0")
                }
            }
            return 0
        case "enable", "disable":
            let isEnabled = arguments[0] == "enable"
            let was = device.phone.inputMethods.first { $0.id == id }?.isEnabled
            do { try device.phone.setInputMethod(id, enabled: isEnabled) } catch {
                io.printError("Unknown input method \(id) cannot be \(isEnabled ? "enabled" : "disabled") for user #0")
                return 255
            }
            let word = isEnabled ? "enabled" : "disabled"
            io.print("Input method \(id): \(was == isEnabled ? "already" : "now") \(word) for user #0")
            return 0
        case "set":
            do { try device.phone.setDefaultInputMethod(id) } catch {
                io.printError("Unknown input method \(id) cannot be selected for user #0")
                return 255
            }
            io.print("Input method \(id) selected for user #0")
            return 0
        case "reset":
            guard let first = device.phone.inputMethods.first else { return 0 }
            try? device.phone.setDefaultInputMethod(first.id)
            io.print(
                "Reset current and enabled IMEs for user #0\n  Newly selected: \(first.id)\n  Newly enabled: [\(first.id)]"
            )
            return 0
        default: return io.refuse(verb: arguments.first)
        }
    }
}
