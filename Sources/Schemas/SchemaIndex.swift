import JSON

/// What subschemas are called: resources by their URIs, and anchors within them.
struct SchemaIndex {
    /// A schema with an `$id`, or the document: what pointers and relative references start from.
    struct Resource {
        var uri: String
        var root: SchemaNode.ID
    }

    private struct Anchor: Hashable {
        var resource: Int
        var name: ExactString
    }

    private(set) var resources: [Resource] = []
    private var resourcesByURI: [ExactString: Int] = [:]
    private var anchors: [Anchor: SchemaNode.ID] = [:]
    /// Every subschema with a `$dynamicAnchor` of that name.
    private(set) var dynamicAnchors: [ExactString: [SchemaNode.ID]] = [:]
    /// Whether a `$recursiveAnchor` is true.
    var hasRecursiveAnchor = false

    /// Adds a resource and returns its number; where the URI is taken, the older keeps it.
    mutating func addResource(uri: String, root: SchemaNode.ID) -> Int {
        resources.append(Resource(uri: uri, root: root))
        let number = resources.count - 1
        if resourcesByURI[ExactString(uri)] == nil { resourcesByURI[ExactString(uri)] = number }
        return number
    }

    func resource(uri: String) -> Int? { resourcesByURI[ExactString(uri)] }

    /// Gives a subschema a name; false when another of the resource bears it.
    mutating func addAnchor(_ name: String, in resource: Int, node: SchemaNode.ID, isDynamic: Bool) -> Bool {
        if isDynamic { dynamicAnchors[ExactString(name), default: []].append(node) }
        let anchor = Anchor(resource: resource, name: ExactString(name))
        let other = anchors.updateValue(node, forKey: anchor)
        return other == nil || other == node
    }

    func node(anchor: String, in resource: Int) -> SchemaNode.ID? {
        anchors[Anchor(resource: resource, name: ExactString(anchor))]
    }
}
