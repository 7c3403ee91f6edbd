import ArgumentParser
import FlowScripts
import Glibc

/// `thimble script-host`: the child process in which a flow's scripts run; started by Thimble itself.
struct ScriptHostCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "script-host",
        abstract: "Compute a flow's scripts, told by lines of JSON on standard input.",
        shouldDisplay: false)

    func run() {
        ScriptServer.serve()
        // At once: with its descriptors closed the process has nothing to tidy up by.
        Glibc.exit(0)
    }
}
