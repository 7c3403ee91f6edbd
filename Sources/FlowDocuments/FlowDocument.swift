package import JSON

/// A flow file: its configuration and its commands, with nothing interpolated yet.
///
/// Source: Maestro's flow language as of 2.8.0; see docs/flows.md for what differs.
package struct FlowDocument: Sendable, Hashable {
    package var file: String
    package var config: FlowConfig
    package var commands: [FlowCommand]

    package init(file: String, config: FlowConfig, commands: [FlowCommand]) {
        self.file = file
        self.config = config
        self.commands = commands
    }

    /// What reports call it: its name, else the file's without its ending.
    package var title: String {
        config.name ?? Self.withoutEnding(file.split(separator: "/").last.map(String.init) ?? file)
    }

    static func withoutEnding(_ name: String) -> String {
        for ending in [".yaml", ".yml"] where name.hasSuffix(ending) { return String(name.dropLast(ending.count)) }
        return name
    }
}

/// What stands above a flow's `---`.
package struct FlowConfig: Sendable, Hashable {
    package var appID: String?
    package var url: String?
    package var name: String?
    package var tags: [String] = []
    /// In the file's order.
    package var environment: [FlowVariable] = []
    package var onFlowStart: [FlowCommand]?
    package var onFlowComplete: [FlowCommand]?
    /// Handed through to reports.
    package var properties: [String: String] = [:]
    /// Keys that the language does not define.
    package var extensions = JSONObject()
    package var place: SourcePlace

    package init(place: SourcePlace) { self.place = place }
}

/// A variable and its value, which may hold expressions.
package struct FlowVariable: Sendable, Hashable {
    package var name: String
    package var value: String

    package init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}
