internal import Screens

/// Each line behind the first is one of ours: together they name the ids 1…n, each once and in order.
///
/// So no text on a screen can forge a line.
func checkText(_ text: String, elements: Int) {
    for scalar in text.unicodeScalars where scalar != "\n" {
        require(!scalar.properties.isWhitespace || scalar == " ", "the text has no white space but spaces")
        require(scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value), "the text has no control characters")
    }
    var next = 1
    for line in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).dropFirst() {
        let start = String(Substring(line.prefix { !isDigit($0) }))
        require(lineStarts.contains(start), "a line starts with a role or the name of a fold: \(start)")
        var rest = line.dropFirst(start.utf8.count)
        require(number(&rest) == next, "a line goes on with the next id, which is \(next)")
        if rest.first == UInt8(ascii: "-") {
            rest = rest.dropFirst()
            let last = number(&rest)
            require(last > next, "a range of ids ends behind its start")
            next = last
        }
        next += 1
    }
    require(next == elements + 1, "the lines name every element")
}

private let lineStarts: Set<String> = {
    let sides = ["", " below", " above", " left", " right"].map { "offscreen\($0) " }
    let windows = WindowKind.allCases.filter { $0 != .app }.map { "\($0.rawValue) " }
    return Set(Role.allCases.map { $0 == .text ? "" : $0.rawValue } + sides + windows + ["hidden "])
}()

private func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

private func number(_ rest: inout Substring.UTF8View) -> Int {
    let digits = rest.prefix(while: isDigit)
    rest = rest.dropFirst(digits.count)
    return Int(Substring(digits)) ?? 0
}
