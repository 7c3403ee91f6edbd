import Hierarchies
import JSON
import Screens
import Testing

@testable import SimulatedPhones

@Suite struct DumpTests {
    private static let small = """
        package: a.b
        label: A
        main: home
        state: {on: true, name: ""}
        screens:
          home:
            bar: none
            body:
              - {row: Sound, control: switch, bind: state.on, id: sound}
              - {field: state.name, hint: Name}
        """

    private func phone(profile: PhoneProfile = .phone) throws -> SimulatedPhone {
        let app = try AppDeclaration(yaml: Array(Self.small.utf8), file: "small.yaml")
        return SimulatedPhone(profile: profile, apps: [app], startingIn: "a.b")
    }

    private func node(
        _ index: Int, _ text: String, _ id: String, _ name: String, _ bounds: String, on: Set<String> = []
    ) -> String {
        let flags = [
            "checkable", "checked", "clickable", "enabled", "focusable", "focused", "scrollable", "long-clickable",
            "password",
            "selected",
        ].map { "\($0)=\"\($0 == "enabled" || on.contains($0))\"" }.joined(separator: " ")
        return "<node index=\"\(index)\" text=\"\(text)\" resource-id=\"\(id)\" class=\"\(name)\" package=\"a.b\" "
            + "content-desc=\"\" \(flags) bounds=\"\(bounds)\""
    }

    @Test func `A small screen's dump is this, to the byte`() throws {
        let full = "[0,0][1080,2400]"
        let expected =
            "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?><hierarchy rotation=\"0\">"
            + node(0, "", "", "android.widget.FrameLayout", full) + ">"
            + node(0, "", "", "android.widget.LinearLayout", full) + ">"
            + node(0, "", "android:id/content", "android.widget.FrameLayout", full) + ">"
            + node(0, "", "a.b:id/content_parent", "android.view.ViewGroup", "[0,0][1080,2337]") + ">"
            + node(
                0, "", "a.b:id/recycler_view", "androidx.recyclerview.widget.RecyclerView", "[0,63][1080,2337]",
                on: ["focusable"]) + ">"
            + node(
                0, "", "a.b:id/sound", "android.widget.LinearLayout", "[0,63][1080,210]",
                on: ["clickable", "focusable"])
            + ">"
            + node(0, "", "", "android.widget.RelativeLayout", "[42,63][870,210]") + ">"
            + node(0, "Sound", "android:id/title", "android.widget.TextView", "[42,111][164,161]") + " /></node>"
            + node(1, "", "android:id/widget_frame", "android.widget.LinearLayout", "[870,63][1080,210]") + ">"
            + node(
                0, "", "android:id/switch_widget", "android.widget.Switch", "[891,94][1028,178]",
                on: ["checkable", "checked"]) + " /></node></node>"
            + node(1, "", "", "android.widget.LinearLayout", "[42,210][1038,361]") + ">"
            + node(
                0, "Name", "a.b:id/name", "android.widget.EditText", "[42,221][1038,350]",
                on: ["clickable", "focusable", "long-clickable"])
            + " /></node></node></node></node></node></node></hierarchy>"
        let xml = try phone().hierarchyXML()
        // Node by node, so that a difference is small enough to read.
        for (found, wanted) in zip(xml.split(separator: "<"), expected.split(separator: "<")) {
            #expect(found == wanted)
        }
        #expect(xml == expected)
    }

    @Test func `A compressed dump keeps all that can be read or touched`() throws {
        let full = try Screen(Hierarchy(reading: Array(phone().hierarchyXML().utf8), file: "full"))
        let phone = try phone()
        let xml = phone.hierarchyXML(compressed: true)
        let compressed = try Screen(Hierarchy(reading: Array(xml.utf8), file: "compressed"))
        #expect(xml.utf8.count < phone.hierarchyXML().utf8.count)
        #expect(compressed.elements.map(\.label) == full.elements.map(\.label))
    }

    @Test func `A profile with hints dumps them apart from the text`() throws {
        let xml = try phone(profile: .tablet).hierarchyXML()
        #expect(xml.contains("hint=\"Name\" bounds"))
        #expect(!xml.contains("text=\"Name\""))
    }

    @Test func `Control characters become dots, and markup is escaped`() throws {
        var phone = try phone()
        try phone.setState("a.b", "name", "a\u{1}<&\"b\u{7F} 🙂")
        #expect(phone.hierarchyXML().contains("text=\"a.&lt;&amp;&quot;b. &#128578;\""))
    }

    @Test("An element's tap point touches the element itself, on every screen", arguments: SampleApps.files)
    func tapPoints(file: String) throws {
        let app = try SampleApps.declaration(file)
        var phone = SimulatedPhone(apps: [app], startingIn: app.package)
        for name in app.screenNames {
            let record = app.screens[name]?.record.flatMap { path in
                phone.scope(of: app.package, entry: nil).location(of: path).map {
                    $0.appending(.element(phone.apps[app.package]?.state[path.members[0]]?[0] ?? .null, at: 0))
                }
            }
            phone.openScreen(name, of: app.package, record: record)
            phone.advance(by: .seconds(10))
            let window = phone.activeWindow()
            for element in try phone.screen().elements where element.actions.contains(.tap) && element.isEnabled {
                let found = window.touch(at: element.tapPoint) { $0.tap != nil }
                #expect(found?.view == element.node, "“\(element.label)” of \(name)")
            }
        }
    }
}
