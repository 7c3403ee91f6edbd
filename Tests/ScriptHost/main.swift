import FlowScripts

// The child process of the tests of `ScriptProcess`, which in the product is `thimble script-host`.
ScriptServer.serve()
