/// The shortest text that reads back as a finite number, in the form of ECMAScript's `Number::toString` (section
/// 6.1.6.1.20), which RFC 8785 adopts.
///
/// Swift's own description finds the same digits (the shortest, and of those the nearest) but sets the point and the
/// exponent otherwise: `1.0`, `1e-05`.
func ecmaScriptText(of number: Double) -> String {
    if let integer = Int64(exactly: number), integer.magnitude <= 1 << 53 { return String(integer) }
    let (digits, point) = shortestDigits(of: number.magnitude)
    let count = digits.count
    let magnitude: String =
        switch point {
        case count...21:
            digits + String(repeating: "0", count: point - count)
        case 1...21:
            digits.prefix(point) + "." + digits.dropFirst(point)
        case -5...0:
            "0." + String(repeating: "0", count: -point) + digits
        default:
            digits.prefix(1) + (count > 1 ? "." : "") + digits.dropFirst() + (point > 0 ? "e+" : "e-")
                + String((point - 1).magnitude)
        }
    return (number < 0 ? "-" : "") + magnitude
}

/// The significant digits of a positive number and the place of the decimal point, counted from before the first:
/// 12.5 gives ("125", 2).
private func shortestDigits(of number: Double) -> (digits: String, point: Int) {
    let parts = number.description.split(separator: "e", maxSplits: 1)
    let mantissa = parts[0].split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    var digits = mantissa.joined()[...]
    var point = mantissa[0].count + exponent
    while digits.first == "0" {
        digits.removeFirst()
        point -= 1
    }
    while digits.last == "0" { digits.removeLast() }
    return (String(digits), point)
}
