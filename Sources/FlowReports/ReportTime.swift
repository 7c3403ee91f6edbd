/// Times as reports write them.
enum ReportTime {
    /// Whole milliseconds, rounded down.
    static func milliseconds(_ duration: Duration) -> Int64 {
        let (seconds, attoseconds) = duration.components
        return seconds * 1000 + attoseconds / 1_000_000_000_000_000
    }

    /// Seconds as Maestro writes them: `6.0`, `421.573`.
    static func seconds(_ duration: Duration) -> String {
        let total = max(milliseconds(duration), 0)
        var fraction = String(1000 + total % 1000).dropFirst()
        while fraction.count > 1, fraction.last == "0" { fraction.removeLast() }
        return "\(total / 1000).\(fraction)"
    }

    /// For a person: `0 ms`, `850 ms`, `12.3 s`, `2 min 5 s`, `1 h 4 min`.
    static func words(_ duration: Duration) -> String {
        let total = max(milliseconds(duration), 0)
        let seconds = (total + 500) / 1000
        return switch total {
        case ..<1000: "\(total) ms"
        case ..<59_950: "\((total + 50) / 1000).\((total + 50) / 100 % 10) s"
        case ..<3_599_500: "\(seconds / 60) min \(seconds % 60) s"
        default: "\(seconds / 3600) h \(seconds / 60 % 60) min"
        }
    }

    /// A time since 1970 in UTC, `2026-07-01T12:00:00`, which is what JUnit's readers take: no fraction, no zone.
    static func timestamp(_ sinceEpoch: Duration) -> String {
        let seconds = sinceEpoch.components.seconds
        let days = Int((Double(seconds) / 86_400).rounded(.down))
        let rest = Int(seconds) - days * 86_400
        let (year, month, day) = civil(days)
        let date = [(year, 4), (month, 2), (day, 2)].map(padded).joined(separator: "-")
        let time = [(rest / 3600, 2), (rest / 60 % 60, 2), (rest % 60, 2)].map(padded).joined(separator: ":")
        return "\(date)T\(time)"
    }

    /// A time since 1970 in UTC to the millisecond, `2026-07-01T12:00:00.250Z` (RFC 3339).
    static func instant(_ sinceEpoch: Duration) -> String {
        let fraction = sinceEpoch.components.attoseconds / 1_000_000_000_000_000
        return "\(timestamp(sinceEpoch)).\(padded(Int(fraction), 3))Z"
    }

    private static func padded(_ number: Int, _ digits: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(digits - text.count, 0)) + text
    }

    /// Year, month and day of a day since 1970 in the Gregorian calendar, by eras of 400 years that begin in March, so
    /// that a leap day is a year's last.
    private static func civil(_ days: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }
}
