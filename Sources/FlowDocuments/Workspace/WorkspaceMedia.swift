/// The pictures and films of a workspace: what its flows add to a device must lie in it, under its name at least.
///
/// Source: Maestro, `YamlCommandsPathValidator.kt`, which looks at a flow's own commands alone.
struct WorkspaceMedia {
    private let inputs: [String]
    private let files: any FlowFiles

    init(_ inputs: [String], in files: any FlowFiles) {
        self.inputs = inputs
        self.files = files
    }

    /// - Throws: for the first file of whose name none is in the workspace.
    func check(_ documents: [FlowDocument]) throws(FlowError) {
        var names: Set<Substring>?
        for document in documents {
            // A flow that is named itself is of no workspace: what it adds lies beside it.
            for command in document.commands where !inputs.contains(document.file) {
                guard case .addMedia(let media) = command.operation else { continue }
                let known: Set<Substring>
                if let names { known = names } else { known = try allNames() }
                names = known
                for file in media where !file.contains("${") && !known.contains(Self.name(file)) {
                    throw try FlowSource(files.read(document.file), file: document.file).error(
                        .missingFile, "Media File Not Found",
                        "\(file) lies outside \(inputs.joined(separator: ", ")), and no file of its name lies within",
                        at: command.place)
                }
            }
        }
    }

    private func allNames() throws(FlowError) -> Set<Substring> {
        var names: Set<Substring> = []
        for input in inputs {
            let paths = files.kind(input) == .folder ? try files.files(below: input) : [input]
            for path in paths { names.insert(Self.name(path)) }
        }
        return names
    }

    private static func name(_ path: String) -> Substring { path.split(separator: "/").last ?? path[...] }
}
