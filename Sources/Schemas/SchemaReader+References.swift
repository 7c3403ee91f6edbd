import JSON

extension SchemaReader {
    mutating func readReference(
        _ keyword: SchemaKeyword, _ value: JSONValue, at place: Place
    ) throws(SchemaError) {
        let text = try string(value, keyword, at: place)
        if keyword == .recursiveRef, text != "#" { throw place.malformed(keyword, "\"#\"", not: value) }
        references.append(
            PendingReference(node: place.id, keyword: keyword, text: text, location: place.location(of: keyword)))
    }

    /// Finds what every reference refers to.
    ///
    /// A pointer may lead to a place that no keyword makes a schema; it is read then, and may hold further references.
    mutating func resolveReferences() throws(SchemaError) {
        var locations = LocationTable()
        var dynamic: [(reference: PendingReference, target: SchemaNode.ID)] = []
        var next = 0
        while next < references.count {
            let reference = references[next]
            next += 1
            let target = try target(of: reference, &locations)
            if reference.keyword != .ref { dynamic.append((reference, target)) }
            // A schema may hold two kinds of references; the second says as much as another branch of allOf.
            if nodes[reference.node].ref == nil {
                nodes[reference.node].ref = target
            } else {
                nodes[reference.node].allOf.append(target)
            }
        }
        for (reference, target) in dynamic { try refuseUnsettled(reference, target: target) }
    }

    private mutating func target(
        of reference: PendingReference, _ locations: inout LocationTable
    ) throws(SchemaError) -> SchemaNode.ID {
        let uri = URIReference(reference.text)
        var resource = resourceOfNode[reference.node]
        if !uri.isFragmentAlone {
            let absolute = uri.resolved(against: index.resources[resource].uri)
            guard let named = index.resource(uri: absolute) else {
                throw failure(
                    .otherDocument, "this document has no schema \(Wording.quoted(absolute)), and no other is read",
                    reference)
            }
            resource = named
        }
        guard let fragment = URIReference.percentDecoded(uri.fragment ?? "") else {
            throw failure(.malformed, "its percent escapes are broken", reference)
        }
        let root = index.resources[resource].root
        if fragment.isEmpty { return root }
        if fragment.utf8.first == UInt8(ascii: "/") {
            return try target(ofPointer: nodes[root].location + fragment, reference, &locations)
        }
        guard let target = index.node(anchor: fragment, in: resource) else {
            throw failure(.unresolved, "no schema is called \(Wording.quoted(fragment))", reference)
        }
        return target
    }

    /// Refuses a dynamic reference whose target depends on how one came to it.
    private func refuseUnsettled(_ reference: PendingReference, target: SchemaNode.ID) throws(SchemaError) {
        if reference.keyword == .recursiveRef {
            guard index.hasRecursiveAnchor, index.resources.contains(where: { $0.root != 0 }) else { return }
            throw failure(.unsupported, "$recursiveRef is supported only within one resource", reference)
        }
        // By any other fragment than the anchor's name it is a plain reference.
        let name = URIReference.percentDecoded(URIReference(reference.text).fragment ?? "") ?? ""
        let rivals = index.dynamicAnchors[ExactString(name)] ?? []
        guard rivals.contains(target), rivals.count > 1 else { return }
        throw failure(
            .unsupported, "$dynamicRef is supported only where one schema alone has the $dynamicAnchor", reference)
    }

    private mutating func target(
        ofPointer pointer: String, _ reference: PendingReference, _ locations: inout LocationTable
    ) throws(SchemaError) -> SchemaNode.ID {
        guard let steps = JSONPointer.steps(of: pointer) else {
            throw failure(.malformed, "\(Wording.quoted(pointer)) is no JSON Pointer", reference)
        }
        locations.update(from: nodes)
        if let id = locations[pointer] { return id }
        var value = document
        var location = ""
        var enclosing = 0
        for step in steps {
            guard let next = JSONPointer.value(at: step, of: value) else {
                throw failure(.unresolved, "there is nothing at \(Wording.quoted(pointer))", reference)
            }
            value = next
            location = JSONPointer.appending(step, to: location)
            if let id = locations[location] { enclosing = id }
        }
        return try read(value, at: location, in: resourceOfNode[enclosing], depth: 0)
    }

    private func failure(_ code: SchemaError.Code, _ message: String, _ reference: PendingReference) -> SchemaError {
        SchemaError(code, message, at: reference.location, keyword: reference.keyword.rawValue)
    }
}

/// Where the nodes stand; made when the first pointer asks, since most schemas hold none.
private struct LocationTable {
    private var nodes: [ExactString: SchemaNode.ID] = [:]
    private var count = 0

    subscript(location: String) -> SchemaNode.ID? { nodes[ExactString(location)] }

    mutating func update(from all: [SchemaNode]) {
        for id in count..<all.count { nodes[ExactString(all[id].location)] = id }
        count = all.count
    }
}
