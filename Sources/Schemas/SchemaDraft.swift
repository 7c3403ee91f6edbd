/// A version of JSON Schema, oldest first.
package enum SchemaDraft: String, Sendable, Hashable, CaseIterable, Comparable {
    case draft4 = "draft-04"
    case draft6 = "draft-06"
    case draft7 = "draft-07"
    case draft2019 = "2019-09"
    case draft2020 = "2020-12"

    /// The draft that a `$schema` names; nil for every other dialect.
    init?(dialect: String) {
        let draft = Self.allCases.first { draft in
            let folder = draft >= .draft2019 ? "draft/" : ""
            return ["http", "https"].contains { scheme in
                let uri = "\(scheme)://json-schema.org/\(folder)\(draft.rawValue)/schema"
                return dialect == uri || dialect == uri + "#"
            }
        }
        guard let draft else { return nil }
        self = draft
    }

    package static func < (left: SchemaDraft, right: SchemaDraft) -> Bool { left.order < right.order }

    private var order: Int {
        switch self {
        case .draft4: 4
        case .draft6: 6
        case .draft7: 7
        case .draft2019: 8
        case .draft2020: 9
        }
    }
}
