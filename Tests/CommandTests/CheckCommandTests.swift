import ArgumentParser
import FlowDocuments
import Foundation
import TestSupport
import Testing

@testable import thimble

@Suite("thimble check")
struct CheckCommandTests {
    @Test(
        "The exit code says whether flows are sound, faulty or not there",
        arguments: [
            ("a.yaml", nil), ("bad.yaml", 65), ("gone.yaml", 66), ("sub", nil), (".", 65), ("empty", 65),
        ] as [(String, Int32?)]) func exitCodes(_ path: String, _ code: Int32?) async throws
    {
        try await withTemporaryFolder { folder in
            let texts = [
                "a.yaml": "appId: a\n---\n- runFlow: sub/b.yaml\n", "sub/b.yaml": "appId: a\n---\n- back\n",
                "bad.yaml": "appId: a\n---\n- bakc\n", "empty/notes.txt": "",
            ]
            for (name, text) in texts {
                let file = folder.appending(path: name)
                try FileManager.default.createDirectory(
                    at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data(text.utf8).write(to: file)
            }
            let command = try CheckCommand.parse([folder.appending(path: path).path])
            do {
                try command.run()
                #expect(code == nil)
            } catch let error as ExitCode {
                #expect(error.rawValue == code)
            } catch let error as any ReportableError {
                #expect(error.exitCode == code, "\(error)")
            }
        }
    }

    @Test("Files of a folder are found at any depth, but not behind links to folders")
    func folders() async throws {
        try await withTemporaryFolder { folder in
            let deep = folder.appending(path: "x/y")
            try FileManager.default.createDirectory(at: deep, withIntermediateDirectories: true)
            try Data().write(to: deep.appending(path: "f.yaml"))
            try FileManager.default.createSymbolicLink(at: deep.appending(path: "round"), withDestinationURL: folder)
            try FileManager.default.createSymbolicLink(
                at: folder.appending(path: "link.yaml"), withDestinationURL: deep.appending(path: "f.yaml"))
            let files = try FolderFiles().files(below: folder.path)
            #expect(files == ["\(folder.path)/link.yaml", "\(folder.path)/x/y/f.yaml"])
        }
    }
}
