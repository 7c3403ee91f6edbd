import Hierarchies
import Testing

/// A few nodes of each fixture, with all that their dump says of them.
@Suite("Facts")
struct FactsTests {
    @Test("uiautomator: a switch row, entities, a line break and the unlabelled link")
    func settings() throws {
        let hierarchy = try Fixture.settings.hierarchy()
        let toggle = try #require(hierarchy.node(id: "switchWidget"))
        #expect(toggle.className == "android.widget.Switch")
        #expect(toggle.packageName == "com.android.settings")
        #expect(toggle.contentDescription == "Wi‑Fi")
        #expect(toggle.flags.isSuperset(of: [.checkable, .checked, .clickable, .enabled]))
        #expect(toggle.bounds == Rect(left: 891, top: 561, right: 1017, bottom: 633))
        let row = hierarchy.nodes[hierarchy.nodes[toggle.parent].parent]
        #expect(row.flags.contains(.clickable) && row.bounds.contains(toggle.bounds))
        let second = try #require(hierarchy.nodes.last { $0.className == "android.widget.Switch" })
        #expect(second.stated.contains(.checked) && !second.flags.contains(.checked))
        #expect(hierarchy.node(text: "Calls, texts") == nil)
        #expect(hierarchy.node(text: "Carries calls, texts & data") != nil)
        let footer = try #require(hierarchy.node(id: "footer_text"))
        #expect(footer.text == "Reset is locked by your administrator.\nAsk <IT desk> for help.")
        #expect(try #require(hierarchy.node(id: "search_src_text")).text == "Search this page")
        let list = try #require(hierarchy.node(id: "recycler_view"))
        #expect(list.flags.contains(.scrollable))
        #expect(!list.stated.contains(.visible) && list.flags.contains(.visible))
    }

