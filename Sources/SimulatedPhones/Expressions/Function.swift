/// The functions of the expression language; raw values are their names.
enum Function: String, Sendable, CaseIterable {
    case count, sum, any, all, first, last, join
    case contains, startsWith = "starts_with", lower, upper, trim, length, initial, replace
    case isEmail = "is_email"
    case isPhone = "is_phone"
    case isNumber = "is_number"
    case number, text, round, floor, abs, min, max, pad
    case money, plural, clock, day, time, date, duration
    case t, granted

    /// How many arguments it takes.
    var arity: ClosedRange<Int> {
        switch self {
        case .count, .first, .round, .money: 1...2
        case .sum, .any, .all, .contains, .startsWith, .min, .max, .pad: 2...2
        case .join: 2...3
        case .replace, .plural: 3...3
        default: 1...1
        }
    }
}
