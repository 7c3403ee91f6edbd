import FlowExports
import Foundation
import TestSupport

/// Packages that write down what they are asked, in the place of those that drive phones.
enum PythonStubs {
    /// Runs a script with the stubs.
    ///
    /// - Returns: the calls, one a line, and what the script left behind.
    static func run(
        _ script: String, dump: String, _ arguments: [String] = [], environment: [String: String] = [:],
        compiling: Bool = false
    ) async throws -> (calls: [String], output: Program.Output) {
        try await withTemporaryFolder { folder in
            let log = folder.appending(path: "log")
            let files = [
                ("log", ""), ("dump.xml", dump), ("flow.py", script), ("stub.py", stub),
                ("uiautomator2.py", "from stub import Device\ndef connect():\n    return Device()\n"),
                ("appium/__init__.py", ""),
                (
                    "appium/webdriver.py",
                    "from stub import Device\ndef Remote(url, options):\n    return Device(url, options.__dict__)\n"
                ),
                ("appium/options/__init__.py", ""),
                ("appium/options/android.py", "class UiAutomator2Options:\n    pass\n"),
            ]
            for (name, text) in files {
                let file = folder.appending(path: name)
                try FileManager.default.createDirectory(
                    at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data(text.utf8).write(to: file)
            }
            var variables = environment
            variables["LOG"] = log.path
            variables["DUMP"] = folder.appending(path: "dump.xml").path
            variables["PATH"] = ProcessInfo.processInfo.environment["PATH"]
            guard let python = Program.named("python3") else { throw CocoaError(.fileNoSuchFile) }
            let file = folder.appending(path: "flow.py").path
            let words = compiling ? ["-W", "error", "-m", "py_compile", file] : [file] + arguments
            let output = try await python.run(words, environment: variables)
            let calls = try String(contentsOf: log, encoding: .utf8).split(separator: "\n").map(String.init)
            return (calls, output)
        }
    }

    private static let stub = #"""
        import os


        class Result:
            exit_code = 0

            def __init__(self, output):
                self.output = output
                self.exit_code = 3 if "com.fails" in output else 0


        ANSWERS = {
            "dumpsys input_method": "mInputShown=true",
            "dumpsys package com.example": "android.permission.CAMERA: granted=false",
            "cmd package resolve-activity --brief -c android.intent.category.LAUNCHER com.example": "com.example/.Main",
        }


        class Device:
            """Answers like a phone with one screen; writes down everything else."""

            def __init__(self, *arguments):
                self.log("connect", arguments)

            def log(self, name, arguments, options={}):
                words = [repr(argument) for argument in arguments] + [f"{k}={v!r}" for k, v in options.items()]
                with open(os.environ["LOG"], "a") as file:
                    file.write(f"{name}({', '.join(words)})\n")

            def dump_hierarchy(self):
                return open(os.environ["DUMP"]).read()

            page_source = property(dump_hierarchy)

            def window_size(self):
                return (1080, 1920)

            def get_window_size(self):
                return {"width": 1080, "height": 1920}

            def shell(self, words):
                line = " ".join(words)
                if line not in ANSWERS:
                    self.log("shell", (line,))
                return Result(ANSWERS.get(line, line))

            def execute_script(self, name, arguments):
                self.log(name, (), arguments)

            def stop_recording_screen(self):
                return "AAAA"

            def __getattr__(self, name):
                def call(*arguments, **options):
                    self.log(name, arguments, options)
                    return True

                return call
        """#
}
