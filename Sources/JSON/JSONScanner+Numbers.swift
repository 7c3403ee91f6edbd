extension JSONScanner {
    /// Moves past a number, notes an integer that `Int64` cannot hold, and refuses a magnitude that `Double` cannot.
    mutating func scanNumber() throws(Fault) {
        let start = index
        let isNegative = current == UInt8(ascii: "-")
        if isNegative { index += 1 }
        let digitsStart = index
        try scanDigits()
        let digits = index - digitsStart
        if digits > 1, bytes[digitsStart] == UInt8(ascii: "0") {
            throw Fault(code: .invalidNumber, message: "a number must not start with 0 and a digit", offset: start)
        }
        var isInteger = true
        if current == UInt8(ascii: ".") {
            isInteger = false
            index += 1
            try scanDigits()
        }
        var exponent = 0
        if let byte = current, byte | 0x20 == UInt8(ascii: "e") {
            isInteger = false
            index += 1
            exponent = try scanExponent()
        }
        guard index - start <= limits.numberBytes else {
            throw Fault(
                code: .numberTooLong, message: "a number is longer than \(limits.numberBytes) bytes", offset: start)
        }
        if isInteger, digits > 18, !fitsInt64(start..<index) { wideIntegerEnds.append(index) }
        // The largest Double has 309 digits before the point: only a literal that may reach it is worth converting.
        if digits + exponent > 308, !isFinite(start..<index) {
            throw Fault(code: .numberOutOfRange, message: "a number is too large for a Double", offset: start)
        }
    }

    private mutating func scanDigits() throws(Fault) {
        let start = index
        while index < end, case let byte = bytes[index], byte &- UInt8(ascii: "0") < 10 { index += 1 }
        guard index > start else {
            let fault = unexpected(wanted: "a digit")
            let isInfinity = current == UInt8(ascii: "I")
            throw Fault(
                code: fault.code == .unexpectedEnd || isInfinity ? fault.code : .invalidNumber,
                message: fault.message, offset: fault.offset)
        }
    }

    /// Moves past the digits of an exponent and their sign.
    ///
    /// - Returns: the exponent, cut off where it is far beyond the range of `Double`.
    private mutating func scanExponent() throws(Fault) -> Int {
        let isNegative = current == UInt8(ascii: "-")
        if isNegative || current == UInt8(ascii: "+") { index += 1 }
        let start = index
        try scanDigits()
        var exponent = 0
        for digit in start..<index where exponent < 1_000_000 {
            exponent = exponent * 10 + Int(bytes[digit] - UInt8(ascii: "0"))
        }
        return isNegative ? -exponent : exponent
    }

    private func fitsInt64(_ range: Range<Int>) -> Bool {
        Int64(literal(range)) != nil
    }

    private func isFinite(_ range: Range<Int>) -> Bool {
        Double(literal(range))?.isFinite ?? false
    }

    private func literal(_ range: Range<Int>) -> String {
        String(decoding: bytes[range], as: UTF8.self)
    }
}
