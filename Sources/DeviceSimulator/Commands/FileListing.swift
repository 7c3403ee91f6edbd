/// `ls` and `stat`: what they print of files.
extension DeviceCommands {
    static let list: ImmediateCommand.Body = { arguments, io, device in
        let options = ToolOptions(arguments, "1aAdlhnpFsStrRCi")
        if let code = io.refuse("ls", options) { return code }
        let operands = options.operands.isEmpty ? ["."] : options.operands
        var files: [DeviceFileSystem.Entry] = []
        var folders: [String] = []
        var code = 0
        for operand in operands {
            let path = io.absolute(operand)
            do throws(DeviceErrno) {
                let follows = !options.has("l") || operand.hasSuffix("/")
                let status = try device.files.status(path, followingLinks: follows && !options.has("d"))
                if status.isFolder, !options.has("d") {
                    folders.append(operand)
                } else {
                    files.append(.init(name: operand, status: status))
                }
            } catch {
                code = io.fail("ls", "\(operand): \(error)")
            }
        }
        if !files.isEmpty { printEntries(files, in: "", options, &io, device) }
        for (index, folder) in folders.enumerated() {
            if index > 0 || !files.isEmpty { io.print("") }
            if operands.count > 1 { io.print("\(folder):") }
            do throws(DeviceErrno) {
                let path = io.absolute(folder)
                var entries = try device.files.list(path)
                if options.has("a") {
                    let above = DeviceFileSystem.absolute("..", from: path)
                    entries.insert(.init(name: ".", status: try device.files.status(path)), at: 0)
                    entries.insert(.init(name: "..", status: try device.files.status(above)), at: 1)
                } else if !options.has("A") {
                    entries.removeAll { $0.name.hasPrefix(".") }
                }
                if options.has("t") { entries.sort { $0.status.modified > $1.status.modified } }
                if options.has("S") { entries.sort { $0.status.size > $1.status.size } }
                if options.has("r") { entries.reverse() }
                if options.has("l") { io.print("total \(entries.reduce(0) { $0 + blocks($1.status) })") }
                printEntries(entries, in: path, options, &io, device)
            } catch {
                code = io.fail("ls", "\(folder): \(error)")
            }
        }
        return code
    }

    /// Kibibytes on the disk, which gives whole pages.
    private static func blocks(_ status: FileStatus) -> UInt64 {
        status.isFile ? (status.size + 4095) / 4096 * 4 : status.isFolder ? 4 : 0
    }

    private static func printEntries(
        _ entries: [DeviceFileSystem.Entry], in folder: String, _ options: ToolOptions, _ io: inout CommandIO,
        _ device: DeviceState
    ) {
        guard options.has("l") else {
            for entry in entries { io.print(entry.name + (options.has("p") && entry.status.isFolder ? "/" : "")) }
            return
        }
        let rows = entries.map { entry in
            let status = entry.status
            return [
                String(status.links), options.has("n") ? String(status.owner) : FileOwner.name(status.owner),
                options.has("n") ? String(status.group) : FileOwner.name(status.group), String(status.size),
            ]
        }
        let widths = (0..<4).map { column in rows.map { $0[column].count }.max() ?? 0 }
        for (entry, row) in zip(entries, rows) {
            var fields = [FileMode.text(entry.status.mode)]
            for column in 0..<4 {
                fields.append(ListingText.padded(row[column], widths[column], isLeft: column == 1 || column == 2))
            }
            let time = CalendarTime(seconds: entry.status.modified)
            fields += [time.format("%Y-%m-%d"), time.format("%H:%M"), entry.name]
            let path = folder.isEmpty ? io.absolute(entry.name) : folder + "/" + entry.name
            if entry.status.isLink, let target = try? device.files.target(ofLink: path) { fields += ["->", target] }
            io.print(fields.joined(separator: " "))
        }
    }

