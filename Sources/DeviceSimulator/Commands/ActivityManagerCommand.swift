import SimulatedPhones

/// `am`; source: AOSP `ActivityManagerShellCommand.java`.
extension DeviceCommands {
    static let activityManager: ImmediateCommand.Body = { arguments, io, device in
        let rest = Array(arguments.dropFirst())
        switch arguments.first {
        case "start", "start-activity": return start(AndroidIntent(rest), &io, &device)
        case "force-stop":
            guard let package = rest.last(where: { !$0.hasPrefix("-") }) else {
                return io.raise("IllegalArgumentException: Argument expected after \"force-stop\"", in: "force-stop")
            }
            device.phone.forceStop(package)
            return 0
        case "kill":
            // Only what nobody sees may be killed.
            if let package = rest.last, device.phone.foreground?.package != package { device.phone.forceStop(package) }
            return 0
        case "kill-all":
            let front = device.phone.foreground?.package
            for app in device.phone.packages where app.package != front { device.phone.forceStop(app.package) }
            return 0
        case "broadcast": return broadcast(AndroidIntent(rest), &io, &device)
        case "get-current-user":
            io.print("0")
            return 0
        case "instrument":
            let component = rest.last ?? ""
            io.print("android.util.AndroidException: INSTRUMENTATION_FAILED: \(component)")
            return 1
        default: return io.refuse(verb: arguments.first)
        }
    }

    private static func start(
        _ intent: AndroidIntent, _ io: inout CommandIO, _ device: inout DeviceState
    ) -> Int {
        if let option = intent.unknown {
            io.printError("Error: Unknown option: \(option)")
            return 255
        }
        guard intent.component != nil || intent.action != nil || intent.package != nil || intent.data != nil else {
            return io.raise("IllegalArgumentException: No intent supplied", in: "start")
        }
        if intent.switches.contains("-S"), let package = intent.componentParts?.package ?? intent.package {
            io.print("Stopping: \(package)")
            device.phone.forceStop(package)
        }
        io.print("Starting: \(intent.description)")
        let before = device.phone.uptime
        let wasRunning = (intent.componentParts?.package ?? intent.package).map { device.phone.isRunning($0) } ?? false
        let outcome = launch(intent, &device)
        let activity: ForegroundActivity
        switch outcome {
        case .started(let started): activity = started
        case .broughtToFront(let present):
            activity = present
            io.printError("Warning: Activity not started, its current task has been brought to the front")
        case .noSuchPackage, .noSuchActivity:
            if let (package, name) = intent.componentParts {
                let full = AndroidIntent.fullClass(name, in: package)
                io.printError("Error type 3\nError: Activity class {\(package)/\(full)} does not exist.")
            } else {
                io.printError("Error: Activity not started, unable to resolve \(intent.description)")
            }
            return 0
        case .noHandler:
            io.printError("Error: Activity not started, unable to resolve \(intent.description)")
            return 0
        }
        guard intent.switches.contains("-W") else { return 0 }
        let milliseconds = Int((device.phone.uptime - before) / .milliseconds(1))
        io.print("Status: ok\nLaunchState: \(wasRunning ? "HOT" : "COLD")\nActivity: \(activity.component)")
        io.print("TotalTime: \(milliseconds)\nWaitTime: \(milliseconds)\nComplete")
        return 0
    }

    private static func launch(_ intent: AndroidIntent, _ device: inout DeviceState) -> LaunchOutcome {
        if let (package, activity) = intent.componentParts {
            return device.phone.launch(package, activity: activity)
        }
        let isHome = intent.categories.contains("android.intent.category.HOME")
        let isLauncher = intent.action == nil || intent.action == "android.intent.action.MAIN"
        if isHome {
            device.phone.goHome()
            return device.phone.foreground.map(LaunchOutcome.broughtToFront) ?? .noHandler
        }
        if isLauncher, let package = intent.package { return device.phone.launch(package) }
        guard let action = intent.action else { return .noHandler }
        return device.phone.launch(action: action, package: intent.package)
    }

    private static func broadcast(
        _ intent: AndroidIntent, _ io: inout CommandIO, _ device: inout DeviceState
    ) -> Int {
        var shown = intent
        shown.flags = "0x400000"
        io.print("Broadcasting: \(shown.description)")
        guard let action = intent.action else {
            io.print("Broadcast completed: result=0")
            return 0
        }
        // github.com/majido/clipper, where it is installed.
        if action == "clipper.get" || action == "clipper.set", hasClipper(device) {
            if action == "clipper.set" {
                device.phone.clipboard = intent.extras["text"] ?? ""
                io.print("Broadcast completed: result=-1, data=\"Text is copied into clipboard.\"")
            } else {
                io.print("Broadcast completed: result=-1, data=\"\(device.phone.clipboard)\"")
            }
            return 0
        }
        _ = device.phone.broadcast(action, extras: intent.extras)
        io.print("Broadcast completed: result=0")
        return 0
    }

    static func hasClipper(_ device: DeviceState) -> Bool {
        device.phone.packages.contains { $0.package == "ca.zgrs.clipper" }
    }

    /// `monkey -p PACKAGE [-c CATEGORY] COUNT`: starts the app; the events that would follow are left out.
    static let monkey: ImmediateCommand.Body = { arguments, io, device in
        var words = arguments[...]
        var package: String?
        var count: String?
        while let word = words.popFirst() {
            if word == "-p" {
                package = words.popFirst()
            } else if word == "-c" || word == "-s" || word.hasPrefix("--pct") {
                _ = words.popFirst()
            } else if !word.hasPrefix("-") {
                count = word
            }
        }
        guard let package, count.flatMap({ Int($0) }) != nil else {
            io.printError("** Error: A package and a number of events are needed.")
            return 255
        }
        for argument in arguments { io.printError("  bash arg: \(argument)") }
        switch device.phone.launch(package) {
        case .started, .broughtToFront: break
        case .noSuchPackage, .noSuchActivity, .noHandler:
            io.print("** No activities found to run, monkey aborted.")
            return 252
        }
        io.print("Events injected: \(count ?? "0")")
        io.print("## Network stats: elapsed time=0ms (0ms mobile, 0ms wifi, 0ms not connected)")
        return 0
    }
}
