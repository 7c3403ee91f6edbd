/// Reads a command line into a `ShellProgram`: mksh's grammar without functions, `case`, arithmetic and here-documents.
///
/// Errors read as mksh words them. Source of the grammar: POSIX.1-2017, Shell Command Language; a list with `&` is
/// marked.
package struct ShellParser {
    package struct Limits: Sendable {
        /// The longest command line in bytes; Linux' limit of one argument.
        package var bytes = 128 << 10
        /// How deep programs may lie in programs.
        package var depth = 32

        package init() {}
    }

    let bytes: [UInt8]
    var offset = 0
    private let limits: Limits
    /// How many programs and fallbacks are open around the place being read.
    private var depth = 0

    private init(_ bytes: [UInt8], limits: Limits, depth: Int = 0) {
        self.bytes = bytes
        self.limits = limits
        self.depth = depth
    }

    package static func parse(_ text: String, limits: Limits = Limits()) throws(ShellSyntaxError) -> ShellProgram {
        var parser = ShellParser(Array(text.utf8), limits: limits)
        guard parser.bytes.count <= limits.bytes else {
            throw ShellSyntaxError(code: .tooLong, offset: limits.bytes, message: "Argument list too long")
        }
        let program = try parser.program(until: [])
        guard parser.offset == parser.bytes.count else { throw parser.unexpected() }
        return program
    }

    /// The program of a `` `…` ``, whose text stands in the quotes with some backslashes taken off.
    func nested(_ text: [UInt8]) throws(ShellSyntaxError) -> ShellProgram {
        var parser = ShellParser(text, limits: limits, depth: depth)
        let program = try parser.program(until: [])
        guard parser.offset == text.count else { throw parser.unexpected() }
        return program
    }

    mutating func descend() throws(ShellSyntaxError) {
        guard depth < limits.depth else {
            throw ShellSyntaxError(code: .tooDeep, offset: offset, message: "syntax error: nested too deep")
        }
        depth += 1
    }

    mutating func ascend() { depth -= 1 }

    // MARK: Grammar

    /// Statements up to one of the reserved words, a closing parenthesis or the end; what stopped it is not consumed.
    mutating func program(until stops: Set<String>) throws(ShellSyntaxError) -> ShellProgram {
        try descend()
        defer { ascend() }
        var program = ShellProgram()
        while true {
            skipBlanks(withNewlines: true)
            guard let byte = peek, byte != UInt8(ascii: ")") else { return program }
            if let word = reservedWord(), stops.contains(word) { return program }
            program.statements.append(try andOr())
            skipBlanks()
            switch peek {
            case UInt8(ascii: ";") where peek(1) != UInt8(ascii: ";"), UInt8(ascii: "\n"): offset += 1
            case UInt8(ascii: "&") where peek(1) != UInt8(ascii: "&"):
                program.statements[program.statements.count - 1].isInBackground = true
                offset += 1
            case nil, UInt8(ascii: ")"): return program
            default:
                if let word = reservedWord(), stops.contains(word) { return program }
                throw unexpected()
            }
        }
    }

    private mutating func andOr() throws(ShellSyntaxError) -> ShellAndOr {
        var list = ShellAndOr(first: try pipeline())
        while true {
            skipBlanks()
            let link: ShellAndOr.Link
            if take("&&") { link = .and } else if take("||") { link = .or } else { return list }
            skipBlanks(withNewlines: true)
            list.rest.append(.init(link: link, pipeline: try pipeline()))
        }
    }

    private mutating func pipeline() throws(ShellSyntaxError) -> ShellPipeline {
        skipBlanks()
        var negated = false
        while reservedWord() == "!" {
            offset += 1
            negated.toggle()
            skipBlanks()
        }
        var pipeline = ShellPipeline(isNegated: negated, commands: [try command()])
        while true {
            skipBlanks()
            guard peek == UInt8(ascii: "|"), peek(1) != UInt8(ascii: "|") else { return pipeline }
            offset += 1
            skipBlanks(withNewlines: true)
            pipeline.commands.append(try command())
        }
    }

    private mutating func command() throws(ShellSyntaxError) -> ShellNode {
        skipBlanks()
        var node: ShellNode
        if peek == UInt8(ascii: "(") {
            offset += 1
            let body = try body(until: [], closing: "(")
            guard take(")") else { throw unmatched("(") }
            node = ShellNode(kind: .subshell(body))
        } else if let word = reservedWord() {
            switch word {
            case "{":
                offset += 1
                let body = try body(until: ["}"], closing: "{")
                try close("}", of: "{")
                node = ShellNode(kind: .group(body))
            case "if": node = try conditional()
            case "while", "until": node = try loop(isUntil: word == "until")
            case "for": node = try forEach()
            case "case", "function", "select":
                throw ShellSyntaxError(
                    code: .unsupported, offset: offset, message: "syntax error: '\(word)' is not simulated")
            default: throw unexpected()
            }
        } else {
            return try simple()
        }
        while let redirection = try redirection() { node.redirections.append(redirection) }
        return node
    }

    private mutating func simple() throws(ShellSyntaxError) -> ShellNode {
        var assignments: [ShellAssignment] = []
        var words: [ShellWord] = []
        var redirections: [ShellRedirection] = []
        while true {
            skipBlanks()
            if let redirection = try redirection() {
                redirections.append(redirection)
            } else if words.isEmpty, let name = assignedName() {
                offset += name.utf8.count + 1
                assignments.append(.init(name: name, value: try word() ?? ShellWord(parts: [])))
            } else if let word = try word() {
                words.append(word)
                skipBlanks()
                if words.count == 1, peek == UInt8(ascii: "(") { throw unexpected() }
            } else {
                break
            }
        }
        guard !(words.isEmpty && assignments.isEmpty && redirections.isEmpty) else { throw unexpected() }
        return ShellNode(kind: .simple(assignments: assignments, words: words), redirections: redirections)
    }

    private mutating func conditional() throws(ShellSyntaxError) -> ShellNode {
        var branches: [ShellBranch] = []
        var keyword = "if"
        while true {
            offset += keyword.utf8.count
            let condition = try body(until: ["then"], closing: "if")
            try close("then", of: "if")
            let body = try body(until: ["elif", "else", "fi"], closing: "then")
            branches.append(.init(condition: condition, body: body))
            keyword = reservedWord() ?? ""
            if keyword != "elif" { break }
        }
        var otherwise: ShellProgram?
        if keyword == "else" {
            offset += keyword.utf8.count
            otherwise = try body(until: ["fi"], closing: "else")
        }
        try close("fi", of: "if")
        return ShellNode(kind: .conditional(branches, otherwise: otherwise))
    }

    private mutating func loop(isUntil: Bool) throws(ShellSyntaxError) -> ShellNode {
        let keyword = isUntil ? "until" : "while"
        offset += keyword.utf8.count
        let condition = try body(until: ["do"], closing: keyword)
        return ShellNode(kind: .loop(condition: condition, body: try doBody(of: keyword), isUntil: isUntil))
    }

    private mutating func forEach() throws(ShellSyntaxError) -> ShellNode {
        offset += 3
        skipBlanks()
        guard let name = try word()?.plainText, Self.isName(name) else { throw unexpected() }
        skipBlanks(withNewlines: true)
        var words: [ShellWord] = []
        if reservedWord() == "in" {
            offset += 2
            skipBlanks()
            while let word = try word() {
                words.append(word)
                skipBlanks()
            }
        } else {
            words = [ShellWord(parts: [.variable("@", fallback: nil, isQuoted: true)])]
        }
        skipBlanks()
        if peek == UInt8(ascii: ";") { offset += 1 }
        skipBlanks(withNewlines: true)
        return ShellNode(kind: .forEach(name: name, words: words, body: try doBody(of: "for")))
    }

    private mutating func doBody(of keyword: String) throws(ShellSyntaxError) -> ShellProgram {
        try close("do", of: keyword)
        let body = try body(until: ["done"], closing: "do")
        try close("done", of: "do")
        return body
    }

    /// A program between two keywords, where it may not be empty.
    mutating func body(until stops: Set<String>, closing opener: String) throws(ShellSyntaxError) -> ShellProgram {
        let body = try program(until: stops)
        guard peek != nil else { throw unmatched(opener) }
        guard !body.statements.isEmpty else { throw unexpected() }
        return body
    }

    private mutating func close(_ word: String, of opener: String) throws(ShellSyntaxError) {
        guard peek != nil else { throw unmatched(opener) }
        guard reservedWord() == word else { throw unexpected() }
        offset += word.utf8.count
    }

    private mutating func redirection() throws(ShellSyntaxError) -> ShellRedirection? {
        skipBlanks()
        var start = offset
        var descriptor: Int?
        if let digit = peek, (UInt8(ascii: "0")...UInt8(ascii: "2")).contains(digit),
            peek(1) == UInt8(ascii: "<") || peek(1) == UInt8(ascii: ">")
        {
            descriptor = Int(digit - UInt8(ascii: "0"))
            start += 1
        }
        guard start < bytes.count, bytes[start] == UInt8(ascii: "<") || bytes[start] == UInt8(ascii: ">") else {
            return nil
        }
        offset = start
        if take("<<") {
            throw ShellSyntaxError(
                code: .unsupported, offset: start, message: "syntax error: here documents are not simulated")
        }
        let isInput = bytes[start] == UInt8(ascii: "<")
        let operation: ShellRedirection.Operation
        if take(">>") {
            operation = .append
        } else if take(">&") || take("<&") {
            operation = .duplicate
        } else {
            offset += take(">|") ? 0 : 1
            operation = isInput ? .read : .write
        }
        skipBlanks()
        guard let word = try word() else { throw unexpected() }
        return ShellRedirection(descriptor: descriptor ?? (isInput ? 0 : 1), operation: operation, word: word)
    }
}
