import Patterns

/// The terminals of JSON strings; each begins behind the opening quote and ends with the closing one.
extension ByteAutomaton {
    /// A text of any content: raw characters and every escape of RFC 8259, surrogates only in pairs.
    ///
    /// Only `contentBoundary` lies between two scalars, so a matcher can count them there.
    static let content: ByteAutomaton = {
        var builder = ByteAutomatonBuilder(states: 2)
        let escape = builder.state(), boundary = contentBoundary
        builder.add(
            [
                ScalarRange(lower: 0x20, upper: 0x21, target: boundary),
                ScalarRange(lower: 0x23, upper: 0x5B, target: boundary),
                ScalarRange(lower: 0x5D, upper: 0x10FFFF, target: boundary),
            ], from: boundary)
        builder.add(UInt8(ascii: "\""), to: contentEnd, from: boundary)
        builder.add(UInt8(ascii: "\\"), to: escape, from: boundary)
        for letter in "\"\\/bfnrt".utf8 { builder.add(letter, to: boundary, from: escape) }
        builder.add(UInt8(ascii: "u"), to: builder.codeUnit(to: boundary), from: escape)
        builder.accept(contentEnd)
        return builder.finish(start: boundary)
    }()

    static let contentBoundary: Int32 = 0
    static let contentEnd: Int32 = 1

    /// The texts that an automaton accepts, each scalar in its shortest form.
    static func string(_ texts: ScalarAutomaton) -> ByteAutomaton {
        let count = texts.isAccepting.count
        var builder = ByteAutomatonBuilder(states: count + 1)
        let end = Int32(count)
        builder.accept(end)
        var free: [Int32] = []
        for state in 0..<Int32(count) {
            if texts.isAccepting[Int(state)] { builder.add(UInt8(ascii: "\""), to: end, from: state) }
            let ranges = texts.ranges(from: state)
            if let all = ranges.last, all.holdsRawCharacters, all.target == state { free.append(state) }
            builder.addEscaped(ranges, from: state)
        }
        return builder.finish(start: texts.start, free: free, boundaries: Int32(count))
    }

    /// The texts that an automaton accepts, as they are: numbers, and other texts outside of quotes.
    static func bare(_ texts: ScalarAutomaton) -> ByteAutomaton {
        let count = texts.isAccepting.count
        var builder = ByteAutomatonBuilder(states: count)
        for state in 0..<Int32(count) {
            if texts.isAccepting[Int(state)] { builder.accept(state) }
            builder.add(texts.ranges(from: state), from: state)
        }
        return builder.finish(start: texts.start)
    }

    /// Exactly these byte strings.
    static func oneOf(_ texts: [[UInt8]]) -> ByteAutomaton {
        var next: [[UInt8: Int32]] = [[:]]
        var ends: Set<Int32> = []
        for text in texts {
            var state: Int32 = 0
            for byte in text {
                if let known = next[Int(state)][byte] {
                    state = known
                } else {
                    next.append([:])
                    next[Int(state)][byte] = Int32(next.count - 1)
                    state = Int32(next.count - 1)
                }
            }
            ends.insert(state)
        }
        return ByteAutomaton(
            rows: next.map { row in row.map { ByteRange(bytes: $0.key...$0.key, target: $0.value) } },
            isAccepting: next.indices.map { ends.contains(Int32($0)) }, start: 0)
    }
}

extension ScalarAutomaton {
    /// Where a state leads, ascending.
    func ranges(from state: State) -> [ScalarRange] {
        var ranges: [ScalarRange] = []
        for (index, lower) in classStarts.enumerated() {
            let target = table[Int(state) * classStarts.count + index]
            if target == Self.dead { continue }
            let upper = index + 1 < classStarts.count ? classStarts[index + 1] - 1 : 0x10FFFF
            if let last = ranges.last, last.target == target, last.upper + 1 == lower {
                ranges[ranges.count - 1].upper = upper
            } else {
                ranges.append(ScalarRange(lower: lower, upper: upper, target: target))
            }
        }
        return ranges
    }
}

extension ScalarRange {
    /// Whether all characters are in it that a JSON string holds without an escape, and the two that it escapes.
    fileprivate var holdsRawCharacters: Bool { lower <= 0x20 && upper == 0x10FFFF }
}

