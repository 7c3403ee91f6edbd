/// Bounds as dumps write them: `[l,t][r,b]`, `l, t, r, b`, with signs and fractions; also single numbers.
enum BoundsText {
    /// The four edges, or nil when the text does not hold exactly four numbers.
    static func rect(_ text: UnsafeBufferPointer<UInt8>) -> Rect? {
        var edges = (0, 0, 0, 0)
        var count = 0
        var index = 0
        while index < text.count {
            let byte = text[index]
            if byte == minus || isDigit(byte) {
                guard count < 4, let number = number(text, &index) else { return nil }
                switch count {
                case 0: edges.0 = number
                case 1: edges.1 = number
                case 2: edges.2 = number
                default: edges.3 = number
                }
                count += 1
            } else if byte == UInt8(ascii: "[") || byte == UInt8(ascii: "]") || byte == UInt8(ascii: ",")
                || byte == UInt8(ascii: " ")
            {
                index += 1
            } else {
                return nil
            }
        }
        guard count == 4 else { return nil }
        return Rect(left: edges.0, top: edges.1, right: edges.2, bottom: edges.3)
    }

    /// A whole text that is one number, fraction cut towards zero.
    static func integer(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
        var index = 0
        guard let value = number(text, &index), index == text.count else { return nil }
        return value
    }

    private static let minus = UInt8(ascii: "-")

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

    /// Coordinates beyond this are nonsense and would overflow areas.
    static let largest = 1 << 24

    private static func number(_ text: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> Int? {
        var negative = false
        if index < text.count, text[index] == minus {
            negative = true
            index += 1
        }
        let start = index
        var value = 0
        while index < text.count, isDigit(text[index]) {
            value = min(value * 10 + Int(text[index] - UInt8(ascii: "0")), largest)
            index += 1
        }
        guard index > start else { return nil }
        if index < text.count, text[index] == UInt8(ascii: ".") {
            index += 1
            while index < text.count, isDigit(text[index]) { index += 1 }
        }
        return negative ? -value : value
    }
}
