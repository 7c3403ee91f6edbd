/// The rules of a GBNF grammar while it is written (llama.cpp, `grammars/README.md`).
struct GrammarRules {
    /// One part of a rule's body.
    enum Part {
        /// Characters of the output, not yet escaped.
        case literal(String)
        /// A rule's name or an expression, as GBNF writes it.
        case expression(String)
    }

    private(set) var rules: [(name: String, body: String)] = []
    private var names: [String: String] = [:]
    private var taken: Set<String> = ["root"]

    /// The rule of that body, added under a name close to `hint` unless one has the same body already.
    /// - Returns: the rule's name.
    mutating func rule(_ hint: String, _ body: String) -> String {
        if let name = names[body] { return name }
        // llama.cpp takes letters, digits and hyphens in names.
        let base = String(hint.map { $0 == "_" ? "-" : $0 })
        var name = base
        var number = 2
        while !taken.insert(name).inserted {
            name = "\(base)-\(number)"
            number += 1
        }
        names[body] = name
        rules.append((name, body))
        return name
    }

    /// A sequence, with neighbouring literals joined.
    static func sequence(_ parts: [Part]) -> String {
        var words: [String] = []
        var literal = ""
        func flush() {
            if !literal.isEmpty { words.append(quoted(literal)) }
            literal = ""
        }
        for part in parts {
            switch part {
            case .literal(let text): literal += text
            case .expression(let text):
                flush()
                words.append(text)
            }
        }
        flush()
        return words.joined(separator: " ")
    }

    /// Alternatives, in parentheses when there are several.
    static func group(_ alternatives: [String]) -> String {
        alternatives.count == 1 ? alternatives[0] : "(" + alternatives.joined(separator: " | ") + ")"
    }

    /// A GBNF literal.
    static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            if scalar == "\"" || scalar == "\\" { result += "\\" }
            result.unicodeScalars.append(scalar)
        }
        return result + "\""
    }
}
