/// Toybox' tools for files.
extension DeviceCommands {
    static let fileTools: [DeviceCommand] = [
        DeviceCommand("ls", list), DeviceCommand("rm", remove), DeviceCommand("mkdir", makeFolders),
        DeviceCommand("rmdir", removeFolders), DeviceCommand("mv", move), DeviceCommand("cp", copy),
        DeviceCommand("touch", touch), DeviceCommand("stat", stat), DeviceCommand("chmod", changeMode),
        DeviceCommand("ln", link), DeviceCommand("readlink", readLink), DeviceCommand("df", freeSpace),
    ]

    private static let remove: ImmediateCommand.Body = { arguments, io, device in
        let options = ToolOptions(arguments, "fiRrv")
        if let code = io.refuse("rm", options) { return code }
        let isForced = options.has("f")
        if !isForced, let code = io.require(1, "rm", options) { return code }
        var code = 0
        for operand in options.operands {
            do throws(DeviceErrno) {
                try remove(io.absolute(operand), recursively: options.has("r") || options.has("R"), &device.files)
            } catch  where error == .noEntry && isForced {
                continue
            } catch {
                code = io.fail("rm", "\(operand): \(error)")
            }
        }
        return code
    }

    private static func remove(
        _ path: String, recursively: Bool, _ files: inout DeviceFileSystem
    ) throws(DeviceErrno) {
        guard recursively, try files.status(path, followingLinks: false).isFolder else { return try files.remove(path) }
        for entry in try files.list(path) { try remove(path + "/" + entry.name, recursively: true, &files) }
        try files.removeFolder(path)
    }

    private static let makeFolders: ImmediateCommand.Body = { arguments, io, device in
        let options = ToolOptions(arguments, "vpm:")
        if let code = io.refuse("mkdir", options) ?? io.require(1, "mkdir", options) { return code }
        let mode = options.values["m"].flatMap { UInt32($0, radix: 8) } ?? 0o755
        var code = 0
        for operand in options.operands {
            do {
                try device.files.makeFolder(
                    io.absolute(operand), parents: options.has("p"), mode: mode, at: device.seconds)
            } catch {
                code = io.fail("mkdir", "'\(operand)': \(error)")
            }
        }
        return code
    }

    private static let removeFolders: ImmediateCommand.Body = { arguments, io, device in
        let options = ToolOptions(arguments, "p")
        if let code = io.refuse("rmdir", options) ?? io.require(1, "rmdir", options) { return code }
        var code = 0
        for operand in options.operands {
            do throws(DeviceErrno) { try device.files.removeFolder(io.absolute(operand)) } catch {
                code = io.fail("rmdir", "\(operand): \(error)")
            }
        }
        return code
    }

    /// The path that a source is put at: in the goal, when that is a folder.
    private static func destination(
        of source: String, at goal: String, _ io: CommandIO, _ files: DeviceFileSystem
    ) -> String {
        let isFolder = (try? files.status(io.absolute(goal)))?.isFolder ?? false
        return isFolder ? io.absolute(goal + "/" + DeviceFileSystem.baseName(source)) : io.absolute(goal)
    }

    private static let move: ImmediateCommand.Body = { arguments, io, device in
        let options = ToolOptions(arguments, "finTv")
        if let code = io.refuse("mv", options) ?? io.require(2, "mv", options) { return code }
        let goal = options.operands[options.operands.count - 1]
        if let code = refuseGoal("mv", goal, options, &io, device) { return code }
        var code = 0
        for source in options.operands.dropLast() {
            let path = destination(of: source, at: goal, io, device.files)
            if options.has("n"), device.files.exists(path) { continue }
            do { try device.files.rename(io.absolute(source), to: path) } catch {
                code = io.fail("mv", "bad '\(source)': \(error)")
            }
        }
        return code
    }

    private static func refuseGoal(
        _ name: String, _ goal: String, _ options: ToolOptions, _ io: inout CommandIO, _ device: DeviceState
    ) -> Int? {
        let isFolder = (try? device.files.status(io.absolute(goal)))?.isFolder ?? false
        return options.operands.count > 2 && !isFolder ? io.fail(name, "'\(goal)' not directory") : nil
    }

