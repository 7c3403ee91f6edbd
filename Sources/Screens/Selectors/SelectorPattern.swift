/// What a selector asks of a text or an id: a regular expression that has to match the whole value, as in Maestro.
///
/// Letters match in either case, `.` matches line ends, `^` and `$` match at each line.
package struct SelectorPattern: Sendable, Hashable, ExpressibleByStringLiteral {
    /// The expression as a flow file has it.
    package let source: String

    package init(_ source: String) { self.source = source }

    package init(stringLiteral value: String) { self.init(value) }

    /// The pattern that matches this value alone, in either case; only what an expression would read otherwise is
    /// escaped.
    package static func literal(_ value: String) -> SelectorPattern {
        var source = String.UnicodeScalarView()
        for scalar in value.unicodeScalars {
            if special.contains(scalar) { source.append("\\") }
            source.append(scalar)
        }
        return SelectorPattern(String(source))
    }

    /// The value that the pattern spells out, or nil when it is a true expression.
    package var literalValue: String? {
        var value = String.UnicodeScalarView()
        var isEscaped = false
        for scalar in source.unicodeScalars {
            if isEscaped {
                guard Self.special.contains(scalar) else { return nil }
                value.append(scalar)
                isEscaped = false
            } else if scalar == "\\" {
                isEscaped = true
            } else if Self.special.contains(scalar) {
                return nil
            } else {
                value.append(scalar)
            }
        }
        return isEscaped ? nil : String(value)
    }

    /// A longer expression is taken literally: one that long is a text pasted into a flow, not an expression.
    static let maximalExpressionLength = 1000

    private static let special = Set("\\^$.|?*+()[]{}".unicodeScalars)
}

/// A pattern made ready to be held against many values.
struct PatternMatcher {
    private enum Form {
        case literal([Unicode.Scalar])
        case expression(Regex<AnyRegexOutput>)
    }

    private let source: String
    private let form: Form

    /// Never fails: what does not compile is taken literally.
    init(_ pattern: SelectorPattern) {
        source = pattern.source
        if let value = pattern.literalValue {
            form = .literal(value.unicodeScalars.map(Self.folded))
        } else if source.unicodeScalars.count <= SelectorPattern.maximalExpressionLength,
            let expression = try? Regex(source)
        {
            form = .expression(
                expression.ignoresCase().dotMatchesNewlines().anchorsMatchLineEndings()
                    .matchingSemantics(.unicodeScalar))
        } else {
            form = .literal(source.unicodeScalars.map(Self.folded))
        }
    }

    /// Whether the pattern matches the whole value.
    func matches(_ value: String) -> Bool { matches(value[...]) }

    private func matches(_ value: Substring) -> Bool {
        switch form {
        case .literal(let wanted):
            var place = 0
            for scalar in value.unicodeScalars {
                guard place < wanted.count, Self.folded(scalar) == wanted[place] else { return false }
                place += 1
            }
            return place == wanted.count
        case .expression(let expression):
            return (try? expression.wholeMatch(in: value)) != nil
        }
    }

    /// Maestro's rule for texts: the pattern, or its very characters, match the value as it is or on one line.
    func matchesText(_ value: String) -> Bool {
        if matches(value) || isSpelled(value) { return true }
        guard value.utf8.contains(UInt8(ascii: "\n")) else { return false }
        let line = value.onOneLine
        return matches(line) || isSpelled(line)
    }

    /// Maestro's rule for ids: the pattern matches the whole id or what follows the last `/`.
    func matchesID(_ value: String) -> Bool {
        if matches(value) { return true }
        guard let slash = value.utf8.lastIndex(of: UInt8(ascii: "/")) else { return false }
        return matches(value[value.utf8.index(after: slash)...])
    }

    private func isSpelled(_ value: String) -> Bool {
        value.utf8.count == source.utf8.count && value.utf8.elementsEqual(source.utf8)
    }

    /// The scalar without its case, as Java folds it: by simple mappings, upper then lower.
    private static func folded(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        if scalar.isASCII {
            return (0x41...0x5A).contains(scalar.value) ? Unicode.Scalar(UInt8(scalar.value) | 0x20) : scalar
        }
        return single(single(scalar, \.uppercaseMapping), \.lowercaseMapping)
    }

    private static func single(
        _ scalar: Unicode.Scalar, _ mapping: KeyPath<Unicode.Scalar.Properties, String>
    ) -> Unicode.Scalar {
        let mapped = scalar.properties[keyPath: mapping].unicodeScalars
        guard let first = mapped.first, mapped.count == 1 else { return scalar }
        return first
    }
}

extension String {
    /// The text with line feeds turned into spaces, the second form that Maestro compares.
    var onOneLine: String {
        String(String.UnicodeScalarView(unicodeScalars.map { $0 == "\n" ? " " : $0 }))
    }
}
