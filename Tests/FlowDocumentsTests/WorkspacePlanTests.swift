import FlowDocuments
import Foundation
import Testing

struct WorkspacePlanTests {
    private static let flow = "appId: a\n---\n- back\n"

    private static func files(_ config: String? = nil, _ others: [String: String] = [:]) -> FilesInMemory {
        var texts = [
            "w/a.yaml": "appId: a\ntags: [smoke, slow]\n---\n- back\n",
            "w/b.yml": "appId: a\ntags: [smoke]\n---\n- back\n",
            "w/sub/c.yaml": "appId: a\nname: third\n---\n- back\n", "w/notes.txt": "no flow",
        ]
        texts["w/config.yaml"] = config
        return FilesInMemory(texts.merging(others) { $1 })
    }

    @Test(
        arguments: [
            (nil, [], [], ["w/a.yaml", "w/b.yml"]),
            ("flows: [\"**\"]", [], [], ["w/a.yaml", "w/b.yml", "w/sub/c.yaml"]),
            ("flows: sub/*", [], [], ["w/sub/c.yaml"]),
            ("flows: [\"**\", \"!b*\"]", [], [], ["w/a.yaml", "w/sub/c.yaml"]),
            (nil, ["slow"], [], ["w/a.yaml"]), (nil, [], ["slow"], ["w/b.yml"]),
            ("includeTags: smoke\nexcludeTags: [slow]", [], [], ["w/b.yml"]),
        ] as [(String?, [String], [String], [String])])
    func patternsAndTagsChoose(
        _ config: String?, _ included: [String], _ excluded: [String], _ wanted: [String]
    ) throws {
        let plan = try WorkspacePlan(
            ["w"], choice: .init(includeTags: included, excludeTags: excluded), in: Self.files(config))
        #expect(plan.flows.map(\.file) == wanted)
        #expect(plan.sequence.isEmpty)
    }

    @Test func aFlowNamedAloneIsTakenWhateverItsTags() throws {
        let plan = try WorkspacePlan(["w/b.yml"], choice: .init(includeTags: ["none"]), in: Self.files())
        #expect(plan.flows.map(\.file) == ["w/b.yml"])
    }

    @Test(arguments: [
        (["third.yaml", "a"], ["w/sub/c.yaml", "w/a.yaml"]), (["third", "gone"], ["w/sub/c.yaml"]),
        (["gone", "third"], []), ([], []), (["a", "a", "third"], ["w/a.yaml", "w/sub/c.yaml"]),
    ]) func theOrderNamesWhatRunsFirst(_ order: [String], _ wanted: [String]) throws {
        let config = "flows: [\"**\"]\nexecutionOrder:\n  flowsOrder: [\(order.joined(separator: ", "))]\n"
        let plan = try WorkspacePlan(["w"], in: Self.files(config + "  continueOnFailure: false\n"))
        #expect(plan.sequence.map(\.file) == wanted)
        #expect(plan.sequence.count + plan.flows.count == 3)
        #expect(!plan.config.continuesOnFailure)
    }

    @Test(
        arguments: [
            (["x"], nil, FlowError.Code.missingFile, "Flow path does not exist: x"),
            (["w"], "flows: [\"no/*\"]", .emptyWorkspace, "Flow inclusion pattern(s) did not match any Flow files:"),
            (["w"], "flows: [\"!a.yaml\"]", .emptyWorkspace, "Flow inclusion patterns contain only negation patterns"),
            (["w"], "includeTags: gone", .emptyWorkspace, "Include / Exclude tags did not match any Flows:"),
            (["w"], "flows: [\"[\"]", .invalidConfig, "Invalid Flow Pattern: ["),
            (["w"], "includeTags: {a: b}", .invalidConfig, "Invalid Workspace Configuration"),
            (["w"], "flows: [", .malformed, "Parsing Failed"),
        ] as [([String], String?, FlowError.Code, String)])
    func whatLeavesNothingIsSaid(
        _ inputs: [String], _ config: String?, _ code: FlowError.Code, _ title: String
    ) throws {
        let error = try #require(throws: FlowError.self) { try WorkspacePlan(inputs, in: Self.files(config)) }
        #expect(error.code == code)
        #expect(error.title.hasPrefix(title), "\(error)")
    }

