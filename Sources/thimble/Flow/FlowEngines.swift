import FlowDocuments
import FlowScripts
import Flows

/// The script engine of this program: a child process of its own, made when a flow needs one.
enum FlowEngines {
    static let make: FlowRunner.EngineMaker = { platform throws(FlowScriptError) in
        ScriptProcess(platform: platform.rawValue.lowercased(), http: ScriptHTTPClient())
    }
}
