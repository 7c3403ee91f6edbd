import Synchronization

/// The scalars that `\p{…}` names, as far as Swift's own Unicode tables tell.
enum UnicodeProperty {
    static func scalars(named name: String, offset: Int) throws(PatternError) -> ScalarSet {
        let parts = name.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        if parts.count == 2 {
            switch parts[0] {
            case "General_Category", "gc":
                if let codes = categoryNames[parts[1]] { return categories(codes) }
            case "Script", "sc", "Script_Extensions", "scx":
                throw PatternError(.unsupported, "\\p{\(name)}: scripts are not supported.", offset: offset)
            default: break
            }
        } else if let codes = categoryNames[name] {
            return categories(codes)
        } else if let set = binary(name) {
            return set
        }
        throw PatternError(.unknownProperty, "\\p{\(name)} is not a supported property of scalars.", offset: offset)
    }

    private static func categories(_ codes: [Int]) -> ScalarSet {
        codes.reduce(.empty) { $0.union(byCategory[$1]) }
    }

    /// The scalars at which a property may change, ascending: looking at all takes four times as long.
    ///
    /// Unassigned and private planes are of one kind but for the two noncharacters at their ends.
    static var tellingScalars: some Sequence<Unicode.Scalar> {
        (0..<17).lazy.flatMap { (plane: UInt32) -> [Range<UInt32>] in
            let start = plane << 16
            let isUniform = (4...13).contains(plane) || plane > 14
            return [start..<start + (isUniform ? 1 : 0xFFFE), start + 0xFFFE..<start + 0x1_0000]
        }.joined().lazy.compactMap(Unicode.Scalar.init)
    }

    // MARK: General categories

    /// The short and the long name of each category.
    private static let names: [(Unicode.GeneralCategory, String, String)] = [
        (.uppercaseLetter, "Lu", "Uppercase_Letter"), (.lowercaseLetter, "Ll", "Lowercase_Letter"),
        (.titlecaseLetter, "Lt", "Titlecase_Letter"), (.modifierLetter, "Lm", "Modifier_Letter"),
        (.otherLetter, "Lo", "Other_Letter"), (.nonspacingMark, "Mn", "Nonspacing_Mark"),
        (.spacingMark, "Mc", "Spacing_Mark"), (.enclosingMark, "Me", "Enclosing_Mark"),
        (.decimalNumber, "Nd", "Decimal_Number"), (.letterNumber, "Nl", "Letter_Number"),
        (.otherNumber, "No", "Other_Number"), (.connectorPunctuation, "Pc", "Connector_Punctuation"),
        (.dashPunctuation, "Pd", "Dash_Punctuation"), (.openPunctuation, "Ps", "Open_Punctuation"),
        (.closePunctuation, "Pe", "Close_Punctuation"), (.initialPunctuation, "Pi", "Initial_Punctuation"),
        (.finalPunctuation, "Pf", "Final_Punctuation"), (.otherPunctuation, "Po", "Other_Punctuation"),
        (.mathSymbol, "Sm", "Math_Symbol"), (.currencySymbol, "Sc", "Currency_Symbol"),
        (.modifierSymbol, "Sk", "Modifier_Symbol"), (.otherSymbol, "So", "Other_Symbol"),
        (.spaceSeparator, "Zs", "Space_Separator"), (.lineSeparator, "Zl", "Line_Separator"),
        (.paragraphSeparator, "Zp", "Paragraph_Separator"), (.control, "Cc", "Control"), (.format, "Cf", "Format"),
        (.surrogate, "Cs", "Surrogate"), (.privateUse, "Co", "Private_Use"), (.unassigned, "Cn", "Unassigned"),
    ]

