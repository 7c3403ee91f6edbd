package import JSON

/// Prints JSON values as Python literals: what `repr` prints, so that `ast.literal_eval` reads them back.
package struct PythonPrinter: Sendable {
    /// How strings are quoted where both quotes would do.
    package enum Quote: Sendable {
        /// As `repr` does: `'a'`, and `"it's"`.
        case single
        /// `"a"`, and `'say "a"'`.
        case double
    }

    package var quote: Quote

    package init(quote: Quote = .single) { self.quote = quote }

    /// One value.
    package func text(_ value: JSONValue) -> String {
        switch value {
        case .null: "None"
        case .bool(let value): value ? "True" : "False"
        case .integer(let value): String(value)
        case .number(let value): pythonRepr(of: value)
        case .string(let value): literal(value)
        case .array(let values): "[" + values.map(text).joined(separator: ", ") + "]"
        case .object(let object):
            "{" + object.members.map { "\(literal($0.key)): \(text($0.value))" }.joined(separator: ", ") + "}"
        }
    }

    /// A call with named arguments, `f(a=1, b='x')`; names that Python could not write go into `**{…}`.
    package func call(_ name: String, _ arguments: JSONObject) -> String {
        call(name, arguments.members.map { ($0.key, text($0.value)) })
    }

    /// A call whose arguments are written already; those named in `positional` go without their names, in that order, as
    /// long as none is left out.
    func call(_ name: String, _ arguments: [(key: String, text: String)], positional: [String] = []) -> String {
        let first = positional.map { name in arguments.first { $0.key == name } }.prefix { $0 != nil }.compactMap(
            \.self)
        let rest = arguments.filter { argument in !first.contains { $0.key == argument.key } }
        let named = rest.filter { isPythonName($0.key) }.map { "\($0.key)=\($0.text)" }
        let others = rest.filter { !isPythonName($0.key) }.map { "\(literal($0.key)): \($0.text)" }
        let expanded = others.isEmpty ? [] : ["**{" + others.joined(separator: ", ") + "}"]
        return "\(name)(" + (first.map(\.text) + named + expanded).joined(separator: ", ") + ")"
    }

    /// A string between quotes, with the escapes of `repr`.
    package func literal(_ string: String) -> String {
        let (usual, other): (Unicode.Scalar, Unicode.Scalar) = quote == .single ? ("'", "\"") : ("\"", "'")
        let scalars = string.unicodeScalars
        let mark = scalars.contains(usual) && !scalars.contains(other) ? other : usual
        var result = String.UnicodeScalarView([mark])
        for scalar in scalars {
            switch scalar {
            case "\\", mark: result += ["\\", scalar]
            case "\n": result += ["\\", "n"]
            case "\r": result += ["\\", "r"]
            case "\t": result += ["\\", "t"]
            default:
                if isPrintable(scalar) { result.append(scalar) } else { result += escape(scalar).unicodeScalars }
            }
        }
        result.append(mark)
        return String(result)
    }

    /// Whether Python's `str.isprintable` lets a character stand for itself.
    private func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return 0x20..<0x7F ~= scalar.value }
        return switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator,
            .spaceSeparator:
            false
        default: true
        }
    }

    private func escape(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16)
        let (letter, count) = scalar.value < 0x100 ? ("x", 2) : scalar.value < 0x10000 ? ("u", 4) : ("U", 8)
        return "\\\(letter)" + String(repeating: "0", count: count - digits.utf8.count) + digits
    }
}

/// Whether a text can be the name of an argument: a word that does not start with a digit.
func isPythonName(_ text: String) -> Bool {
    guard let first = text.utf8.first else { return false }
    return !isDigit(first) && text.utf8.allSatisfy(isPythonWord)
}

/// The text of a number as Python's `repr` prints it: `1.0`, `1e+16`, `1e-05`.
func pythonRepr(of number: Double) -> String {
    let text = number.description
    // From 2⁵³ to 10¹⁶ Python has no exponent yet.
    guard text.contains("e+15"), let integer = Int64(exactly: number) else { return text }
    return "\(integer).0"
}
