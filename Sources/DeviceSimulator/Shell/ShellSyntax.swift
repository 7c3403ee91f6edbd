/// The tree of a shell program, as far as clients of ADB write them.
package struct ShellProgram: Sendable, Hashable {
    package var statements: [ShellAndOr] = []

    package init(statements: [ShellAndOr] = []) { self.statements = statements }
}

/// Pipelines joined by `&&` and `||`, which bind alike and to the left.
package struct ShellAndOr: Sendable, Hashable {
    package enum Link: Sendable, Hashable { case and, or }
    package struct Rest: Sendable, Hashable {
        package var link: Link
        package var pipeline: ShellPipeline
    }

    package var first: ShellPipeline
    package var rest: [Rest] = []
    /// Whether `&` stands behind it.
    package var isInBackground = false
}

/// Commands joined by `|`.
package struct ShellPipeline: Sendable, Hashable {
    /// Whether `!` stands before it.
    package var isNegated = false
    package var commands: [ShellNode]
}

/// One command with its redirections.
package struct ShellNode: Sendable, Hashable {
    package indirect enum Kind: Sendable, Hashable {
        case simple(assignments: [ShellAssignment], words: [ShellWord])
        case group(ShellProgram)
        case subshell(ShellProgram)
        case conditional([ShellBranch], otherwise: ShellProgram?)
        case loop(condition: ShellProgram, body: ShellProgram, isUntil: Bool)
        case forEach(name: String, words: [ShellWord], body: ShellProgram)
    }

    package var kind: Kind
    package var redirections: [ShellRedirection] = []
}

/// `name=word` before a command.
package struct ShellAssignment: Sendable, Hashable {
    package var name: String
    package var value: ShellWord
}

/// `if condition; then body`, or the same with `elif`.
package struct ShellBranch: Sendable, Hashable {
    package var condition: ShellProgram
    package var body: ShellProgram
}

/// `2> word` and its kin.
package struct ShellRedirection: Sendable, Hashable {
    package enum Operation: Sendable, Hashable { case read, write, append, duplicate }

    /// 0, 1 or 2.
    package var descriptor: Int
    package var operation: Operation
    package var word: ShellWord
}

/// What becomes one argument, or several, or none.
package struct ShellWord: Sendable, Hashable {
    package indirect enum Part: Sendable, Hashable {
        case literal(String, isQuoted: Bool)
        /// `$name`, `${name}` and `${name:-fallback}`; `?`, `$`, `#`, `@`, `*` and digits are names too.
        case variable(String, fallback: ShellWord?, isQuoted: Bool)
        case substitution(ShellProgram, isQuoted: Bool)
    }

    package var parts: [Part]

    /// The text of a word that is written without any quoting; only such a word can be a reserved one.
    var plainText: String? {
        guard parts.count == 1, case .literal(let text, isQuoted: false) = parts[0] else { return nil }
        return text
    }
}

/// Why a command line cannot be run; `description` is what mksh prints after its own name.
package struct ShellSyntaxError: Error, Sendable, Hashable, CustomStringConvertible {
    package enum Code: String, Sendable, CaseIterable {
        case unexpected, unmatched, openQuote, tooLong, tooDeep, unsupported
    }

    package var code: Code
    /// The offset in UTF-8 where reading stopped.
    package var offset: Int
    package var message: String

    package var description: String { message }
}
