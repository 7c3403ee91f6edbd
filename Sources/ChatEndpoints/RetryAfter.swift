/// The `Retry-After` header (RFC 9110, 10.2.3): seconds, or a date.
enum RetryAfter {
    /// The wait that the header asks for; nil where it is absent or neither.
    ///
    /// A date counts from the response's own `Date`, so that it does not matter how the clocks differ; without one it
    /// says nothing.
    static func wait(_ header: String?, date: String?) -> Duration? {
        guard let header else { return nil }
        if !header.isEmpty, header.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
            // What no Int64 holds is longer than any limit.
            return .seconds(Int64(header).map { min($0, 1 << 40) } ?? 1 << 40)
        }
        guard let until = secondsSince1970(header), let now = date.flatMap(secondsSince1970) else { return nil }
        return .seconds(max(0, until - now))
    }

    /// Reads an HTTP date in its three forms: `Sun, 06 Nov 1994 08:49:37 GMT`, `Sunday, 06-Nov-94 08:49:37 GMT` and
    /// `Sun Nov  6 08:49:37 1994` (RFC 9110, 5.6.7).
    static func secondsSince1970(_ text: String) -> Int64? {
        let words = text.split { $0 == " " || $0 == "," || $0 == "-" }.map(String.init)
        let isC = words.count == 5
        guard isC || words.count == 6 && words[5] == "GMT" else { return nil }
        let (dayWord, monthWord, yearWord, timeWord) =
            isC ? (words[2], words[1], words[4], words[3]) : (words[1], words[2], words[3], words[4])
        let time = timeWord.split(separator: ":", omittingEmptySubsequences: false).map { Int64($0) }
        guard let day = Int64(dayWord), (1...31).contains(day), let month = months.firstIndex(of: monthWord),
            var year = Int64(yearWord), (0...9999).contains(year), time.count == 3, let hour = time[0],
            let minute = time[1], let second = time[2], (0...23).contains(hour), (0...59).contains(minute),
            (0...60).contains(second)
        else { return nil }
        // Two digits: the nearest such year to when these were in use.
        if yearWord.utf8.count == 2 { year += year < 70 ? 2000 : 1900 }
        return daysSince1970(year: year, month: Int64(month) + 1, day: day) * 86400 + hour * 3600 + minute * 60 + second
    }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// Days of the Gregorian calendar, by years that begin in March, so that the leap day is the last.
    private static func daysSince1970(year: Int64, month: Int64, day: Int64) -> Int64 {
        let shifted = month <= 2 ? year - 1 : year
        let ofYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        let leaps = shifted / 4 - shifted / 100 + shifted / 400
        return shifted * 365 + leaps + ofYear - 719468
    }
}
