import SimulatedPhones

/// Tools that tell of the system, or change it.
extension DeviceCommands {
    static let systemTools: [DeviceCommand] = [
        DeviceCommand("sleep", cost: .nothing, sleep),
        DeviceCommand("usleep", cost: .nothing) { arguments, _, device in
            device.phone.advance(
                by: .microseconds(min(3_600_000_000, max(0, arguments.first.flatMap { Int64($0) } ?? 0))))
            return 0
        },
        DeviceCommand("date") { arguments, io, device in
            let time = CalendarTime(seconds: device.seconds)
            let format = arguments.first { $0.hasPrefix("+") }.map { String($0.dropFirst()) }
            io.print(time.format(format ?? "%a %b %e %H:%M:%S %Z %Y"))
            return 0
        },
        DeviceCommand("id") { arguments, io, _ in
            io.print(arguments.contains("-u") ? "2000" : arguments.contains("-un") ? "shell" : identity)
            return 0
        },
        DeviceCommand("whoami") { _, io, _ in
            io.print("shell")
            return 0
        },
        DeviceCommand("uname", systemName),
        DeviceCommand("uptime") { _, io, device in
            let seconds = Int64(device.phone.uptime / .seconds(1))
            let minutes = ListingText.padded(String(seconds / 60 % 60), 2, isLeft: false).replacing(" ", with: "0")
            io.print(" \(CalendarTime(seconds: device.seconds).format("%T")) up \(seconds / 3600):\(minutes),  0 users")
            return 0
        },
        DeviceCommand("getprop", getProperty), DeviceCommand("setprop", setProperty),
        DeviceCommand("which") { arguments, io, _ in
            var code = 0
            for argument in arguments {
                if let path = path(argument) { io.print(path) } else { code = 1 }
            }
            return code
        },
        DeviceCommand("pidof", processIDs), DeviceCommand("ps", processes),
        DeviceCommand("sync") { _, _, _ in 0 },
        DeviceCommand("reboot", cost: .nothing) { _, _, device in
            device.reboot()
            return 0
        },
        DeviceCommand("svc", cost: .settings, service),
        DeviceCommand("logcat", logcat), DeviceCommand("getevent") { GetEventCommand($0) },
    ]

    private static let identity =
        "uid=2000(shell) gid=2000(shell) groups=2000(shell),1004(input),1007(log),1011(adb),1015(sdcard_rw),"
        + "1028(sdcard_r),1078(ext_data_rw),1079(ext_obb_rw),3003(inet),3009(readproc) context=u:r:shell:s0"

    private static let sleep: ImmediateCommand.Body = { arguments, io, device in
        let units: [Character: Double] = ["s": 1, "m": 60, "h": 3600, "d": 86400]
        guard !arguments.isEmpty else { return io.fail("sleep", "Needs 1 argument (see \"sleep --help\")") }
        for argument in arguments {
            let unit = argument.last.flatMap { units[$0] }
            guard let count = Double(unit == nil ? argument : String(argument.dropLast())), count >= 0, count < 1e7
            else {
                return io.fail("sleep", "bad time '\(argument)'")
            }
            device.phone.advance(by: .milliseconds(Int64(count * (unit ?? 1) * 1000)))
        }
        return 0
    }

    private static let systemName: ImmediateCommand.Body = { arguments, io, _ in
        let options = ToolOptions(arguments, "aomrvns")
        if let code = io.refuse("uname", options) { return code }
        let fields: [(Character, String)] = [
            ("s", "Linux"), ("n", "localhost"), ("r", "5.15.41-android13"), ("v", "#1 SMP PREEMPT"), ("m", "aarch64"),
            ("o", "Toybox"),
        ]
        let wanted = options.letters.isEmpty ? ["s"] : options.letters
        io.print(fields.filter { wanted.contains("a") || wanted.contains($0.0) }.map(\.1).joined(separator: " "))
        return 0
    }

    private static let getProperty: ImmediateCommand.Body = { arguments, io, device in
        if let name = arguments.first(where: { !$0.hasPrefix("-") }) {
            let fallback = arguments.count > 1 ? arguments[arguments.count - 1] : ""
            io.print(device.properties[name] ?? (fallback == name ? "" : fallback))
        } else {
            for (name, value) in device.properties.sorted(by: { $0.key < $1.key }) { io.print("[\(name)]: [\(value)]") }
        }
        return 0
    }

    private static let setProperty: ImmediateCommand.Body = { arguments, io, device in
        guard arguments.count == 2 else { return io.fail("setprop", "Needs 2 arguments (see \"setprop --help\")") }
        let (name, value) = (arguments[0], arguments[1])
        guard !name.hasPrefix("ro."), device.setProperties.count < 1000, value.utf8.count < 92 else {
            io.printError("Failed to set property '\(name)' to '\(value)'.\nSee dmesg for error reason.")
            return 1
        }
        device.setProperties[name] = value
        return 0
    }

    /// A number for a package's process that stays the same while nothing is installed.
    private static func processID(_ package: String, _ device: DeviceState) -> Int? {
        guard device.phone.isRunning(package) else { return nil }
        return device.phone.packages.firstIndex { $0.package == package }.map { 3000 + 17 * $0 }
    }

    private static let processIDs: ImmediateCommand.Body = { arguments, io, device in
        let found = arguments.compactMap { processID($0, device) }.map(String.init)
        if !found.isEmpty { io.print(found.joined(separator: " ")) }
        return found.isEmpty ? 1 : 0
    }

    private static let processes: ImmediateCommand.Body = { _, io, device in
        io.print("USER           PID  PPID     VSZ    RSS WCHAN            ADDR S NAME")
        io.print("shell         4321   977   12772   3096 0                   0 R ps")
        for package in device.phone.packages {
            guard let id = processID(package.package, device) else { continue }
            io.print(
                "u0_a\(100 + id % 100)       \(id)   654 1390212  98760 0                   0 S \(package.package)")
        }
        return 0
    }

    /// `svc wifi|data|bluetooth|nfc enable|disable`; `svc power` knows `stayon`, `reboot` and `shutdown`.
    private static let service: ImmediateCommand.Body = { arguments, io, device in
        let settings = ["wifi": "wifi_on", "data": "mobile_data", "bluetooth": "bluetooth_on", "nfc": "nfc_on"]
        guard arguments.count >= 2 else {
            io.printError(
                "Available commands:\n    help     Show information about the subcommands\n    power\n    data\n    wifi"
            )
            return 1
        }
        if let setting = settings[arguments[0]], arguments[1] == "enable" || arguments[1] == "disable" {
            device.phone.putSetting(setting, arguments[1] == "enable" ? "1" : "0", in: .global)
            return 0
        }
        if arguments[0] == "power" {
            if arguments[1] == "reboot" { device.reboot() }
            return 0
        }
        io.printError("Unknown command: \(arguments.joined(separator: " "))")
        return 1
    }

    private static let logcat: ImmediateCommand.Body = { arguments, io, _ in
        if arguments.contains("-c") { return 0 }
        io.print("--------- beginning of main")
        io.print("--------- beginning of system")
        return 0
    }
}
