import FlowScripts

/// The installed engine, where there is one.
enum Engine {
    static let isInstalled = (try? JavaScriptCore()) != nil

    /// A run's session whose requests are answered by `send`.
    static func session(send: @escaping (String) -> String = { _ in #"{"failure":"no network"}"# }) throws -> ScriptSession {
        try ScriptSession(JavaScriptCore(), platform: "android", send: send)
    }
}