    /// Which rows of `names` each name of ECMA-262's table of General_Category values stands for.
    private static let categoryNames: [String: [Int]] = {
        var result: [String: [Int]] = [:]
        for (row, (_, short, long)) in names.enumerated() {
            result[short] = [row]
            result[long] = [row]
            result[String(short.prefix(1)), default: []].append(row)
        }
        result["LC"] = [0, 1, 2]
        for (name, known) in [
            ("Letter", "L"), ("Cased_Letter", "LC"), ("Mark", "M"), ("Combining_Mark", "M"), ("Number", "N"),
            ("digit", "Nd"), ("Punctuation", "P"), ("punct", "P"), ("Symbol", "S"), ("Separator", "Z"), ("Other", "C"),
            ("cntrl", "Cc"),
        ] { result[name] = result[known] }
        return result
    }()

    /// The scalars of each row of `names`; one pass over all scalars.
    private static let byCategory: [ScalarSet] = {
        let rows = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1.0, $0) })
        var runs = [[Range<UInt32>]](repeating: [], count: names.count)
        var (start, current): (UInt32, Unicode.GeneralCategory) = (0, .control)
        for scalar in tellingScalars {
            let category = scalar.properties.generalCategory
            guard category != current else { continue }
            if let row = rows[current] { runs[row].append(start..<scalar.value) }
            (start, current) = (scalar.value, category)
        }
        if let row = rows[current] { runs[row].append(start..<ScalarSet.end) }
        return runs.map(ScalarSet.init(runs:))
    }()

    // MARK: Binary properties

    private static let found = Mutex<[String: ScalarSet]>([:])

    private static func binary(_ name: String) -> ScalarSet? {
        if let set = found.withLock({ $0[name] }) { return set }
        guard let predicate = predicate(name) else { return nil }
        let set = ScalarSet { predicate($0) }
        found.withLock { $0[name] = set }
        return set
    }

    private static func predicate(_ name: String) -> ((Unicode.Scalar) -> Bool)? {
        switch name {
        case "Any": { _ in true }
        case "ASCII": { $0.isASCII }
        case "Assigned": { $0.properties.generalCategory != .unassigned }
        case "ASCII_Hex_Digit", "AHex": { $0.properties.isASCIIHexDigit }
        case "Alphabetic", "Alpha": { $0.properties.isAlphabetic }
        case "Case_Ignorable", "CI": { $0.properties.isCaseIgnorable }
        case "Cased": { $0.properties.isCased }
        case "Dash": { $0.properties.isDash }
        case "Default_Ignorable_Code_Point", "DI": { $0.properties.isDefaultIgnorableCodePoint }
        case "Diacritic", "Dia": { $0.properties.isDiacritic }
        case "Emoji": { $0.properties.isEmoji }
        case "Emoji_Modifier", "EMod": { $0.properties.isEmojiModifier }
        case "Emoji_Modifier_Base", "EBase": { $0.properties.isEmojiModifierBase }
        case "Emoji_Presentation", "EPres": { $0.properties.isEmojiPresentation }
        case "Extender", "Ext": { $0.properties.isExtender }
        case "Hex_Digit", "Hex": { $0.properties.isHexDigit }
        case "ID_Continue", "IDC": { $0.properties.isIDContinue }
        case "ID_Start", "IDS": { $0.properties.isIDStart }
        case "Ideographic", "Ideo": { $0.properties.isIdeographic }
        case "Lowercase", "Lower": { $0.properties.isLowercase }
        case "Math": { $0.properties.isMath }
        case "Noncharacter_Code_Point", "NChar": { $0.properties.isNoncharacterCodePoint }
        case "Quotation_Mark", "QMark": { $0.properties.isQuotationMark }
        case "Uppercase", "Upper": { $0.properties.isUppercase }
        case "Variation_Selector", "VS": { $0.properties.isVariationSelector }
        case "White_Space", "space": { $0.properties.isWhitespace }
        case "XID_Continue", "XIDC": { $0.properties.isXIDContinue }
        case "XID_Start", "XIDS": { $0.properties.isXIDStart }
        default: nil
        }
    }
}