    private static let copy: ImmediateCommand.Body = { arguments, io, device in
        let options = ToolOptions(arguments, "adfHiLlnPpRrsTv")
        if let code = io.refuse("cp", options) ?? io.require(2, "cp", options) { return code }
        let goal = options.operands[options.operands.count - 1]
        if let code = refuseGoal("cp", goal, options, &io, device) { return code }
        let recursively = options.has("r") || options.has("R") || options.has("a")
        var code = 0
        for source in options.operands.dropLast() {
            let path = destination(of: source, at: goal, io, device.files)
            guard let status = try? device.files.status(io.absolute(source)) else {
                code = io.fail("cp", "bad '\(source)': \(DeviceErrno.noEntry)")
                continue
            }
            guard !status.isFolder || recursively else {
                code = io.fail("cp", "Skipped dir '\(source)'")
                continue
            }
            do throws(DeviceErrno) {
                if status.isFolder, (path + "/").hasPrefix(io.absolute(source) + "/") { throw DeviceErrno.invalid }
                try copy(io.absolute(source), to: path, &device)
            } catch {
                code = io.fail("cp", "\(path): \(error)")
            }
        }
        return code
    }

    private static func copy(_ source: String, to path: String, _ device: inout DeviceState) throws(DeviceErrno) {
        let status = try device.files.status(source)
        guard status.isFolder else {
            return try device.files.write(
                try device.files.read(source), to: path, mode: status.mode, at: device.seconds)
        }
        if !device.files.exists(path) { try device.files.makeFolder(path, at: device.seconds) }
        for entry in try device.files.list(source) {
            try copy(source + "/" + entry.name, to: path + "/" + entry.name, &device)
        }
    }

    private static let touch: ImmediateCommand.Body = { arguments, io, device in
        let options = ToolOptions(arguments, "acd:mr:t:h")
        if let code = io.refuse("touch", options) ?? io.require(1, "touch", options) { return code }
        let given = options.values["d"].flatMap { $0.hasPrefix("@") ? Int64($0.dropFirst()) : nil }
        var code = 0
        for operand in options.operands {
            let path = io.absolute(operand)
            do throws(DeviceErrno) {
                if !device.files.exists(path) {
                    if options.has("c") { continue }
                    try device.files.write([], to: path, at: device.seconds)
                }
                try device.files.setModified(path, at: given ?? device.seconds)
            } catch {
                code = io.fail("touch", "'\(operand)': \(error)")
            }
        }
        return code
    }

    private static let changeMode: ImmediateCommand.Body = { arguments, io, device in
        let options = ToolOptions(arguments, "Rvf", permuted: false)
        if let code = io.require(2, "chmod", options) { return code }
        var code = 0
        for operand in options.operands.dropFirst() {
            do throws(DeviceErrno) {
                let present = try device.files.status(io.absolute(operand)).mode
                let text = options.operands[0]
                let given = UInt32(text, radix: 8) ?? (text.hasSuffix("+x") ? present | 0o111 : nil)
                guard let mode = given else {
                    code = io.fail("chmod", "bad mode '\(text)'")
                    continue
                }
                try device.files.setMode(io.absolute(operand), mode)
            } catch {
                code = io.fail("chmod", "chmod '\(operand)' to \(options.operands[0]): \(error)")
            }
        }
        return code
    }

    private static let link: ImmediateCommand.Body = { arguments, io, device in
        let options = ToolOptions(arguments, "fnrsTtv")
        if let code = io.refuse("ln", options) ?? io.require(2, "ln", options) { return code }
        guard options.has("s") else { return io.fail("ln", "cannot create hard link: \(DeviceErrno.notPermitted)") }
        let path = destination(of: options.operands[0], at: options.operands[1], io, device.files)
        if options.has("f") { try? device.files.remove(path) }
        do { try device.files.makeLink(path, to: options.operands[0], at: device.seconds) } catch {
            return io.fail(
                "ln", "cannot create symbolic link from '\(options.operands[0])' to '\(options.operands[1])': \(error)")
        }
        return 0
    }

    private static let readLink: ImmediateCommand.Body = { arguments, io, device in
        let options = ToolOptions(arguments, "enfqmz")
        var code = 0
        for operand in options.operands {
            guard let target = try? device.files.target(ofLink: io.absolute(operand)) else {
                code = 1
                continue
            }
            io.print(target)
        }
        return code
    }

    private static let freeSpace: ImmediateCommand.Body = { _, io, device in
        let total = device.files.limits.totalBytes / 1024
        let used = device.files.usedBytes / 1024
        io.print("Filesystem     1K-blocks    Used Available Use% Mounted on")
        for (name, mount) in [("/dev/block/dm-5", "/data"), ("/dev/fuse", "/storage/emulated")] {
            let numbers = [(total, 9), (used, 7), (total - used, 9), (used * 100 / max(1, total), 3)]
                .map { value, width in ListingText.padded(String(value), width, isLeft: false) }
            io.print(
                "\(ListingText.padded(name, 14, isLeft: true)) \(numbers[0]) \(numbers[1]) \(numbers[2]) \(numbers[3])% \(mount)"
            )
        }
        return 0
    }
}
