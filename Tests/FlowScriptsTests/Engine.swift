import FlowScripts

/// The installed engine, where there is one.
enum Engine {
    static let isInstalled = (try? JavaScriptCore()) != nil

    /// A run's session that reaches nobody.
    static func session() throws -> ScriptSession {
        try ScriptSession(JavaScriptCore(), platform: "android") { _ in #"{"failure":"no network"}"# }
    }
}
