/// Which flows of files and folders run, and in which order.
package struct WorkspacePlan: Sendable, Hashable {
    /// First, one after the other, as the workspace's order says.
    package var sequence: [FlowDocument]
    /// In any order, by path here; several devices may share them.
    package var flows: [FlowDocument]
    package var config: WorkspaceConfig
    /// Each flow's own tags, and those asked for.
    package struct Choice: Sendable, Hashable {
        /// A flow needs one of these, if there are any.
        package var includeTags: [String]
        /// A flow may have none of these.
        package var excludeTags: [String]

        package init(includeTags: [String] = [], excludeTags: [String] = []) {
            self.includeTags = includeTags
            self.excludeTags = excludeTags
        }

        func takes(_ tags: [String]) -> Bool {
            (includeTags.isEmpty || tags.contains(where: includeTags.contains))
                && !tags.contains(where: excludeTags.contains)
        }
    }

    /// Reads the flows of files and folders; a file that is named alone is taken whatever its tags.
    ///
    /// - Parameters:
    ///   - inputs: files and folders; a folder's flows are those that its configuration names, else those right in it.
    ///   - configFile: a workspace's configuration instead of the first folder's own.
    ///   - choice: tags, beside those of the configuration.
    ///   - files: where they all are.
    /// - Throws: the first flow's fault, or `missingFile` and `emptyWorkspace` with Maestro's titles.
    package init(
        _ inputs: [String], config configFile: String? = nil, choice: Choice = Choice(), in files: any FlowFiles
    ) throws(FlowError) {
        let search = try FlowSearch(inputs, config: configFile, in: files)
        config = search.config
        var documents: [FlowDocument] = []
        for path in search.paths { documents.append(try FlowDocument(reading: files.read(path), file: path)) }
        if !search.isSingle {
            let all = Choice(
                includeTags: choice.includeTags + config.includeTags,
                excludeTags: choice.excludeTags + config.excludeTags)
            documents = documents.filter { all.takes($0.config.tags) }
            guard !documents.isEmpty else { throw Self.nothingTagged(all) }
            try WorkspaceMedia(inputs, in: files).check(documents)
        }
        for document in documents { try FlowReferences(files).check(document) }
        sequence = Self.sequence(config.flowsOrder, of: documents)
        let inSequence = Set(sequence.map(\.file))
        flows = documents.filter { !inSequence.contains($0.file) }
    }

    /// The flows that the order names; those that were not chosen must be its last, else the order says nothing.
    private static func sequence(_ order: [String], of documents: [FlowDocument]) -> [FlowDocument] {
        let byName = Dictionary(documents.map { ($0.title, $0) }) { _, last in last }
        var seen: Set<String> = []
        let names = order.map(FlowDocument.withoutEnding).filter { seen.insert($0).inserted }
        let found = names.filter { byName[$0] != nil }
        return Array(names.prefix(found.count)) == found ? found.compactMap { byName[$0] } : []
    }

    private static func nothingTagged(_ choice: Choice) -> FlowError {
        func list(_ tags: [String]) -> String { tags.isEmpty ? "none" : tags.joined(separator: ", ") }
        return FlowError(
            .emptyWorkspace, "Include / Exclude tags did not match any Flows:",
            "include tags: \(list(choice.includeTags)); exclude tags: \(list(choice.excludeTags))")
    }
}
