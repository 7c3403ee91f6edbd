import JSON

extension SchemaReader {
    /// Reads what a subschema is called, before what it says: its references start from there.
    mutating func readIdentifiers(_ place: inout Place) throws(SchemaError) {
        if let value = place.object["$schema"], place.id != 0 { try readDialect(value, at: place) }
        // Before 2019-09 a reference makes its schema forget its own name.
        let keyword = draft == .draft4 ? SchemaKeyword.plainID : .id
        if let value = place.object[keyword.rawValue], draft >= .draft2019 || place.object["$ref"]?.string == nil {
            try readID(string(value, keyword, at: place), keyword, &place)
        }
        guard draft >= .draft2019 else { return }
        for keyword in [SchemaKeyword.anchor, .dynamicAnchor] where keyword.isKnown(in: draft) {
            if let value = place.object[keyword.rawValue] {
                try addAnchor(string(value, keyword, at: place), keyword, at: place)
            }
        }
        if draft == .draft2019, place.object["$recursiveAnchor"]?.bool == true { index.hasRecursiveAnchor = true }
    }

    /// An embedded schema may name its draft, as long as it is that of the document.
    private func readDialect(_ value: JSONValue, at place: Place) throws(SchemaError) {
        let dialect = try string(value, .schema, at: place)
        guard SchemaDraft(dialect: dialect) == draft else {
            throw place.unsupported(.schema, "a schema within another must be of the same draft")
        }
    }

    private mutating func readID(_ text: String, _ keyword: SchemaKeyword, _ place: inout Place) throws(SchemaError) {
        let reference = URIReference(text)
        let fragment = reference.fragment ?? ""
        let isAnchorAlone = !fragment.isEmpty && text.utf8.first == UInt8(ascii: "#")
        if !isAnchorAlone {
            let uri = reference.resolved(against: index.resources[place.resource].uri)
            if index.resource(uri: uri) != nil, !(place.id == 0 && uri.isEmpty) {
                throw malformed(keyword, "another schema has this \(keyword.rawValue)", at: place)
            }
            place.resource = index.addResource(uri: uri, root: place.id)
        }
        guard !fragment.isEmpty else { return }
        guard draft < .draft2019 else { throw malformed(.id, "$id takes no fragment; use $anchor", at: place) }
        try addAnchor(String(fragment), keyword, at: place)
    }

    private mutating func addAnchor(_ name: String, _ keyword: SchemaKeyword, at place: Place) throws(SchemaError) {
        let isPlain = name.utf8.allSatisfy { byte in
            (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || [0x2D, 0x2E, 0x3A, 0x5F].contains(byte)
        }
        guard isPlain, let first = name.utf8.first, (first | 0x20) &- 0x61 < 26 || first == UInt8(ascii: "_") else {
            throw malformed(
                keyword, "the name must be of letters, digits, _, -, . and :, and begin with a letter or _", at: place)
        }
        let isNew = index.addAnchor(name, in: place.resource, node: place.id, isDynamic: keyword == .dynamicAnchor)
        guard isNew else { throw malformed(keyword, "another schema has this \(keyword.rawValue)", at: place) }
    }

    private func malformed(_ keyword: SchemaKeyword, _ message: String, at place: Place) -> SchemaError {
        SchemaError(.malformed, message, at: place.location(of: keyword), keyword: keyword.rawValue)
    }
}
