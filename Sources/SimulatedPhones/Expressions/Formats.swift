/// Texts for amounts, times and days, in the forms of American English.
enum Formats {
    private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    /// The nearest whole number, kept within what any clock needs.
    static func whole(_ amount: Double) -> Int64 { Int64(min(max(amount, -1e15), 1e15)) }

    static func padded(_ text: String, to width: Int) -> String {
        String(repeating: "0", count: max(0, width - text.count)) + text
    }

    static func money(_ amount: Double, symbol: String) -> String {
        let cents = whole((abs(amount) * 100).rounded())
        var whole = String(cents / 100)
        var grouped = ""
        while whole.count > 3 {
            grouped = "," + whole.suffix(3) + grouped
            whole.removeLast(3)
        }
        return "\(amount < 0 ? "-" : "")\(symbol)\(whole)\(grouped).\(padded(String(cents % 100), to: 2))"
    }

    /// "19:30" as "7:30 PM"; any other text as it is.
    static func clock(_ text: String) -> String {
        let parts = text.split(separator: ":").compactMap { Int($0) }
        guard parts.count == 2, (0..<24).contains(parts[0]), (0..<60).contains(parts[1]) else { return text }
        let hour = (parts[0] + 11) % 12 + 1
        return "\(hour):\(padded(String(parts[1]), to: 2)) \(parts[0] < 12 ? "AM" : "PM")"
    }

    /// "2025-06-10" as "Tue, Jun 10"; any other text as it is.
    static func day(_ text: String) -> String {
        guard let day = days(text) else { return text }
        let (_, month, date) = civil(day)
        return "\(weekdays[Int(((day % 7) + 11) % 7)]), \(months[month - 1]) \(date)"
    }

    static func time(milliseconds: Int64) -> String {
        let minutes = Int(((milliseconds / 60_000) % 1440 + 1440) % 1440)
        return clock("\(minutes / 60):\(minutes % 60)")
    }

    static func date(milliseconds: Int64) -> String {
        let (year, month, day) = civil((Double(milliseconds) / 86_400_000).rounded(.down))
        return "\(year)-\(padded(String(month), to: 2))-\(padded(String(day), to: 2))"
    }

    static func duration(milliseconds: Int64) -> String {
        let seconds = max(0, milliseconds / 1000)
        let tail = padded(String(seconds % 60), to: 2)
        guard seconds >= 3600 else { return "\(seconds / 60):\(tail)" }
        return "\(seconds / 3600):\(padded(String(seconds / 60 % 60), to: 2)):\(tail)"
    }

    /// How many days a month has.
    static func length(ofMonth month: Int, year: Int) -> Int {
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        return month == 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
    }

    /// Days since 1970 of "2025-06-10"; nil where it is no day.
    private static func days(_ text: String) -> Int64? {
        let parts = text.split(separator: "-").compactMap { Int($0) }
        guard parts.count == 3, (1...9999).contains(parts[0]), (1...12).contains(parts[1]),
            (1...length(ofMonth: parts[1], year: parts[0])).contains(parts[2])
        else { return nil }
        // Years begin in March here, so that the leap day is the last of them (Howard Hinnant, chrono-compatible dates).
        let year = parts[1] <= 2 ? parts[0] - 1 : parts[0]
        let era = year / 400
        let yearOfEra = year - era * 400
        let dayOfYear = (153 * (parts[1] + (parts[1] > 2 ? -3 : 9)) + 2) / 5 + parts[2] - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return Int64(era * 146_097 + dayOfEra - 719_468)
    }

    private static func civil(_ days: Double) -> (year: Int, month: Int, day: Int) { civil(Int64(days)) }

    private static func civil(_ days: Int64) -> (year: Int, month: Int, day: Int) {
        let shifted = Int(days) + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let month = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * month + 2) / 5 + 1
        let civilMonth = month < 10 ? month + 3 : month - 9
        return (yearOfEra + era * 400 + (civilMonth <= 2 ? 1 : 0), civilMonth, day)
    }
}
