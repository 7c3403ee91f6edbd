/// The bounds of a range that somebody set: the end of a type bounds nothing.
extension ClosedRange<Int64> {
    var statedLow: Int64? { lowerBound == .min ? nil : lowerBound }
    var statedHigh: Int64? { upperBound == .max ? nil : upperBound }
}

extension ClosedRange<Int> {
    /// Lengths and counts start at 0 anyway.
    var statedLow: Int? { lowerBound <= 0 ? nil : lowerBound }
    var statedHigh: Int? { upperBound == .max ? nil : upperBound }
}

extension ClosedRange<Double> {
    var statedLow: Double? { lowerBound == -.greatestFiniteMagnitude ? nil : lowerBound }
    var statedHigh: Double? { upperBound == .greatestFiniteMagnitude ? nil : upperBound }
}
