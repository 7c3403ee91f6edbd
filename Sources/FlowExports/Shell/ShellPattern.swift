/// A regular expression that awk reads as Maestro does.
enum ShellPattern {
    /// The expression itself where both read it alike: plain characters, escaped signs, `.`, `*`, `+`, `?`, `|` and
    /// groups; nil for all else, and for what would not compile.
    static func shared(_ pattern: String) -> String? {
        var groups = 0
        var isEscaped = false
        // Whether something stands there that may be repeated.
        var isRepeatable = false
        for scalar in pattern.unicodeScalars {
            if isEscaped {
                guard !scalar.properties.isAlphabetic, !("0"..."9").contains(scalar), scalar.isASCII else { return nil }
                (isEscaped, isRepeatable) = (false, true)
                continue
            }
            switch scalar {
            case "\\": isEscaped = true
            case "[", "]", "{", "}", "^", "$": return nil
            case "*", "+", "?":
                guard isRepeatable else { return nil }
                isRepeatable = false
            case "(":
                (groups, isRepeatable) = (groups + 1, false)
            case ")":
                guard groups > 0 else { return nil }
                (groups, isRepeatable) = (groups - 1, true)
            case "|": isRepeatable = false
            default: isRepeatable = true
            }
        }
        return isEscaped || groups > 0 ? nil : pattern
    }
}
