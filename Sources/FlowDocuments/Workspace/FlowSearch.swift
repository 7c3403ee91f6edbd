/// The flow files that files and folders come to, before tags choose among them.
package struct FlowSearch {
    package let config: WorkspaceConfig
    /// Those that were named, then those of folders by path; each once.
    package let paths: [String]
    /// Whether one file was named and nothing else: it is taken as it is.
    package let isSingle: Bool

    /// - Parameters:
    ///   - inputs: files and folders.
    ///   - configFile: a configuration instead of the first folder's own.
    ///   - files: where they all are.
    /// - Throws: `missingFile`, `invalidConfig` or `emptyWorkspace`, with Maestro's titles.
    package init(_ inputs: [String], config configFile: String? = nil, in files: any FlowFiles) throws(FlowError) {
        for input in inputs where files.kind(input) == nil {
            throw FlowError(.missingFile, "Flow path does not exist: \(input)", "there is no such file or folder")
        }
        let folders = inputs.filter { files.kind($0) == .folder }
        let named = inputs.filter { files.kind($0) == .file }
        let workspace = Workspace(files: files, configFile: configFile)
        config = try workspace.config(of: folders)
        isSingle = named.count == 1 && folders.isEmpty
        let flows = isSingle ? named : named.filter(workspace.isFlow)
        let all = try isSingle ? flows : flows + workspace.flows(of: folders, config: config, besides: flows)
        var seen: Set<String> = []
        paths = all.filter { seen.insert($0).inserted }
    }
}

/// Folders of flows, and what makes a file of theirs a flow.
private struct Workspace {
    let files: any FlowFiles
    let configFile: String?

    func config(of folders: [String]) throws(FlowError) -> WorkspaceConfig {
        let own = folders.lazy.flatMap { folder in Self.configNames.map { Self.path(folder, $0) } }
            .first { files.kind($0) == .file }
        guard let path = configFile ?? own else { return WorkspaceConfig() }
        return try WorkspaceConfig(reading: files.read(path), file: path)
    }

    /// Those that the folders' configuration names, by path.
    func flows(
        of folders: [String], config: WorkspaceConfig, besides others: [String]
    ) throws(FlowError) -> [String] {
        var all: [(path: String, folder: String)] = []
        for folder in folders {
            all += try files.files(below: folder).filter(isFlow).map { ($0, folder) }
        }
        guard !all.isEmpty || !others.isEmpty else {
            throw FlowError(
                .emptyWorkspace, "Flow directories do not contain any Flow files: \(folders.joined(separator: ", "))",
                "flow files end in .yaml or .yml")
        }
        let patterns = config.flows ?? ["*"]
        let negative = patterns.filter { $0.hasPrefix("!") }.map { String($0.dropFirst()) }
        let positive = patterns.filter { !$0.hasPrefix("!") }
        guard !positive.isEmpty || folders.isEmpty else {
            throw FlowError(
                .emptyWorkspace,
                "Flow inclusion patterns contain only negation patterns, so no Flows would match:",
                "\(patterns.joined(separator: ", ")); add a pattern that takes flows in, as \"**\"")
        }
        let taken = try (globs(positive), globs(negative))
        let chosen = all.filter { path, folder in
            let own = path.dropFirst(Self.path(folder, "").count)
            return taken.0.contains { $0.matches(own) } && !taken.1.contains { $0.matches(own) }
        }
        guard !chosen.isEmpty || !others.isEmpty else {
            throw patterns == ["*"]
                ? FlowError(
                    .emptyWorkspace,
                    "Top-level directories do not contain any Flows: \(folders.joined(separator: ", "))",
                    "config.yaml may take in those of folders below: flows: [\"**\"]")
                : FlowError(
                    .emptyWorkspace, "Flow inclusion pattern(s) did not match any Flow files:",
                    patterns.joined(separator: ", "))
        }
        return chosen.map(\.path)
    }

    private func globs(_ patterns: [String]) throws(FlowError) -> [GlobPattern] {
        var globs: [GlobPattern] = []
        for pattern in patterns {
            guard let glob = GlobPattern(pattern) else {
                throw FlowError(.invalidConfig, "Invalid Flow Pattern: \(pattern)", "its brackets or braces do not end")
            }
            globs.append(glob)
        }
        return globs
    }

    func isFlow(_ path: String) -> Bool {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        guard name.hasSuffix(".yaml") || name.hasSuffix(".yml"), !Self.configNames.contains(name), path != configFile
        else { return false }
        return !isConfig(path)
    }

    /// Whether a file is a configuration under another name: one document, with a configuration's keys alone.
    private func isConfig(_ path: String) -> Bool {
        guard let bytes = try? files.read(path), let keys = WorkspaceConfig.keysOfOnlyDocument(bytes) else {
            return false
        }
        return !keys.isEmpty && keys.allSatisfy(WorkspaceConfig.keys.contains)
    }

    private static let configNames = ["config.yaml", "config.yml"]

    static func path(_ folder: String, _ name: String) -> String {
        folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
    }
}
