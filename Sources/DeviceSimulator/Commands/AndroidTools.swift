import SimulatedPhones

/// The commands that are Android's own. Texts are those of AOSP 14 where not said otherwise.
extension DeviceCommands {
    static let androidTools: [DeviceCommand] = [
        DeviceCommand("input", cost: .input, input),
        DeviceCommand("am", cost: .activityManager, activityManager),
        DeviceCommand("pm", cost: .packageManager, packageManager),
        DeviceCommand("monkey", cost: .monkey, monkey),
        DeviceCommand("wm", cost: .windowManager, windowManager),
        DeviceCommand("settings", cost: .settings, settings),
        DeviceCommand("dumpsys", cost: .dump, dumpService),
        DeviceCommand("ime", cost: .settings, inputMethods),
        DeviceCommand("screencap", cost: .screenshot, screenshot),
        DeviceCommand("uiautomator", cost: .uiautomator, uiautomator),
        DeviceCommand("cmd", cost: .settings, command),
        DeviceCommand("service", cost: .settings, service),
        DeviceCommand("app_process", cost: .uiautomator, making: { AppProcess(arguments: $0) }),
    ]

    /// `cmd SERVICE …`: the same commands by the names of their services.
    private static let command: ImmediateCommand.Body = { arguments, io, device in
        let services: [String: ImmediateCommand.Body] = [
            "package": packageManager, "activity": activityManager, "window": windowManager, "settings": settings,
            "input": input, "input_method": inputMethods, "statusbar": statusBar, "uimode": nightMode,
        ]
        if arguments.first == "-l" {
            io.print("Currently running services:")
            for name in services.keys.sorted() { io.print("  \(name)") }
            return 0
        }
        guard let name = arguments.first, let service = services[name] else {
            io.printError("cmd: Can't find service: \(arguments.first ?? "")")
            return 20
        }
        return service(Array(arguments.dropFirst()), &io, &device)
    }

    /// `service call` and its kin: binder calls by number, which nothing here answers.
    private static let service: ImmediateCommand.Body = { arguments, io, _ in
        switch arguments.first {
        case "list":
            io.print("Found 0 services:")
            return 0
        case "check":
            io.print("Service \(arguments.dropFirst().first ?? ""): not found")
            return 0
        case "call" where arguments.count > 2:
            io.print("service: Service \(arguments[1]) does not exist")
            return 10
        default:
            io.printError("service: No action specified for call")
            return 10
        }
    }

    /// The shade is not drawn, so that opening it changes nothing.
    private static let statusBar: ImmediateCommand.Body = { arguments, io, _ in
        let known: Set<String> = ["expand-notifications", "expand-settings", "collapse"]
        guard let verb = arguments.first, known.contains(verb) else { return io.refuse(verb: arguments.first) }
        return 0
    }

    private static let nightMode: ImmediateCommand.Body = { arguments, io, device in
        guard arguments.first == "night" else { return io.refuse(verb: arguments.first) }
        let values = ["no": "1", "yes": "2", "auto": "0"]
        if arguments.count > 1 {
            guard let value = values[arguments[1]] else {
                io.printError("Error: mode must be 'yes', 'no', or 'auto'")
                return 255
            }
            device.phone.putSetting("ui_night_mode", value, in: .secure)
        }
        let value = device.phone.setting("ui_night_mode", in: .secure) ?? "1"
        io.print("Night mode: \(values.first { $0.value == value }?.key ?? "no")")
        return 0
    }

    /// `screencap [-p] [FILE]`: a PNG file, whatever the options.
    private static let screenshot: ImmediateCommand.Body = { arguments, io, device in
        let options = ToolOptions(arguments, "phd:a")
        if options.has("h") || options.unknown != nil {
            io.printError("usage: screencap [-ahp] [-d display-id] [FILENAME]")
            return 1
        }
        let picture = device.phone.screenshot()
        guard let file = options.operands.first else {
            io.write(picture)
            return 0
        }
        do { try device.files.write(picture, to: io.absolute(file), at: device.seconds) } catch {
            io.printError("Error opening file: \(file) (\(error))")
            return 1
        }
        return 0
    }

    /// `uiautomator dump [--compressed] [FILE]`; source: AOSP `DumpCommand.java`, whose errors exit with 0.
    private static let uiautomator: ImmediateCommand.Body = { arguments, io, device in
        guard arguments.first == "dump" else {
            io.printError(
                "Usage: uiautomator <subcommand> [options]\n\nAvailable subcommands:\n\nhelp: displays help message\n\n"
                    + "dump: creates an XML dump of current UI hierarchy\n    dump [--verbose][file]\n"
                    + "      [--compressed]: dumps compressed layout information.\n"
                    + "      [file]: the location where the dumped XML should be stored, default is\n"
                    + "      /sdcard/window_dump.xml\n")
            return arguments.first == "help" ? 0 : 1
        }
        let isCompressed = arguments.contains("--compressed")
        let file = arguments.dropFirst().first { !$0.hasPrefix("-") } ?? "/sdcard/window_dump.xml"
        let fault = device.dumpFault
        device.dumpFault = nil
        if fault == .findNoIdleMoment, !isCompressed {
            io.printError("ERROR: could not get idle state.")
            return 0
        }
        // The compressed view sends fewer events, which is why it mostly finds the moment the full one does not.
        if !device.phone.isIdle, !isCompressed {
            let limit = device.phone.uptime + device.costs.idleLimit
            while !device.phone.isIdle, device.phone.uptime < limit { device.phone.advance(by: .milliseconds(100)) }
            guard device.phone.isIdle else {
                io.printError("ERROR: could not get idle state.")
                return 0
            }
        }
        device.phone.advance(by: device.costs.idleWait)
        var dump = Array(device.phone.hierarchyXML(compressed: isCompressed).utf8)
        if case .truncateDump(let count) = fault { dump = Array(dump.prefix(count ?? dump.count / 2)) }
        let said = "UI hierchary dumped to: \(file)"
        if file == "/dev/tty" {
            io.write(dump)
            io.print(said)
            return 0
        }
        if fault != .keepStaleDump {
            // The dumper logs what it cannot write and says that all is well.
            try? device.files.write(dump, to: io.absolute(file), at: device.seconds)
        }
        io.print(said)
        return 0
    }
}

extension CommandIO {
    /// What Android's shell commands say to a verb they do not know.
    mutating func refuse(verb: String?) -> Int {
        print("Unknown command: \(verb ?? "")")
        return 255
    }

    /// What Android's shell commands print of an exception.
    mutating func raise(_ exception: String, in verb: String) -> Int {
        printError("\nException occurred while executing '\(verb)':\njava.lang.\(exception)")
        return 255
    }
}
