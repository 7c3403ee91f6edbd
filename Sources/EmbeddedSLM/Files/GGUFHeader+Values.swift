extension GGUFHeader {
    /// A whole number within a range.
    ///
    /// - Parameters:
    ///   - key: the whole key.
    ///   - range: what is allowed.
    /// - Returns: nil when the key is not there.
    /// - Throws: `malformed` when it is something else.
    package func integer(_ key: String, in range: ClosedRange<Int>) throws(ModelFileError) -> Int? {
        guard let value = metadata[key] else { return nil }
        guard case .integer(let integer) = value, range.contains(integer) else {
            throw ModelFileError(
                .malformed, "a whole number from \(range.lowerBound) to \(range.upperBound) is expected", item: key)
        }
        return integer
    }

    /// A number; nil when the key is not there.
    package func number(_ key: String) throws(ModelFileError) -> Double? {
        switch metadata[key] {
        case nil: return nil
        case .number(let number)? where number.isFinite: return number
        case .integer(let integer)?: return Double(integer)
        default: throw ModelFileError(.malformed, "a number is expected", item: key)
        }
    }

    /// A text; nil when the key is not there.
    package func text(_ key: String) throws(ModelFileError) -> String? {
        guard let value = metadata[key] else { return nil }
        guard case .text(let text) = value else { throw ModelFileError(.malformed, "a text is expected", item: key) }
        return text
    }

    /// The value, or `missing`.
    func needed<Value>(_ key: String, _ value: Value?) throws(ModelFileError) -> Value {
        guard let value else { throw ModelFileError(.missing, "the file does not say it", item: key) }
        return value
    }

    /// A list of texts that must be there.
    func texts(_ key: String) throws(ModelFileError) -> [String] {
        guard case .texts(let texts) = try needed(key, metadata[key]) else {
            throw ModelFileError(.malformed, "a list of texts is expected", item: key)
        }
        return texts
    }

    /// A list of whole numbers; nil when the key is not there.
    func integers(_ key: String) throws(ModelFileError) -> [Int]? {
        guard let value = metadata[key] else { return nil }
        guard case .integers(let integers) = value else {
            throw ModelFileError(.malformed, "a list of whole numbers is expected", item: key)
        }
        return integers
    }
}
