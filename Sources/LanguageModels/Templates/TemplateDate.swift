/// A date as templates print it.
package struct TemplateDate: Sendable {
    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]

    private let year: String
    private let month: String
    private let day: String

    /// Reads a date such as `2026-11-28`; nil for anything else.
    package init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.count) == [4, 2, 2], parts.allSatisfy({ $0.allSatisfy { $0.isASCII && $0.isNumber } }),
            let month = Int(parts[1]), Self.months.indices.contains(month - 1), let day = Int(parts[2]),
            1...31 ~= day
        else { return nil }
        year = String(parts[0])
        self.month = Self.months[month - 1]
        self.day = String(parts[2])
    }

    /// `28 November 2026`, `strftime`'s `%d %B %Y`.
    package var long: String { "\(day) \(month) \(year)" }

    /// `28 Nov 2026`, `%d %b %Y`.
    package var short: String { "\(day) \(month.prefix(3)) \(year)" }
}