    @Test("androidx: three windows, a password field, hints, drawing order and an invisible node")
    func login() throws {
        let hierarchy = try Fixture.login.hierarchy()
        #expect(
            hierarchy.roots.map { hierarchy.nodes[$0].packageName }
                == ["com.android.systemui", "com.kestrel.ferries", "org.quill.inputmethod"])
        let password = try #require(hierarchy.node(id: "id/password"))
        #expect(password.text == "••••••••")
        #expect(password.hint == "Password")
        #expect(password.flags.isSuperset(of: [.password, .focused, .visible]))
        #expect(password.drawingOrder == 1)
        #expect(hierarchy.node(id: "headline")?.text == "Welcome back 👋")
        let button = try #require(hierarchy.node(id: "sign_in"))
        #expect(button.stated.contains(.enabled) && !button.flags.contains(.enabled))
        let version = try #require(hierarchy.node(id: "version"))
        #expect(version.stated.contains(.visible) && !version.flags.contains(.visible))
        #expect(hierarchy.node(described: "Space")?.packageName == "org.quill.inputmethod")
    }

    @Test("Appium: a heading, a field in error, a hint in place of text, and a toast without bounds")
    func inbox() throws {
        let hierarchy = try Fixture.inbox.hierarchy()
        #expect(try #require(hierarchy.node(text: "Inbox")).flags.contains(.heading))
        let recipient = try #require(hierarchy.node(id: "id/to"))
        #expect(recipient.extra(.error) == "That is not an email address")
        #expect(recipient.hint == "To" && recipient.flags.contains(.focused))
        let subject = try #require(hierarchy.node(id: "subject_edit"))
        #expect(subject.flags.contains(.showingHint) && subject.text == "Subject")
        #expect(hierarchy.node(text: "Re: boiler <service> \"quote\"") != nil)
        #expect(try #require(hierarchy.node(described: "Starred")).flags.contains(.selected))
        let toast = try #require(hierarchy.nodes.last)
        #expect(toast.className == "android.widget.Toast" && toast.text == "Draft saved")
        #expect(toast.packageName == "com.android.settings" && toast.parent == -1)
        #expect(toast.bounds == .zero && !toast.stated.contains(.bounds))
    }

    @Test(
        "XCUITest: switches, fields, placeholders, traits and what is off-screen",
        arguments: [Fixture.healthXML, .healthJSON])
    func health(fixture: Fixture) throws {
        let hierarchy = try fixture.hierarchy()
        let (sync, research) = (
            try #require(hierarchy.node(id: "switch.sync")), try #require(hierarchy.node(id: "switch.research"))
        )
        #expect(sync.flags.isSuperset(of: [.checkable, .checked, .enabled]) && sync.extra(.value) == nil)
        #expect(research.flags.contains(.checkable) && !research.flags.contains(.checked))
        #expect(!research.flags.contains(.enabled))
        let name = try #require(hierarchy.node(id: "field.name"))
        #expect(name.text == "Ingrid Vasquez" && name.hint == "Required" && name.flags.contains(.editable))
        #expect(!name.flags.contains(.showingHint))
        let weight = try #require(hierarchy.node(id: "field.weight"))
        #expect(weight.flags.contains(.showingHint) && weight.hint == "in kg")
        #expect(try #require(hierarchy.node(id: "field.pin")).flags.isSuperset(of: [.password, .editable]))
        #expect(hierarchy.node(id: "slider.steps")?.extra(.value) == "65%")
        #expect(try #require(hierarchy.node(text: "PROFILE")).flags.contains(.heading))
        #expect(try #require(hierarchy.node(text: "PROFILE")).resourceID.isEmpty)
        #expect(try #require(hierarchy.node(described: "Summary")).resourceID == "BackButton")
        #expect(try #require(hierarchy.nodes.last { $0.contentDescription == "Summary" }).flags.contains(.selected))
        let hidden = try #require(hierarchy.node(id: "cell.delete"))
        #expect(!hidden.flags.contains(.visible) && hidden.bounds == Rect(left: 0, top: 852, right: 390, bottom: 904))
        #expect(hierarchy.node(described: "Export all “Health & fitness” data") != nil)
    }

    @Test("DroidBot: Arabic text, nulls, edges in pairs and parents by index")
    func shop() throws {
        let hierarchy = try Fixture.shop.hierarchy()
        let search = try #require(hierarchy.node(id: "search_field"))
        #expect(search.text == "ابحث عن عطور وهدايا" && search.flags.contains(.editable))
        #expect(search.bounds == Rect(left: 160, top: 82, right: 920, bottom: 190))
        #expect(search.contentDescription.isEmpty)
        let favourite = try #require(hierarchy.node(described: "إزالة من المفضلة"))
        #expect(favourite.flags.isSuperset(of: [.checkable, .checked]))
        #expect(hierarchy.nodes[favourite.parent].resourceID == "com.bakhour.shop:id/product_card")
        #expect(try #require(hierarchy.node(id: "grid")).flags.contains(.scrollable))
        #expect(try #require(hierarchy.node(text: "الكل")).flags.contains(.selected))
    }

    @Test("Rico: descriptions in lists, null children, scroll axes and both visibilities")
    func player() throws {
        let hierarchy = try Fixture.player.hierarchy()
        let pause = try #require(hierarchy.node(id: "play_pause"))
        #expect(pause.contentDescription == "Pause" && pause.className == "android.widget.ImageButton")
        #expect(try #require(hierarchy.node(id: "tracks")).flags.contains(.scrollsVertically))
        #expect(!(try #require(hierarchy.node(id: "tracks")).flags.contains(.scrollsHorizontally)))
        #expect(!(try #require(hierarchy.node(id: "action_mode_bar_stub")).flags.contains(.visible)))
        let drawer = try #require(hierarchy.node(id: "id/drawer"))
        #expect(drawer.bounds.left == -1120 && !drawer.flags.contains(.visible))
        #expect(try #require(hierarchy.node(text: "Skerry")).flags.contains(.selected))
        #expect(!(try #require(hierarchy.node(id: "id/next")).flags.contains(.enabled)))
    }

    @Test("Maestro: attributes, hints, accessibility text and an error")
    func form() throws {
        let hierarchy = try Fixture.form.hierarchy()
        let name = try #require(hierarchy.node(id: "full_name"))
        #expect(name.hint == "Full name" && name.text.isEmpty && name.className == "android.widget.EditText")
        #expect(hierarchy.node(described: "Lessons a week, 2 of 5") != nil)
        #expect(hierarchy.node(id: "form_error")?.extra(.error) == "Please type your name")
        #expect(try #require(hierarchy.node(text: "Cello")).flags.contains(.checked))
        #expect(!(try #require(hierarchy.node(id: "submit")).flags.contains(.enabled)))
        #expect(!hierarchy.nodes[0].stated.contains(.bounds))
    }

    @Test("mobilerun: Chinese text, bounds in a string, and no text where the Portal repeats the class")
    func chat() throws {
        let hierarchy = try Fixture.chat.hierarchy()
        let input = try #require(hierarchy.node(id: "id/input"))
        #expect(input.text == "好的,明早见" && input.className == "EditText")
        #expect(input.bounds == Rect(left: 140, top: 2130, right: 780, bottom: 2260))
        #expect(hierarchy.nodes[0].text.isEmpty && hierarchy.nodes[0].className == "FrameLayout")
        #expect(hierarchy.node(text: "记得带雨衣 ☔") != nil)
        #expect(!hierarchy.nodes.contains { $0.text == $0.className && !$0.text.isEmpty })
    }
}
