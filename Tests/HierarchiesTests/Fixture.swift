import Foundation
import Hierarchies
import JSON
import TestSupport
import Testing

/// The dumps of `fixtures/dumps`, one of each format, and the raw material of every broken input here.
enum Fixture: String, CaseIterable, Sendable {
    case settings = "settings.uiautomator.xml"
    case login = "login.androidx.xml"
    case inbox = "inbox.appium.xml"
    case healthXML = "health.xcuitest.xml"
    case healthJSON = "health.xcuitest.json"
    case shop = "shop.droidbot.json"
    case player = "player.rico.json"
    case form = "form.maestro.json"
    case chat = "chat.mobilerun.json"

    static let package = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    var isXML: Bool { rawValue.hasSuffix(".xml") }

    func bytes() throws -> [UInt8] {
        try [UInt8](Data(contentsOf: Self.package.appending(path: "fixtures/dumps").appending(path: rawValue)))
    }

    func text() throws -> String { String(decoding: try bytes(), as: UTF8.self) }

    func hierarchy() throws -> Hierarchy { try Hierarchy(reading: bytes(), file: rawValue) }
}

/// A dump small enough to be cut at each of its bytes: two rows with text, a character of each UTF-8 length.
enum SmallDump {
    static let xml = """
        <?xml version='1.0' encoding='UTF-8' standalone='yes' ?><hierarchy rotation="0">\
        <node index="0" text="" resource-id="" class="android.widget.FrameLayout" bounds="[0,0][720,1280]">\
        <node index="0" text="Café &amp; Bar" class="android.widget.TextView" bounds="[0,80][720,160]" />\
        <node index="1" text="€ 4 &#128512; 🍋" class="android.widget.Button" clickable="true" \
        bounds="[0,160][720,240]"><node index="0" text="Order" bounds="[8,168][200,232]" /></node>\
        </node></hierarchy>
        """

    static let trees: [(name: String, text: String)] = [
        (
            "maestro",
            """
            {"attributes":{"bounds":"[0,0][720,1280]"},"children":[\
            {"attributes":{"text":"Café \\"Bar\\"","bounds":"[0,80][720,160]"},"children":[]},\
            {"attributes":{"text":"€ 4 🍋","bounds":"[0,160][720,240]"},"children":[\
            {"attributes":{"text":"Order","bounds":"[8,168][200,232]"},"children":[]}]}],"clickable":false}
            """
        ),
        (
            "rico",
            """
            {"activity_name":"a.b/.C","activity":{"root":{"bounds":[0,0,720,1280],"class":"V","children":[\
            {"bounds":[0,80,720,160],"class":"T","text":"Café"},null,\
            {"bounds":[0,160,720,240],"class":"B","text":"€","children":[\
            {"bounds":[8,168,200,232],"class":"T","text":"Order"}]}]}}}
            """
        ),
        (
            "droidbot",
            """
            {"foreground_activity":"a.b/.C","width":720,"height":1280,"views":[\
            {"bounds":[[0,0],[720,1280]],"parent":-1,"text":null},\
            {"bounds":[[0,80],[720,160]],"parent":0,"text":"Café"},\
            {"bounds":[[0,160],[720,240]],"parent":0,"text":"€"},\
            {"bounds":[[8,168],[200,232]],"parent":2,"text":"Order"}]}
            """
        ),
    ]
}

/// What a node says, in a form that can be compared; its place in the arena is left to the arena's own tests.
struct Facts: Hashable, CustomStringConvertible {
    var strings: [String]
    var extras: Set<UINode.Extra>
    var bounds: Rect
    var flags: UINode.Flags
    var stated: UINode.Flags
    var drawingOrder: Int?

    init(_ node: UINode) {
        strings = [
            node.className, node.packageName, node.resourceID, node.text, node.contentDescription, node.hint,
        ]
        extras = Set(node.extras)
        bounds = node.bounds
        flags = node.flags
        stated = node.stated
        drawingOrder = node.drawingOrder
    }

    var description: String {
        let values = extras.map { "\($0.key)=\($0.value)" }.sorted()
        return "\(strings) \(values) \(bounds) \(flags.rawValue) \(stated.rawValue) \(drawingOrder as Int?)"
    }
}

/// A node's facts and its place, so that two arenas can be compared whole.
struct PlacedFacts: Hashable, CustomStringConvertible {
    var facts: Facts
    var place: [Int]

    init(_ node: UINode) {
        facts = Facts(node)
        place = [node.parent, node.end]
    }

    var description: String { "\(place) \(facts)" }
}

extension Hierarchy {
    var facts: [Facts] { nodes.map(Facts.init) }
    var placedFacts: [PlacedFacts] { nodes.map(PlacedFacts.init) }
    var repairs: [RepairWarning.Repair] { warnings.map(\.repair) }

    init(reading text: String, limits: DumpLimits = DumpLimits()) throws(HierarchyError) {
        try self.init(reading: Array(text.utf8), file: "dump", limits: limits)
    }

    /// The first node with this text.
    func node(text: String) -> UINode? { nodes.first { $0.text == text } }

    /// The first node whose identifier ends with these letters.
    func node(id: String) -> UINode? { nodes.first { $0.resourceID.hasSuffix(id) } }

    /// The first node described so.
    func node(described description: String) -> UINode? {
        nodes.first { $0.contentDescription == description }
    }
}

/// Reads the text and gives the refusal, nil when it is read.
func refusal(_ bytes: [UInt8], as format: DumpFormat? = nil, limits: DumpLimits = DumpLimits()) -> HierarchyError? {
    do throws(HierarchyError) {
        _ = try Hierarchy(reading: bytes, file: "dump", as: format, limits: limits)
        return nil
    } catch {
        return error
    }
}

func refusal(_ text: String, as format: DumpFormat? = nil, limits: DumpLimits = DumpLimits()) -> HierarchyError? {
    refusal(Array(text.utf8), as: format, limits: limits)
}

extension SeededGenerator {
    /// The same value with the members of every object in another order.
    mutating func shuffled(_ value: JSONValue) -> JSONValue {
        switch value {
        case .array(let elements): .array(elements.map { shuffled($0) })
        case .object(let object):
            .object(JSONObject(object.members.map { ($0.key, shuffled($0.value)) }.shuffled(using: &self)))
        default: value
        }
    }
}
