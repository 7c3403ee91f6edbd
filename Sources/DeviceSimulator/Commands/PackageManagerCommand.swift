import SimulatedPhones

/// `pm` and `cmd package`; source: AOSP `PackageManagerShellCommand.java`.
extension DeviceCommands {
    static let packageManager: ImmediateCommand.Body = { arguments, io, device in
        let words = Array(arguments.dropFirst())
        switch arguments.first {
        case "list": return listPackages(words, &io, device)
        case "path":
            guard let package = words.last, let app = find(package, device) else { return 1 }
            io.print("package:\(archive(app))")
            return 0
        case "clear":
            guard let package = words.last, device.phone.clearData(package) else {
                io.print("Failed")
                return 1
            }
            io.print("Success")
            return 0
        case "grant", "revoke": return setPermission(arguments[0], words, &io, &device)
        case "resolve-activity":
            guard let component = resolved(AndroidIntent(words), device).first else {
                io.print("No activity found")
                return 0
            }
            if words.contains("--brief") { io.print(match) }
            io.print(component)
            return 0
        case "query-activities":
            let components = resolved(AndroidIntent(words), device)
            guard !components.isEmpty else {
                io.print("No activities found")
                return 0
            }
            io.print("\(components.count) activities found:")
            for (index, component) in components.enumerated() {
                io.print("  Activity #\(index):\n    \(match)\n    \(component)")
            }
            return 0
        default: return io.refuse(verb: arguments.first)
        }
    }

    private static let match = "priority=0 preferredOrder=0 match=0x108000 specificIndex=-1 isDefault=false"

    private static func find(_ package: String, _ device: DeviceState) -> InstalledPackage? {
        device.phone.packages.first { $0.package == package }
    }

    private static func archive(_ app: InstalledPackage) -> String {
        app.isSystem ? "/system/app/\(app.package)/base.apk" : "/data/app/\(app.package)-1/base.apk"
    }

    private static func listPackages(_ words: [String], _ io: inout CommandIO, _ device: DeviceState) -> Int {
        guard words.first == "packages" || words.first == "package" else {
            switch words.first {
            case "users":
                io.print("Users:\n\tUserInfo{0:Owner:c13} running")
                return 0
            case "features":
                io.print("feature:android.hardware.touchscreen")
                return 0
            default:
                io.printError("Error: unknown list type '\(words.first ?? "")'")
                return 255
            }
        }
        let options = Set(words.filter { $0.hasPrefix("-") })
        let filter = words.dropFirst().last { !$0.hasPrefix("-") && $0 != "0" }
        for app in device.phone.packages {
            if let filter, !app.package.contains(filter) { continue }
            if options.contains("-3"), app.isSystem { continue }
            if options.contains("-s"), !app.isSystem { continue }
            io.print("package:" + (options.contains("-f") ? archive(app) + "=" : "") + app.package)
        }
        return 0
    }

    private static func setPermission(
        _ verb: String, _ words: [String], _ io: inout CommandIO, _ device: inout DeviceState
    ) -> Int {
        var operands = words
        if operands.first == "--user" { operands.removeFirst(min(2, operands.count)) }
        guard operands.count == 2 else {
            io.printError("Error: no \(operands.isEmpty ? "package" : "permission") specified")
            return 255
        }
        guard find(operands[0], device) != nil else {
            return io.raise("IllegalArgumentException: Unknown package: \(operands[0])", in: verb)
        }
        do {
            try device.phone.setPermission(operands[1], of: operands[0], granted: verb == "grant")
            return 0
        } catch {
            return io.raise(
                "SecurityException: Package \(operands[0]) has not requested permission \(operands[1])", in: verb)
        }
    }

    /// The components that take an intent of the launcher's kind, shortened.
    private static func resolved(_ intent: AndroidIntent, _ device: DeviceState) -> [String] {
        let isMain = intent.action == nil || intent.action == "android.intent.action.MAIN"
        guard isMain else { return [] }
        if intent.categories.contains("android.intent.category.HOME") {
            return find(SimulatedPhone.launcher, device).map { [component($0)] } ?? []
        }
        return device.phone.packages
            .filter { $0.package != SimulatedPhone.launcher && (intent.package ?? $0.package) == $0.package }
            .map(component)
    }

    private static func component(_ app: InstalledPackage) -> String {
        AndroidIntent.shortComponent(app.mainActivity, in: app.package)
    }
}