    @Test func aConfigurationUnderAnotherNameIsNoFlow() throws {
        let files = Self.files(nil, ["w/other.yaml": "flows: [x]\nexcludeTags: [y]\n"])
        #expect(try WorkspacePlan(["w"], in: files).flows.map(\.file) == ["w/a.yaml", "w/b.yml"])
    }

    @Test(arguments: [
        ("- runFlow: gone.yaml", "Invalid File Path", 3), ("- back\n- addMedia: gone.png", "Media File Not Found", 4),
        ("- runScript: gone.js", "Invalid File Path", 3),
        ("- repeat:\n    commands:\n    - runFlow: x", "Invalid File Path", 5),
    ]) func aFileThatIsNamedMustBeThere(_ commands: String, _ title: String, _ line: Int) throws {
        let files = FilesInMemory(["w/a.yaml": "appId: a\n---\n\(commands)\n"])
        let error = try #require(throws: FlowError.self) { try WorkspacePlan(["w"], in: files) }
        #expect(error.title == title)
        #expect(error.place?.line == line)
        #expect(error.excerpt?.contains("^") == true)
    }

    @Test(arguments: [
        ("../x/p.png", ["x/p.png"], false), ("../x/p.png", ["x/p.png", "w/media/p.png"], true),
        ("media/p.png", ["w/media/p.png"], true), ("${PICTURE}", [], true),
    ]) func mediaLiesInTheWorkspace(_ name: String, _ others: [String], _ isRight: Bool) throws {
        var texts = ["w/a.yaml": "appId: a\n---\n- back\n- addMedia: [\"\(name)\"]\n"]
        for other in others { texts[other] = "" }
        let files = FilesInMemory(texts)
        // One flow alone has no workspace.
        #expect(throws: Never.self) { try WorkspacePlan(["w/a.yaml"], in: files) }
        do throws(FlowError) {
            #expect(try WorkspacePlan(["w"], in: files).flows.count == 1 && isRight)
        } catch {
            #expect(!isRight && error.title == "Media File Not Found" && error.place?.line == 4, "\(error)")
        }
    }

    @Test func aFlowThatNamesItselfHasAnInvalidPath() throws {
        let files = FilesInMemory(["w/a.yaml": "appId: a\n---\n- runFlow: a.yaml\n"])
        let error = try #require(throws: FlowError.self) { try WorkspacePlan(["w"], in: files) }
        #expect(error.title == "Invalid File Path" && error.code == .cycle)
    }

    @Test func aFlowThatRunsItselfIsRefused() throws {
        let files = FilesInMemory([
            "w/a.yaml": "appId: a\n---\n- runFlow: sub/b.yaml\n",
            "w/sub/b.yaml": "appId: a\n---\n- retry: {file: ../a.yaml}\n",
        ])
        let error = try #require(throws: FlowError.self) { try WorkspacePlan(["w/a.yaml"], in: files) }
        #expect(error.code == .cycle)
        #expect(error.place?.file == "w/sub/b.yaml")
    }

    @Test func flowsThatShareOthersAreReadOnce() throws {
        var texts = ["w/40.yaml": Self.flow]
        for number in 0..<40 {
            let command = "- runFlow: \(number + 1).yaml\n"
            texts["w/\(number).yaml"] = "appId: a\n---\n\(command)\(command)"
        }
        #expect(try WorkspacePlan(["w/0.yaml"], in: FilesInMemory(texts)).flows.count == 1)
    }

    @Test func theConfigurationSaysWhereResultsGoAndWhetherThingsMove() throws {
        let config = "testOutputDir: out\nplatform: {android: {disableAnimations: true}}\nunknown: [1]\n"
        let plan = try WorkspacePlan(["w"], in: Self.files(config))
        #expect(plan.config.testOutputFolder == "out" && plan.config.disablesAnimations)
        #expect(plan.config.continuesOnFailure)
    }

    @Test(arguments: [
        ("b.yaml", "w/a.yaml", "w/b.yaml"), ("../b.yaml", "w/a.yaml", "b.yaml"), ("../../b", "w/a.yaml", "../b"),
        ("/x/./b", "w/a.yaml", "/x/b"), ("s/../b", "/w/a.yaml", "/w/b"),
    ]) func namesAreRelativeToTheFile(_ name: String, _ file: String, _ path: String) {
        #expect(FlowReferences.path(name, from: file) == path)
    }
}
