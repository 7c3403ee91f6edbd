/// A label without what changes by itself: clocks, dates, counters, percentages, unread badges.
///
/// Numbers vanish rather than become a mark, so that "Inbox" and "Inbox 3" are the same; so do the units and calendar
/// words that come with numbers ("12:30 PM", "Mon, 3 March", "5 minutes ago"). What is left are words in lower case,
/// one space apart. A label of symbols alone ("+") stays as it is, a label of numbers alone becomes empty.
/// Calendar words are English, Chinese, Japanese and Korean; elsewhere a month's name counts as a word.
package struct StableText: Sendable, Hashable {
    package let text: String

    package init(_ label: String) {
        var words = Words()
        for scalar in label.unicodeScalars { words.add(scalar) }
        words.endWord()
        if words.sawNumber { words.list.removeAll(where: Self.calendar.contains) }
        words.dropSwitchState()
        text = words.list.isEmpty && !words.sawNumber ? label : words.list.joined(separator: " ")
    }

    private struct Words {
        var list: [String] = []
        var sawNumber = false
        private var current = ""
        private var afterNumber = false

        mutating func add(_ scalar: Unicode.Scalar) {
            switch Kind(scalar) {
            case .letter:
                let isUpper = scalar.value >= 0x41 && scalar.value <= 0x5A
                current.unicodeScalars.append(isUpper ? Unicode.Scalar(UInt8(scalar.value) + 32) : scalar)
            case .digit:
                endWord()
                sawNumber = true
                afterNumber = true
            case .separator:
                endWord()
            }
        }

        mutating func endWord() {
            guard !current.isEmpty else { return }
            var word = current
            current = ""
            if afterNumber {
                // "1 item" and "2 items" are one label.
                if word.utf8.count > 2, word.hasSuffix("s") { word.removeLast() }
                // "1.2K likes" counts likes, so what follows a unit follows the number too.
                if StableText.units.contains(word)
                    || word.unicodeScalars.allSatisfy(StableText.ideographicUnits.contains)
                {
                    return
                }
                afterNumber = false
            }
            list.append(word)
        }

        /// A row's label often ends in the state of its switch, which is no part of its name.
        mutating func dropSwitchState() {
            if list.count > 1, ["on", "off"].contains(list[list.count - 1]) {
                list.removeLast()
            }
        }
    }

    private enum Kind {
        case letter, digit, separator

        init(_ scalar: Unicode.Scalar) {
            switch scalar.value {
            case 0x41...0x5A, 0x61...0x7A: self = .letter
            case 0x30...0x39: self = .digit
            case 0..<0x80, 0xFE00...0xFE0F: self = .separator
            default:
                switch scalar.properties.generalCategory {
                case .decimalNumber, .otherNumber, .letterNumber: self = .digit
                case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
                    .nonspacingMark, .spacingMark, .enclosingMark:
                    self = .letter
                default: self = .separator
                }
            }
        }
    }

    /// Words of a date or a time of day; dropped only where the label has a number too, for "May" is also a verb.
    private static let calendar: Set<String> = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "january",
        "february", "march", "april", "june", "july", "august", "september", "october", "november", "december",
        "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun", "monday", "tuesday", "wednesday",
        "thursday", "friday", "saturday", "sunday", "am", "pm", "today", "yesterday", "tomorrow", "ago",
        "上午", "下午", "午前", "午後", "오전", "오후", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日",
        "周一", "周二", "周三", "周四", "周五", "周六", "周日", "今天", "昨天", "明天",
    ]

    /// Words that only measure the number before them, in the singular.
    private static let units: Set<String> = [
        "s", "sec", "second", "m", "min", "minute", "h", "hr", "hour", "d", "day", "w", "week", "month", "year",
        "st", "nd", "rd", "th", "k", "b", "kb", "mb", "gb", "tb", "ms", "percent", "unread", "new",
    ]

    private static let ideographicUnits = Set("年月日号號时時分秒点點周週星期一二三四五六天曜火水木金土前년월일시분초요".unicodeScalars)
}
