import Hierarchies
import SimulatedPhones

/// `dumpsys`: the lines that clients look for, within reports much shorter than a phone's.
extension DeviceCommands {
    static let dumpService: ImmediateCommand.Body = { arguments, io, device in
        let services = ["activity", "battery", "display", "input", "input_method", "package", "power", "window"]
        guard let service = arguments.first(where: { !$0.hasPrefix("-") }) else {
            io.print("Currently running services:")
            for name in services { io.print("  \(name)") }
            return 0
        }
        if arguments.first == "-l" { return 0 }
        let rest = arguments.drop { $0 != service }.dropFirst()
        let phone = device.phone
        switch service {
        case "window": io.print(windows(phone))
        case "activity": io.print(activities(phone))
        case "input_method":
            io.print(
                "Current Input Method Manager state:\n  mCurMethodId=\(phone.defaultInputMethod) mCurSeq=1"
                    + "\n  mCurId=\(phone.defaultInputMethod) mHaveConnection=true"
                    + "\n  mShowRequested=\(phone.isKeyboardShown) mInputShown=\(phone.isKeyboardShown)"
                    + "\n  mInteractive=\(phone.isAwake)")
        case "package": return describePackage(rest.first, phone, &io)
        case "battery":
            io.print(
                "Current Battery Service state:\n  AC powered: false\n  USB powered: true\n  status: 2\n  health: 2"
                    + "\n  present: true\n  level: 87\n  scale: 100\n  voltage: 4123\n  temperature: 271")
        case "display": io.print(display(phone))
        case "input": io.print("INPUT MANAGER\n      SurfaceOrientation: \(phone.display.rotation)")
        case "power":
            let word = phone.isAwake ? "Awake" : "Asleep"
            io.print(
                "POWER MANAGER (dumpsys power)\n  mWakefulness=\(word)\n  mHoldingDisplaySuspendBlocker=\(phone.isAwake)"
            )
        default:
            io.printError("Can't find service: \(service)")
        }
        return 0
    }

    /// A token that stays with its name, as the hash codes in a report do.
    private static func token(_ name: String) -> String {
        let hash = name.utf8.reduce(UInt32(2_166_136_261)) { ($0 ^ UInt32($1)) &* 16_777_619 }
        return String(hash & 0xFFF_FFFF, radix: 16)
    }

    private static func windows(_ phone: SimulatedPhone) -> String {
        let size = phone.display.size
        var text = "WINDOW MANAGER DISPLAY CONTENTS (dumpsys window displays)\n  Display: mDisplayId=0\n"
        text += "    init=\(phone.display.physicalSize.width)x\(phone.display.physicalSize.height) "
        text +=
            "\(phone.display.physicalDensity)dpi cur=\(size.width)x\(size.height) app=\(size.width)x\(size.height)\n"
        text += "  DisplayRotation\n    mCurrentRotation=ROTATION_\(phone.display.rotation * 90)\n"
        guard let front = phone.foreground else {
            return text
                + "  mCurrentFocus=null\n  mFocusedApp=null\n  mInputMethodTarget=null\n    screenState=SCREEN_STATE_OFF"
        }
        let window = "Window{\(token(front.component)) u0 \(front.package)/\(front.activity)}"
        text += "  mCurrentFocus=\(window)\n"
        text += "  mFocusedApp=ActivityRecord{\(token(front.package)) u0 \(front.component) t12}\n"
        text += "  mInputMethodTarget=\(phone.focusedField == nil ? "null" : window)\n"
        return text + "    screenState=SCREEN_STATE_ON"
    }

    private static func activities(_ phone: SimulatedPhone) -> String {
        var text =
            "ACTIVITY MANAGER ACTIVITIES (dumpsys activity activities)\nDisplay #0 (activities from top to bottom):\n"
        for (index, activity) in phone.runningActivities.enumerated() {
            let record = "ActivityRecord{\(token(activity.package)) u0 \(activity.component) t\(12 + index)}"
            text += "  * Task{\(token(activity.component)) #\(12 + index) type=standard A=10100:\(activity.package)}\n"
            text += "    * Hist  #0: \(record)\n"
            if phone.foreground == activity { text += "    mResumedActivity: \(record)\n" }
        }
        guard let front = phone.foreground else { return text + "  topResumedActivity=null" }
        let record = "ActivityRecord{\(token(front.package)) u0 \(front.component) t12}"
        return text + "  topResumedActivity=\(record)\n  ResumedActivity: \(record)"
    }

    private static func describePackage(_ name: String?, _ phone: SimulatedPhone, _ io: inout CommandIO) -> Int {
        guard let app = phone.packages.first(where: { $0.package == name }) else {
            io.print("Unable to find package: \(name ?? "")")
            return 0
        }
        io.print("Packages:\n  Package [\(app.package)] (\(token(app.package))):\n    versionName=\(app.versionName)")
        io.print("    pkgFlags=[ \(app.isSystem ? "SYSTEM " : "")HAS_CODE ]\n    runtime permissions:")
        for (permission, granted) in app.permissions.sorted(by: { $0.key < $1.key }) {
            io.print("      \(permission): granted=\(granted)")
        }
        return 0
    }

    private static func display(_ phone: SimulatedPhone) -> String {
        let size = phone.display.size
        let frame = "Rect(0, 0 - \(size.width), \(size.height))"
        return "DISPLAY MANAGER (dumpsys display)\n  mScreenState=\(phone.isAwake ? "ON" : "OFF")\n"
            + "  DisplayDeviceInfo{\"Built-in Screen\": \(size.width) x \(size.height), density \(phone.display.density), "
            + "rotation \(phone.display.rotation)}\n"
            // Where clients read the rotation, adbutils among them.
            + "  mViewports=[DisplayViewport{type=INTERNAL, valid=true, isActive=true, displayId=0, uniqueId='local:0', "
            + "physicalPort=0, orientation=\(phone.display.rotation), logicalFrame=\(frame), physicalFrame=\(frame), "
            + "deviceWidth=\(size.width), deviceHeight=\(size.height)}]"
    }
}
