import JSON
import Spellings

/// Reads an expression by precedence climbing.
struct ExpressionParser {
    static let depthLimit = 32

    private let bytes: [UInt8]
    private var position = 0
    private var depth = 0

    private init(_ text: Substring) { bytes = Array(text.utf8) }

    static func parse(_ text: some StringProtocol) throws(ExpressionError) -> Expression {
        var parser = ExpressionParser(Substring(text))
        let expression = try parser.conditional()
        parser.skipSpace()
        guard parser.position == parser.bytes.count else {
            throw ExpressionError(message: "“\(parser.rest)” is left over after the expression")
        }
        return expression
    }

    /// Reads a path alone.
    static func parsePath(_ text: some StringProtocol) throws(ExpressionError) -> StatePath {
        guard case .path(let path) = try parse(text) else {
            throw ExpressionError(message: "“\(text)” is not a path such as state.wifi or record.name")
        }
        return path
    }

    private var rest: String { String(decoding: bytes[min(position, bytes.count)...].prefix(30), as: UTF8.self) }

    private mutating func skipSpace() {
        while position < bytes.count, [0x20, 0x0A, 0x09, 0x0D].contains(bytes[position]) { position += 1 }
    }

    private mutating func take(_ token: StaticString) -> Bool {
        skipSpace()
        let token = Array(token.description.utf8)
        guard bytes[position...].starts(with: token) else { return false }
        // A word must end where it ends.
        let next = position + token.count
        if Self.isWord(token[0]), next < bytes.count, Self.isWord(bytes[next]) { return false }
        position = next
        return true
    }

    private mutating func expect(_ token: StaticString) throws(ExpressionError) {
        guard take(token) else {
            throw ExpressionError(
                message: rest.isEmpty ? "it ends before a \(token)" : "a \(token) is missing before “\(rest)”")
        }
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x5F, 0x61...0x7A: true
        default: false
        }
    }

    private mutating func conditional() throws(ExpressionError) -> Expression {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.depthLimit else {
            throw ExpressionError(message: "it is nested more than \(Self.depthLimit) deep")
        }
        let condition = try binary(above: 0)
        skipSpace()
        guard position < bytes.count, bytes[position] == 0x3F else { return condition }
        position += 1
        let yes = try conditional()
        try expect(":")
        return .conditional(condition, yes, try conditional())
    }

    private mutating func binary(above precedence: Int) throws(ExpressionError) -> Expression {
        var left = try unary()
        while true {
            let start = position
            guard let found = takeOperator() else { return left }
            guard found.precedence > precedence else {
                position = start
                return left
            }
            left = .binary(found, left, try binary(above: found.precedence))
        }
    }

    private mutating func takeOperator() -> BinaryOperator? {
        if take("??") { return .coalesce }
        if take("||") || take("or") { return .or }
        if take("&&") || take("and") { return .and }
        if take("==") { return .equal }
        if take("!=") { return .notEqual }
        if take("<=") { return .lessOrEqual }
        if take(">=") { return .greaterOrEqual }
        if take("<") { return .less }
        if take(">") { return .greater }
        if take("+") { return .plus }
        if take("-") { return .minus }
        if take("*") { return .times }
        if take("/") { return .divided }
        return take("%") ? .remainder : nil
    }

    private mutating func unary() throws(ExpressionError) -> Expression {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.depthLimit else {
            throw ExpressionError(message: "it is nested more than \(Self.depthLimit) deep")
        }
        // `not a == b` denies the comparison, `!a == b` the first operand, as elsewhere.
        if take("not") { return .not(try binary(above: BinaryOperator.and.precedence)) }
        skipSpace()
        if bytes[position...].first == 0x21, bytes[(position + 1)...].first != 0x3D {
            position += 1
            return .not(try unary())
        }
        if take("-") { return .negated(try unary()) }
        return try primary()
    }

    private mutating func primary() throws(ExpressionError) -> Expression {
        if take("(") {
            let inner = try conditional()
            try expect(")")
            return inner
        }
        guard position < bytes.count else { throw ExpressionError(message: "it ends where a value is wanted") }
        switch bytes[position] {
        case 0x27, 0x22: return .literal(.string(try quoted()))
        case 0x30...0x39: return try numeral()
        case let byte where Self.isWord(byte): return try name()
        default: throw ExpressionError(message: "“\(rest)” stands where a value is wanted")
        }
    }

    private mutating func quoted() throws(ExpressionError) -> String {
        let quote = bytes[position]
        guard let end = bytes[(position + 1)...].firstIndex(of: quote) else {
            throw ExpressionError(message: "the text that begins at “\(rest)” does not end")
        }
        defer { position = end + 1 }
        return String(decoding: bytes[(position + 1)..<end], as: UTF8.self)
    }

    private mutating func numeral() throws(ExpressionError) -> Expression {
        let start = position
        while position < bytes.count, (0x30...0x39).contains(bytes[position]) || bytes[position] == 0x2E {
            position += 1
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        if let integer = Int64(text) { return .literal(.integer(integer)) }
        guard let number = Double(text) else { throw ExpressionError(message: "“\(text)” is not a number") }
        return .literal(.number(number))
    }

    private mutating func word() -> String {
        let start = position
        while position < bytes.count, Self.isWord(bytes[position]) { position += 1 }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private mutating func name() throws(ExpressionError) -> Expression {
        let first = word()
        if first == "true" || first == "false" { return .literal(.bool(first == "true")) }
        if first == "null" { return .literal(.null) }
        if take("(") {
            let call = try call(first)
            let members = try members()
            return members.isEmpty ? call : .member(call, members)
        }
        guard let root = StatePath.Root(rawValue: first) else {
            let near = Spelling.nearest(
                first, in: StatePath.Root.allCases.map(\.rawValue) + Function.allCases.map(\.rawValue))
            throw ExpressionError(message: "“\(first)” is no name\(Spelling.hint(near)); texts stand in quotes")
        }
        return .path(StatePath(root: root, members: try members()))
    }

    private mutating func members() throws(ExpressionError) -> [String] {
        var members: [String] = []
        while position < bytes.count, bytes[position] == 0x2E {
            position += 1
            let member = word()
            guard !member.isEmpty else { throw ExpressionError(message: "a name is missing after the dot") }
            members.append(member)
        }
        return members
    }

    private mutating func call(_ name: String) throws(ExpressionError) -> Expression {
        guard let function = Function(rawValue: name) else {
            let near = Spelling.nearest(name, in: Function.allCases.map(\.rawValue))
            throw ExpressionError(message: "there is no function “\(name)”\(Spelling.hint(near))")
        }
        var arguments: [Expression] = []
        if !take(")") {
            repeat { arguments.append(try conditional()) } while take(",")
            try expect(")")
        }
        guard function.arity.contains(arguments.count) else {
            let arity = function.arity
            let wanted = arity.count == 1 ? "\(arity.lowerBound)" : "\(arity.lowerBound) to \(arity.upperBound)"
            throw ExpressionError(message: "\(name) takes \(wanted) arguments, not \(arguments.count)")
        }
        return .call(function, arguments)
    }
}
