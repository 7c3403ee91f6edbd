import FlowExports
import Foundation
import JSON
import TestSupport
import Testing

/// The search that Python scripts carry finds what Maestro finds.
@Suite(.enabled(if: Program.named("python3") != nil, "python3 is not installed"))
struct PythonSearchTests {
    private static let screen = """
        <hierarchy rotation="0"><node class="Frame" text="" bounds="[0,0][1080,1920]">\
        <node text="Title" resource-id="a:id/title" enabled="true" clickable="false" bounds="[0,0][100,50]"/>\
        <node text="" resource-id="a:id/row" bounds="[0,100][1080,200]">\
        <node text="Gym" content-desc="six" checked="true" enabled="true" bounds="[10,110][110,190]"/>\
        <node text="Delete" clickable="false" enabled="false" bounds="[800,110][1000,190]"/></node>\
        <node text="" resource-id="a:id/row" bounds="[0,200][1080,300]">\
        <node text="Work" content-desc="two&#10;lines" checked="false" enabled="true" bounds="[10,210][110,290]"/>\
        <node text="Delete" clickable="true" enabled="true" bounds="[800,210][1000,290]"/></node>\
        <node text="" hint="Search here" focused="true" bounds="[0,400][80,481]"/>\
        <node text="Far" bounds="[0,1900][100,2300]"/><node text="1.5 (x)" bounds="[500,500][600,600]"/>\
        <node text="\(String(repeating: "long ", count: 50))" bounds="[0,700][300,800]"/></node></hierarchy>
        """

    /// A selector of a flow, and the middle of what it finds.
    static let cases: [(String, String?)] = [
        ("Title", "50,25"), ("title", "50,25"), ("Tit", nil), ("T.*", "50,25"), ("{id: title}", "50,25"),
        ("{id: \"a:id/title\"}", "50,25"), ("{id: row}", "540,150"), ("{id: row, index: -1}", "540,250"),
        ("{id: row, index: 2}", nil), ("six", "60,150"), ("two lines", "60,250"), ("\"two\\nlines\"", "60,250"),
        ("search.*", "40,440"), ("Delete", "900,250"), ("{text: Delete, index: 0}", "900,150"),
        ("{text: Delete, enabled: false}", "900,150"), ("{checked: true}", "60,150"), ("{checked: false}", "60,250"),
        ("{focused: true}", "40,440"), ("{selected: true}", nil), ("{text: Delete, below: Gym}", "900,250"),
        ("{text: Delete, above: Work}", "900,150"), ("{text: .+, leftOf: {text: 1.5.*}, below: Work}", "40,440"),
        ("{text: .+, rightOf: Delete}", nil), ("{text: 1.*, rightOf: Gym}", "550,550"),
        ("{id: row, containsChild: Work}", "540,250"), ("{containsChild: Work}", "540,250"),
        ("{id: row, containsDescendants: [Work, {text: Delete, enabled: false}]}", nil),
        ("{id: row, containsDescendants: [Gym, Delete]}", "540,150"),
        ("{text: Delete, childOf: {containsChild: Gym}}", "900,150"), ("{text: Delete, childOf: Nobody}", nil),
        ("{width: 200, height: 80, index: 1}", "900,250"), ("{width: 199, height: 80}", nil),
        ("{width: 199, height: 80, tolerance: 1, index: 0}", "900,150"), ("{traits: long-text}", "150,750"),
        ("{traits: square text}", "550,550"), ("{traits: square, index: 0}", "40,440"), ("Far", nil),
        ("1.5 (x)", "550,550"), ("\"*\"", nil), ("\"1\\\\.5 \\\\(x\\\\)\"", "550,550"),
    ]

    @Test func aSelectorFindsItsElement() async throws {
        let commands = Self.cases.map { "- tapOn: \($0.0)" }.joined(separator: "\n")
        let flow = try exported(commands, to: .uiautomator2)
        // Each step says where it would touch, and none is waited for.
        let output = try await PythonStubs.run(
            Self.saying(
                "','.join(map(str, place('50%,50%', bounds(found[0]))))", among: "look()", flow), dump: Self.screen
        ).output
        #expect(output.status == 0, "\(output.errorText)")
        let found = output.text.split(separator: "\n").map(String.init)
        #expect(found.count == Self.cases.count)
        for ((selector, expected), found) in zip(Self.cases, found) {
            #expect(found == expected ?? "None", "\(selector)")
        }
    }

    /// The script with taps that only print what they would touch.
    private static func saying(_ what: String, among nodes: String, _ script: String) -> String {
        let function = """
            def say(selector):
                found = find(selector, \(nodes))
                print(\(what) if found else None)


            def flow():
            """
        return script.replacing("\n    tap(", with: "\n    say(").replacing("def flow():", with: function)
    }

    static let vectors: [JSONValue] = {
        guard let bytes = try? SharedData.bytes("maestro/selector-vectors.json") else { return [] }
        return (try? JSONValue(parsing: bytes))?["vectors"]?.array ?? []
    }()

    /// What Maestro itself found, on screens made for it, of which it looked at every node.
    @Test(.enabled(if: !vectors.isEmpty, "the shared selectors are absent: set THIMBLE_SHARED"), arguments: vectors)
    func aSelectorFindsWhatMaestroFound(_ vector: JSONValue) async throws {
        let selector = try #require(vector["selector"]).print()
        let flow = try exported("- tapOn: \(selector)", to: .uiautomator2)
        let dump = "<hierarchy>\(Self.children(of: nil, try #require(vector["nodes"]?.array)))</hierarchy>"
        let nodes = "list(ElementTree.fromstring(dump()).iter())[1:]"
        let script = Self.saying("found[0].get('key')", among: nodes, flow)
        let output = try await PythonStubs.run(script, dump: dump).output
        #expect(output.text == (vector["selected"]?.string ?? "None") + "\n", "\(selector) \(dump) \(output.errorText)")
    }

    private static func children(of parent: String?, _ nodes: [JSONValue]) -> String {
        nodes.filter { $0["parent"]?.string == parent }.map { node in
            let rect = node["rect"]?.array?.compactMap(\.integer) ?? [0, 0, 0, 0]
            var attributes = ["bounds=\"[\(rect[0]),\(rect[1])][\(rect[0] + rect[2]),\(rect[1] + rect[3])]\""]
            for (name, key) in [("key", "key"), ("text", "text"), ("resource-id", "id")] {
                if let text = node[key]?.string { attributes.append("\(name)=\"\(text)\"") }
            }
            for state in ["enabled", "clickable", "checked", "focused", "selected"] {
                if let isSet = node[state]?.bool { attributes.append("\(state)=\"\(isSet)\"") }
            }
            let inner = children(of: node["key"]?.string, nodes)
            return "<node \(attributes.joined(separator: " "))>\(inner)</node>"
        }.joined()
    }
}
