import JSON

extension Scope {
    func evaluate(_ expression: Expression) -> JSONValue {
        switch expression {
        case .literal(let value): return value
        case .path(let path): return value(of: path)
        case .not(let part): return .bool(!evaluate(part).isTrue)
        case .negated(let part): return JSONValue(amount: -evaluate(part).amount)
        case .conditional(let condition, let yes, let no): return evaluate(evaluate(condition).isTrue ? yes : no)
        case .binary(.or, let left, let right): return .bool(evaluate(left).isTrue || evaluate(right).isTrue)
        case .binary(.and, let left, let right): return .bool(evaluate(left).isTrue && evaluate(right).isTrue)
        case .binary(.coalesce, let left, let right):
            let value = evaluate(left)
            return value.isNull ? evaluate(right) : value
        case .binary(let operation, let left, let right): return apply(operation, evaluate(left), evaluate(right))
        case .call(let function, let arguments): return call(function, arguments)
        case .member(let part, let members):
            return members.reduce(evaluate(part)) { $0[$1] ?? .null }
        }
    }

    private func apply(_ operation: BinaryOperator, _ left: JSONValue, _ right: JSONValue) -> JSONValue {
        switch operation {
        case .equal: return .bool(left == right)
        case .notEqual: return .bool(left != right)
        case .less: return .bool(left.precedes(right))
        case .greater: return .bool(right.precedes(left))
        case .lessOrEqual: return .bool(!right.precedes(left))
        case .greaterOrEqual: return .bool(!left.precedes(right))
        case .plus:
            if left.string != nil || right.string != nil { return .string(left.shownText + right.shownText) }
            return JSONValue(amount: left.amount + right.amount)
        case .minus: return JSONValue(amount: left.amount - right.amount)
        case .times: return JSONValue(amount: left.amount * right.amount)
        case .divided: return JSONValue(amount: right.amount == 0 ? 0 : left.amount / right.amount)
        case .remainder:
            guard right.amount != 0 else { return .integer(0) }
            return JSONValue(amount: left.amount.truncatingRemainder(dividingBy: right.amount))
        case .or, .and, .coalesce: return .null
        }
    }

    private func call(_ function: Function, _ arguments: [Expression]) -> JSONValue {
        func argument(_ index: Int) -> JSONValue { evaluate(arguments[index]) }
        func text(_ index: Int) -> String { argument(index).shownText }
        func amount(_ index: Int) -> Double { argument(index).amount }
        func list() -> [JSONValue] { argument(0).array ?? [] }
        func each(_ index: Int) -> [JSONValue] {
            list().enumerated().map { with(it: $1, index: $0).evaluate(arguments[index]) }
        }
        let hasSecond = arguments.count > 1
        switch function {
        case .count:
            return .integer(Int64(hasSecond ? each(1).count { $0.isTrue } : list().count))
        case .sum: return JSONValue(amount: each(1).reduce(0) { $0 + $1.amount })
        case .any: return .bool(each(1).contains { $0.isTrue })
        case .all: return .bool(each(1).allSatisfy { $0.isTrue })
        case .first:
            guard hasSecond else { return list().first ?? .null }
            return zip(list(), each(1)).first { $0.1.isTrue }?.0 ?? .null
        case .last: return list().last ?? .null
        case .join:
            return .string((arguments.count > 2 ? each(2) : list()).map(\.shownText).joined(separator: text(1)))
        case .contains:
            if let list = argument(0).array { return .bool(list.contains(argument(1))) }
            let part = text(1).lowercased()
            return .bool(part.isEmpty || text(0).lowercased().contains(part))
        case .startsWith: return .bool(text(0).lowercased().hasPrefix(text(1).lowercased()))
        case .lower: return .string(text(0).lowercased())
        case .upper: return .string(text(0).uppercased())
        case .trim: return .string(text(0).trimmed)
        case .length: return .integer(Int64(argument(0).array?.count ?? text(0).count))
        case .initial: return .string(text(0).trimmed.first.map { $0.uppercased() } ?? "")
        case .replace: return .string(text(0).replacing(text(1), with: text(2)))
        case .isEmail: return .bool(TextRules.isEmail(text(0)))
        case .isPhone: return .bool(TextRules.isPhone(text(0)))
        case .isNumber: return .bool(Double(text(0).trimmed)?.isFinite ?? false)
        case .number: return JSONValue(amount: JSONValue.string(text(0).trimmed).amount)
        case .text: return .string(text(0))
        case .round:
            let scale = (0..<Int(hasSecond ? min(max(amount(1), 0), 9) : 0)).reduce(1.0) { scale, _ in scale * 10 }
            return JSONValue(amount: (amount(0) * scale).rounded() / scale)
        case .floor: return JSONValue(amount: amount(0).rounded(.down))
        case .abs: return JSONValue(amount: Swift.abs(amount(0)))
        case .min: return JSONValue(amount: Swift.min(amount(0), amount(1)))
        case .max: return JSONValue(amount: Swift.max(amount(0), amount(1)))
        case .pad: return .string(Formats.padded(text(0), to: Int(Swift.min(Swift.max(amount(1), 0), 100))))
        case .money: return .string(Formats.money(amount(0), symbol: hasSecond ? text(1) : "$"))
        case .plural: return .string("\(text(0)) \(amount(0) == 1 ? text(1) : text(2))")
        case .clock: return .string(Formats.clock(text(0)))
        case .day: return .string(Formats.day(text(0)))
        case .time: return .string(Formats.time(milliseconds: Formats.whole(amount(0))))
        case .date: return .string(Formats.date(milliseconds: Formats.whole(amount(0))))
        case .duration: return .string(Formats.duration(milliseconds: Formats.whole(amount(0))))
        case .t: return .string(translated(text(0)))
        case .granted: return .bool(permissions[text(0)] ?? false)
        }
    }
}

extension JSONValue {
    /// The order of sorting: numbers by value, all else by its text, ignoring case.
    func precedes(_ other: JSONValue) -> Bool {
        if let left = number, let right = other.number { return left < right }
        if case .bool = self { return amount < other.amount }
        return shownText.lowercased() < other.shownText.lowercased()
    }
}

extension String {
    var trimmed: String {
        var part = self[...]
        while part.first?.isWhitespace == true { part.removeFirst() }
        while part.last?.isWhitespace == true { part.removeLast() }
        return String(part)
    }
}

/// What forms commonly demand of a text.
enum TextRules {
    static func isEmail(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !text.contains(where: \.isWhitespace) else { return false }
        let labels = parts[1].split(separator: ".", omittingEmptySubsequences: false)
        return labels.count > 1 && labels.allSatisfy { !$0.isEmpty }
    }

    /// At least three digits, and nothing but what stands between digits otherwise.
    static func isPhone(_ text: String) -> Bool {
        text.count { $0.isNumber } >= 3 && text.allSatisfy { $0.isNumber || " +-()./*#".contains($0) }
    }
}
