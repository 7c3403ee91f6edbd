/// Every keyword of the drafts that are read.
enum SchemaKeyword: String, CaseIterable {
    case schema = "$schema"
    case id = "$id"
    /// What draft 4 calls `$id`.
    case plainID = "id"
    case ref = "$ref"
    case anchor = "$anchor"
    case dynamicRef = "$dynamicRef"
    case dynamicAnchor = "$dynamicAnchor"
    case recursiveRef = "$recursiveRef"
    case recursiveAnchor = "$recursiveAnchor"
    case vocabulary = "$vocabulary"
    case defs = "$defs"
    case definitions
    case type, `enum`, const
    case allOf, anyOf, oneOf, not, `if`, then, `else`
    case minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf
    case minLength, maxLength, pattern, format
    case properties, patternProperties, additionalProperties, propertyNames, required, minProperties, maxProperties
    case dependentRequired, dependentSchemas, dependencies, unevaluatedProperties
    case prefixItems, items, additionalItems, minItems, maxItems, uniqueItems
    case contains, minContains, maxContains, unevaluatedItems
    case comment = "$comment"
    case title, description, `default`, examples, deprecated, readOnly, writeOnly
    case contentEncoding, contentMediaType, contentSchema

    /// Whether the draft gives the keyword a meaning; elsewhere it is a member like any unknown one.
    ///
    /// Two keywords of old drafts keep theirs in the newest, as its metaschema advises: `definitions` and
    /// `dependencies`. `$defs` is read everywhere: schemas that name draft 7 use it too.
    func isKnown(in draft: SchemaDraft) -> Bool {
        switch self {
        case .plainID: draft == .draft4
        case .id, .const, .contains, .propertyNames, .examples: draft >= .draft6
        case .if, .then, .else, .comment, .readOnly, .writeOnly, .contentEncoding, .contentMediaType:
            draft >= .draft7
        case .anchor, .vocabulary, .dependentRequired, .dependentSchemas, .unevaluatedProperties, .unevaluatedItems,
            .minContains, .maxContains, .deprecated, .contentSchema:
            draft >= .draft2019
        case .recursiveRef, .recursiveAnchor: draft == .draft2019
        case .dynamicRef, .dynamicAnchor, .prefixItems: draft >= .draft2020
        case .additionalItems: draft < .draft2020
        default: true
        }
    }

    /// Whether every schema that uses it as its draft says is read.
    ///
    /// The dynamic references are read only where the document alone settles what they refer to.
    var isSupported: Bool {
        switch self {
        case .dynamicRef, .recursiveRef, .vocabulary: false
        default: true
        }
    }
}

extension JSONSchema {
    /// The keywords that are read and judged as their drafts say, or that by their draft constrain nothing; every other
    /// keyword of the drafts is refused by name where it cannot be read.
    package static let supportedKeywords = SchemaKeyword.allCases.filter(\.isSupported).map(\.rawValue)
}