extension ByteAutomatonBuilder {
    /// Adds scalars as a JSON string holds them: raw where that is allowed, else in the short escape, else as `\u00XX`.
    fileprivate mutating func addEscaped(_ ranges: [ScalarRange], from state: Int32) {
        var raw: [ScalarRange] = []
        for range in ranges {
            for (lower, upper) in [(0x20, 0x21), (0x23, 0x5B), (0x5D, 0x10FFFF)] as [(UInt32, UInt32)]
            where range.upper >= lower && range.lower <= upper {
                raw.append(
                    ScalarRange(lower: max(range.lower, lower), upper: min(range.upper, upper), target: range.target))
            }
        }
        add(raw, from: state)
        let targets = (UInt32(0)...0x5C).map { scalar in
            scalar < 0x20 || scalar == 0x22 || scalar == 0x5C
                ? ranges.first { $0.lower <= scalar && scalar <= $0.upper }?.target : nil
        }
        if let escape = escape(targets) { add(UInt8(ascii: "\\"), to: escape, from: state) }
    }

    /// The state behind a backslash, given where each scalar below U+005D leads that needs one; nil when none leads on.
    private mutating func escape(_ targets: [Int32?]) -> Int32? {
        if let known = escapes[targets] { return known }
        var low = Array(targets[..<0x20])
        var row: [ByteRange] = []
        for scalar in [0x22, 0x5C] {
            if let target = targets[scalar] {
                row.append(ByteRange(bytes: UInt8(scalar)...UInt8(scalar), target: target))
            }
        }
        for (scalar, letter) in zip([8, 9, 10, 12, 13], "btnfr".utf8) {
            guard let target = low[scalar] else { continue }
            row.append(ByteRange(bytes: letter...letter, target: target))
            low[scalar] = nil
        }
        let halves = [low[..<16], low[16...]].map { half in
            half.enumerated().flatMap { digit, target in target.map { hexadecimal(digit...digit, to: $0) } ?? [] }
        }
        var tens: [ByteRange] = []
        for (digit, half) in halves.enumerated() where !half.isEmpty {
            tens += hexadecimal(digit...digit, to: self.state(half))
        }
        if !tens.isEmpty {
            let zero = self.state(hexadecimal(0...0, to: self.state(tens)))
            let letter = UInt8(ascii: "u")
            row.append(ByteRange(bytes: letter...letter, target: self.state(hexadecimal(0...0, to: zero))))
        }
        if row.isEmpty { return nil }
        escapes[targets] = self.state(row)
        return escapes[targets]
    }

    /// The state behind `\u`: four digits, and the second half of a pair where the first is one half.
    fileprivate mutating func codeUnit(to target: Int32) -> Int32 {
        let any = 0...15
        let one = state(hexadecimal(any, to: target))
        let two = state(hexadecimal(any, to: one))
        let three = state(hexadecimal(any, to: two))
        // Behind \uD800…\uDBFF only \uDC00…\uDFFF may come.
        let second = state(hexadecimal(13...13, to: state(hexadecimal(12...15, to: two))))
        let backslash = UInt8(ascii: "\\"), letter = UInt8(ascii: "u")
        let pair = state([
            ByteRange(bytes: backslash...backslash, target: state([ByteRange(bytes: letter...letter, target: second)]))
        ])
        let first = state(hexadecimal(any, to: state(hexadecimal(any, to: pair))))
        let afterD = state(hexadecimal(0...7, to: two) + hexadecimal(8...11, to: first))
        return state(
            hexadecimal(0...12, to: three) + hexadecimal(13...13, to: afterD) + hexadecimal(14...15, to: three))
    }

    /// Transitions for hexadecimal digits in either case.
    private func hexadecimal(_ digits: ClosedRange<Int>, to target: Int32) -> [ByteRange] {
        digits.flatMap { digit -> [ByteRange] in
            if digit < 10 { return [ByteRange(bytes: 0x30 + UInt8(digit)...0x30 + UInt8(digit), target: target)] }
            let letter = UInt8(ascii: "a") + UInt8(digit - 10)
            return [letter, letter & ~0x20].map { ByteRange(bytes: $0...$0, target: target) }
        }
    }
}