    static let stat: ImmediateCommand.Body = { arguments, io, device in
        let options = ToolOptions(arguments, "c:fLt")
        if let code = io.refuse("stat", options) ?? io.require(1, "stat", options) { return code }
        let whole = """
              File: %N
              Size: %s\t Blocks: %b\t IO Blocks: 4096\t%F
            Device: 1h/1d\t Inode: %i\t Links: %h
            Access: (%a/%A)\tUid: (%u/%U)\tGid: (%g/%G)
            Access: %y
            Modify: %y
            Change: %y
            """
        var code = 0
        for operand in options.operands {
            do throws(DeviceErrno) {
                let status = try device.files.status(io.absolute(operand), followingLinks: options.has("L"))
                io.print(describe(status, operand, as: options.values["c"] ?? whole))
            } catch {
                code = io.fail("stat", "'\(operand)': \(error)")
            }
        }
        return code
    }

    private static func describe(_ status: FileStatus, _ name: String, as format: String) -> String {
        var text = ""
        var rest = format[...]
        while let character = rest.popFirst() {
            guard character == "%", let letter = rest.popFirst() else {
                text.append(character)
                continue
            }
            switch letter {
            case "n": text += name
            case "N": text += "`\(name)'"
            case "s": text += String(status.size)
            case "b": text += String(blocks(status) * 2)
            case "B", "o": text += "4096"
            case "f": text += String(status.mode, radix: 16)
            case "a": text += String(status.mode & FileMode.permissions, radix: 8)
            case "A": text += FileMode.text(status.mode)
            case "F": text += kind(status)
            case "i": text += String(status.inode)
            case "h": text += String(status.links)
            case "u": text += String(status.owner)
            case "U": text += ListingText.padded(FileOwner.name(status.owner), 8, isLeft: false)
            case "g": text += String(status.group)
            case "G": text += ListingText.padded(FileOwner.name(status.group), 8, isLeft: false)
            case "X", "Y", "Z": text += String(status.modified)
            case "x", "y", "z":
                text += CalendarTime(seconds: status.modified).format("%Y-%m-%d %H:%M:%S.000000000 +0000")
            case "%": text += "%"
            default: text += "?"
            }
        }
        return text
    }

    private static func kind(_ status: FileStatus) -> String {
        switch status.mode & FileMode.type {
        case FileMode.folder: "directory"
        case FileMode.link: "symbolic link"
        case FileMode.characterDevice: "character device"
        default: status.size == 0 ? "regular empty file" : "regular file"
        }
    }
}

/// Columns of a listing.
enum ListingText {
    static func padded(_ text: String, _ width: Int, isLeft: Bool) -> String {
        let space = String(repeating: " ", count: max(0, width - text.count))
        return isLeft ? text + space : space + text
    }
}

/// A moment on the Gregorian calendar, in the phone's own time zone, which is called GMT.
struct CalendarTime {
    let seconds: Int64
    private let year: Int64, month: Int64, day: Int64
    private let secondOfDay: Int64, dayNumber: Int64

    init(seconds: Int64) {
        self.seconds = seconds
        dayNumber = Int64((Double(seconds) / 86400).rounded(.down))
        secondOfDay = seconds - dayNumber * 86400
        // Days from 0000-03-01, by eras of 400 years; source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
        let shifted = dayNumber + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// As `strftime` does, with the letters that clients use; others are left as they are.
    func format(_ format: String) -> String {
        var text = ""
        var rest = format[...]
        while let character = rest.popFirst() {
            guard character == "%", let letter = rest.popFirst() else {
                text.append(character)
                continue
            }
            text += field(letter)
        }
        return text
    }

    private func field(_ letter: Character) -> String {
        func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : String(number) }
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
        return switch letter {
        case "Y": String(year)
        case "y": two(year % 100)
        case "m": two(month)
        case "d": two(day)
        case "e": day < 10 ? " \(day)" : String(day)
        case "H": two(secondOfDay / 3600)
        case "M": two(secondOfDay / 60 % 60)
        case "S": two(secondOfDay % 60)
        case "s": String(seconds)
        case "N": "000000000"
        case "a": days[Int((dayNumber % 7 + 7) % 7)]
        case "b": months[Int(month) - 1]
        case "T": self.format("%H:%M:%S")
        case "F": self.format("%Y-%m-%d")
        case "Z": "GMT"
        case "z": "+0000"
        case "%": "%"
        default: "%\(letter)"
        }
    }
}
