import Agents
import Foundation
import JSON
import Testing

@testable import thimble

@Suite struct PlanBatchTests {
    private static let dump = """
        <hierarchy rotation="0"><node class="android.widget.FrameLayout" bounds="[0,0][1080,1920]" enabled="true">\
        <node class="android.widget.Button" text="OK" clickable="true" enabled="true" bounds="[0,100][200,200]"/>\
        <node class="android.widget.Button" text="Cancel" clickable="true" enabled="true" bounds="[0,300][200,400]"/>\
        </node></hierarchy>
        """

    private static let json: JSONValue = [
        "attributes": ["bounds": "[0,0][1080,1920]"],
        "children": [
            [
                "attributes": ["text": "OK", "bounds": "[0,100][200,200]", "clickable": "true", "enabled": "true"],
                "children": [],
            ]
        ],
    ]

    /// Runs a batch in a folder of its own, beside a dump named `screen.xml`.
    private func run(_ lines: [String]) async throws -> (isClean: Bool, output: [JSONValue]) {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data(Self.dump.utf8).write(to: folder.appendingPathComponent("screen.xml"))
        let file = folder.appendingPathComponent("batch.jsonl")
        try Data(lines.joined(separator: "\n").utf8).write(to: file)
        var output: [String] = []
        let batch = PlanBatch(path: file.path, format: nil, planner: BaselinePlanner(), top: 2)
        let isClean = try await batch.run { output.append($0) }
        return (isClean, try output.map { try JSONValue(parsing: $0) })
    }

    private func line(_ screen: JSONValue, id: JSONValue = 7) -> String {
        JSONValue.object(["id": id, "instruction": "tap OK", "screen": screen, "history": []]).print()
    }

    @Test(arguments: [JSONValue.string(dump), json, "screen.xml"])
    func readsDumpsAndPathsBesideTheFile(_ screen: JSONValue) async throws {
        let (isClean, output) = try await run([line(screen)])
        #expect(isClean)
        #expect(output.count == 1)
        #expect(output[0]["bounds"] == [0, 100, 200, 200])
        #expect(output[0]["node"] == 1)
    }

    @Test func keysComeInTheOrderOfTheContract() async throws {
        let answer = try #require(try await run([line("screen.xml")]).output.first?.object)
        #expect(
            answer.keys == [
                "id", "call", "element", "node", "bounds", "confidence", "model", "prompt_tokens", "output_tokens",
                "milliseconds", "alternatives",
            ])
        #expect(answer["call"]?.object?.keys == ["name", "arguments"])
        #expect(answer["alternatives"]?[0]?.object?.keys == ["call", "element", "node", "confidence"])
        #expect(answer["alternatives"]?.array?.count == 1)
        #expect(answer["model"] == "baseline")
    }

    @Test func aCallWithoutAnElementHasNulls() async throws {
        let back: JSONValue = ["id": "b", "instruction": "go back", "screen": "screen.xml"]
        let answer = try #require(try await run([back.print()]).output.first)
        for key in ["element", "node", "bounds"] { #expect(answer[key]?.isNull == true) }
        #expect(answer["id"] == "b")
    }

    @Test(arguments: [
        "{bad", "{\"id\":1,\"instruction\":\"tap\"}", "{\"id\":1,\"screen\":\"screen.xml\"}", "[]", "3",
        "{\"id\":1,\"instruction\":\"tap\",\"screen\":\"gone.xml\"}",
        "{\"id\":1,\"instruction\":\"tap\",\"screen\":\"<nope/>\"}", "{\"id\":1,\"instruction\":\"tap\",\"screen\":4}",
        "{\"id\":1,\"instruction\":\"tap\",\"screen\":\"screen.xml\",\"history\":\"x\"}",
    ])
    func aBadLineIsSaidAndTheNextIsPlanned(_ bad: String) async throws {
        let (isClean, output) = try await run([bad, "", "  ", line("screen.xml")])
        #expect(!isClean)
        #expect(output.count == 2)
        #expect(output[0].object?.keys == ["id", "error"])
        #expect(output[0]["error"]?.string?.isEmpty == false)
        #expect(output[1]["element"]?.integer != nil)
    }

    @Test(arguments: ["", " \t"])
    func anEmptyScreenIsNoPath(_ screen: String) async throws {
        let output = try await run([line(.string(screen))]).output
        #expect(output[0]["error"]?.string?.contains("\"screen\" is empty") == true)
    }

    @Test func aMissingFileIsAnError() async {
        let batch = PlanBatch(path: "/nowhere/batch.jsonl", format: nil, planner: BaselinePlanner(), top: 1)
        await #expect(throws: InputError.self) { try await batch.run { _ in } }
    }
}
