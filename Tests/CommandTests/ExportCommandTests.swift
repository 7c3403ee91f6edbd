import ArgumentParser
import Foundation
import TestSupport
import Testing

@testable import thimble

@Suite("thimble export")
struct ExportCommandTests {
    @Test(
        "A flow is written, or refused with an exit code",
        arguments: [
            ("a.yaml", "adb", nil), ("a.yaml", "maestro", nil), ("a.yaml", "uiautomator2", nil),
            ("a.yaml", "appium-python", nil), ("script.yaml", "adb", 65), ("script.yaml", "maestro", nil),
            ("bad.yaml", "maestro", 65), ("gone.yaml", "adb", 66),
        ] as [(String, String, Int32?)])
    func exitCodes(_ name: String, _ target: String, _ code: Int32?) async throws {
        try await withTemporaryFolder { folder in
            let texts = [
                "a.yaml": "appId: a\n---\n- runFlow: b.yaml\n", "b.yaml": "appId: a\n---\n- back\n",
                "script.yaml": "appId: a\n---\n- evalScript: a\n", "bad.yaml": "appId: a\n---\n- bakc\n",
            ]
            for (name, text) in texts { try Data(text.utf8).write(to: folder.appending(path: name)) }
            let output = folder.appending(path: "out")
            let command = try ExportCommand.parse([
                folder.appending(path: name).path, "--to", target, "--output", output.path,
            ])
            do {
                try command.run()
                #expect(code == nil)
                #expect(try String(contentsOf: output, encoding: .utf8).hasSuffix("\n"))
            } catch let error as any ReportableError {
                #expect(error.exitCode == code, "\(error)")
                #expect(!FileManager.default.fileExists(atPath: output.path))
            }
        }
    }

    @Test("A folder of cases that is not there is named")
    func conformance() async throws {
        let command = try MaestroConformanceCommand.parse(["/no/such/folder"])
        let error = await #expect(throws: FlowCommandError.self) { try await command.run() }
        #expect(error?.description == "No Folder: there is no folder /no/such/folder")
        #expect(error?.exitCode == 66)
    }

    @Test(
        "What makes no sense is a usage error",
        arguments: [
            ["f.yaml"], ["f.yaml", "--to", "espresso"], ["f.yaml", "--to", "adb", "-e", "novalue"],
            ["f.yaml", "--to", "adb", "-e", "=v"], ["f.yaml", "--to", "maestro", "-e", "A=b"],
        ])
    func usage(_ arguments: [String]) {
        #expect(throws: (any Error).self) { try ExportCommand.parse(arguments) }
        #expect(throws: (any Error).self) { try CheckCommand.parse(["--schema", "f.yaml"]) }
        #expect(throws: (any Error).self) { try CheckCommand.parse([]) }
    }
}
