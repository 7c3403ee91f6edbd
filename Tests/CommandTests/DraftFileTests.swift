import Foundation
import Glibc
import Testing

@testable import thimble

struct DraftFileTests {
    /// A folder of its own, gone afterwards.
    private func inFolder(_ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder.path)
    }

    @Test func anOldFileStaysUntilTheNewOneIsWhole() throws {
        try inFolder { folder in
            let path = folder + "/flow.yaml"
            try "old".write(toFile: path, atomically: false, encoding: .utf8)
            #expect(chmod(path, 0o640) == 0)
            try DraftFile.check(path)
            let draft = try DraftFile(for: path)
            try draft.write(Array("new".utf8))
            #expect(try String(contentsOfFile: path, encoding: .utf8) == "old")
            try draft.finish()
            #expect(try String(contentsOfFile: path, encoding: .utf8) == "new")
            #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o640)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["flow.yaml"])
        }
    }

    @Test func whatIsNotFinishedLeavesNothing() throws {
        try inFolder { folder in
            _ = try RunFiles(save: folder + "/flow.yaml", report: nil, journal: nil)
            do {
                let draft = try DraftFile(for: folder + "/pulled")
                try draft.write([1, 2, 3])
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
        }
    }

    @Test func aLinkStaysALink() throws {
        try inFolder { folder in
            try Data().write(to: URL(fileURLWithPath: folder + "/real"))
            #expect(symlink("real", folder + "/link") == 0)
            let draft = try DraftFile(for: folder + "/link")
            try draft.write([7])
            try draft.finish()
            #expect(FileManager.default.contents(atPath: folder + "/real") == Data([7]))
            #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder + "/link") == "real")
        }
    }

    @Test(arguments: ["/nonexistent/flow.yaml", "/", "/dev/null/flow.yaml"])
    func refusesWhatCannotBeWritten(_ path: String) {
        #expect(throws: OutputError.self) { try RunFiles(save: path, report: nil, journal: nil) }
    }

    @Test func aDeviceFileIsWrittenAsItIs() throws {
        let draft = try DraftFile(for: "/dev/null")
        try draft.write([1])
        try draft.finish()
        #expect(access("/dev/null", F_OK) == 0)
    }
}
