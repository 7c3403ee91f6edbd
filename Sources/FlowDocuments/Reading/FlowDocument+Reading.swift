internal import JSON
internal import YAML

extension FlowDocument {
    /// Reads a flow's file: a configuration, `---`, a list of commands.
    ///
    /// Files that the flow names are not opened; `FlowReferences` looks for those.
    /// - Parameters:
    ///   - bytes: UTF-8; at most 1 MiB.
    ///   - file: its name, for places.
    /// - Throws: the first fault, with its place, an excerpt, and Maestro's title for it.
    package init(reading bytes: [UInt8], file: String) throws(FlowError) {
        let source = FlowSource(bytes, file: file)
        let start = SourcePlace(file, line: 1, column: 1)
        let documents: [YAMLTree]
        do {
            documents = try YAMLTree.documents(bytes)
        } catch {
            let place = SourcePlace(file, line: max(error.line, 1), column: max(error.column, 1))
            throw source.error(.malformed, "Parsing Failed", error.message, at: place)
        }
        guard let head = documents.first, head.members != nil else {
            throw source.error(
                .missingConfig, "Config Section Required",
                "a flow begins with its configuration, as appId: com.example, and a line --- below it",
                at: documents.first.map(source.place) ?? start)
        }
        for document in documents { try source.refuseDuplicateKeys(in: document) }
        let reader = CommandReader(source: source)
        config = try FlowConfig(reading: head, source, reader)
        guard documents.count > 1, let list = documents[1].elements, !list.isEmpty else {
            let written = documents.count > 1 && !documents[1].isNull ? source.place(documents[1]) : source.endOfConfig
            throw source.error(
                .missingConfig, "Commands Section Required",
                "a flow has a list of commands below the line ---, each behind a dash", at: written)
        }
        commands = try reader.commands(documents[1])
        self.file = file
    }
}

extension FlowConfig {
    fileprivate init(
        reading tree: YAMLTree, _ source: FlowSource, _ reader: CommandReader
    ) throws(FlowError) {
        self.init(place: source.place(tree))
        let known = ["appId", "url", "name", "tags", "env", "onFlowStart", "onFlowComplete", "properties"]
        let written = tree.members?.compactMap(\.key.text) ?? []
        let fields = try FieldReader(tree, source, of: "the configuration", allowed: known + written)
        for key in written where !known.contains(key) { extensions[key] = fields[key]?.json ?? .null }
        appID = try fields.text("appId")
        url = try fields.text("url")
        guard appID != nil || url != nil else {
            throw source.error(
                .missingConfig, "Config Field Required", "the configuration needs appId, or url for a page",
                at: source.endOfConfig)
        }
        name = try fields.text("name")
        if let list = fields["tags"] {
            guard list.elements != nil, let texts = try fields.texts("tags") else {
                throw fields.invalid("tags", "takes a list, as [smoke, slow]", list)
            }
            tags = texts
        }
        environment = try fields.variables("env") ?? []
        onFlowStart = try fields["onFlowStart"].map { tree throws(FlowError) in try reader.commands(tree) }
        onFlowComplete = try fields["onFlowComplete"].map { tree throws(FlowError) in try reader.commands(tree) }
        for variable in try fields.variables("properties") ?? [] { properties[variable.name] = variable.value }
    }
}
