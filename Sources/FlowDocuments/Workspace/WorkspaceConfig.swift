internal import YAML

/// What a folder of flows says of itself, in `config.yaml` or `config.yml`.
///
/// Keys that the language does not define, or that mean a service of its makers, are left alone.
package struct WorkspaceConfig: Sendable, Hashable {
    /// Globs below the folder; those that begin with `!` take flows out again.
    package var flows: [String]?
    package var includeTags: [String] = []
    package var excludeTags: [String] = []
    /// Names of the flows that run first, one after the other.
    package var flowsOrder: [String] = []
    package var continuesOnFailure = true
    package var testOutputFolder: String?
    package var disablesAnimations = false

    package init() {}

    /// - Throws: `malformed`, or `invalidConfig` with the key's place.
    package init(reading bytes: [UInt8], file: String) throws(FlowError) {
        let root: YAMLTree?
        do {
            root = try YAMLTree.parse(bytes)
        } catch {
            throw FlowError(
                .malformed, "Parsing Failed", error.message,
                at: SourcePlace(file, line: max(error.line, 1), column: max(error.column, 1)))
        }
        guard let members = root?.members else { return }
        for member in members {
            switch member.key.text {
            case "flows": flows = try Self.texts(member.value, "flows", file)
            case "includeTags": includeTags = try Self.texts(member.value, "includeTags", file)
            case "excludeTags": excludeTags = try Self.texts(member.value, "excludeTags", file)
            case "testOutputDir": testOutputFolder = member.value.text
            case "executionOrder":
                flowsOrder =
                    try member.value["flowsOrder"].map { tree throws(FlowError) in
                        try Self.texts(tree, "flowsOrder", file)
                    } ?? []
                continuesOnFailure =
                    try member.value["continueOnFailure"].map { tree throws(FlowError) in
                        try Self.truth(tree, "continueOnFailure", file)
                    } ?? true
            case "platform":
                disablesAnimations =
                    try member.value["android"]?["disableAnimations"].map { tree throws(FlowError) in
                        try Self.truth(tree, "disableAnimations", file)
                    } ?? false
            default: continue
            }
        }
    }

    /// Keys of the language, its makers' service's included: a YAML file with no other is a configuration, not a flow.
    static let keys: Set<String> = [
        "flows", "includeTags", "excludeTags", "executionOrder", "testOutputDir", "platform", "baselineBranch",
        "notifications", "disableRetries", "local",
    ]

    /// The keys of a file with one document that is a mapping; nil for any other.
    static func keysOfOnlyDocument(_ bytes: [UInt8]) -> [String]? {
        let lines = bytes.split(separator: UInt8(ascii: "\n")).drop { $0.starts(with: "#".utf8) }
        guard !lines.dropFirst().contains(where: { $0.starts(with: "---".utf8) }) else { return nil }
        return (try? YAMLTree.parse(bytes))??.members?.map { $0.key.text ?? "" }
    }

    private static func texts(_ tree: YAMLTree, _ key: String, _ file: String) throws(FlowError) -> [String] {
        if let text = tree.text { return text.isEmpty ? [] : [text] }
        guard let elements = tree.elements else {
            throw invalid("\(key) takes a text or a list of texts", tree, file)
        }
        var texts: [String] = []
        for element in elements {
            guard let text = element.text else { throw invalid("each of \(key) must be a text", element, file) }
            texts.append(text)
        }
        return texts
    }

    private static func truth(_ tree: YAMLTree, _ key: String, _ file: String) throws(FlowError) -> Bool {
        switch tree.text {
        case "true": return true
        case "false": return false
        default: throw invalid("\(key) is true or false", tree, file)
        }
    }

    private static func invalid(_ message: String, _ tree: YAMLTree, _ file: String) -> FlowError {
        FlowError(
            .invalidConfig, "Invalid Workspace Configuration", message,
            at: SourcePlace(file, line: tree.line, column: tree.column))
    }
}
